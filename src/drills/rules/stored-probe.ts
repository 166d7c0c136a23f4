import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/** What the probe in the guest came to. output: what it said, cut and without secrets. */
export const storedProbe = defineStored(
  'result drill-probe',
  z.object({ verdict: z.enum(['passed', 'failed', 'unknown']), output: z.string() }),
);

export type StoredProbe = z.infer<typeof storedProbe.schema>;

/** What is looked at besides disks, mounts, file systems and services. */
export const probeWanted = z.strictObject({
  newest: z.strictObject({ path: z.string(), hours: z.number().int() }).optional(),
  port: z.number().int().optional(),
  script: z.string().optional(),
});
