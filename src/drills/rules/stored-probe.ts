import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/** What the probe in the guest came to. output: what it said, cut and without secrets. */
export const storedProbe = defineStored(
  'result drill-probe',
  z.object({ verdict: z.enum(['passed', 'failed', 'unknown']), output: z.string() }),
);
