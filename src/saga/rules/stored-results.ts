import { z } from 'zod/v4';
import { defineStored, failure } from '../../kernel/stored.ts';

/** Of a step that ends with its job and leaves nothing that a later one needs. status: as Azure spells it. */
export const storedJobEnd = defineStored(
  'result of a job',
  z.object({
    jobId: z.string(),
    status: z.string(),
    startedAt: z.string(),
    properties: z.record(z.string(), z.string()),
  }),
);

/** Of a step that only tidies, where something stood against it. left: what it was to tidy is still there. */
export const storedTidied = defineStored(
  'result of tidying',
  z.object({ left: z.boolean(), refused: failure.optional() }),
);
