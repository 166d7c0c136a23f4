import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';
import { madeSchema } from './made.ts';

/** What a drill wrote down of what it made. unproven: names of what is told and never deleted. */
export const storedRecord = defineStored(
  'result drill-record',
  z.object({ made: z.array(madeSchema), unproven: z.array(z.string()) }),
);

/** What the probe in the guest came to. output: what it said, cut and without secrets. */
export const storedProbe = defineStored(
  'result drill-probe',
  z.object({ verdict: z.enum(['passed', 'failed', 'unknown']), output: z.string() }),
);
