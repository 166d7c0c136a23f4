import { z } from 'zod/v4';
import { defineStored, failure } from '../../kernel/stored.ts';

/** Result of a step that ends with its job and leaves nothing for later steps. status: as Azure spells it. */
export const storedJobEnd = defineStored(
  'result of a job',
  z.object({
    jobId: z.string(),
    status: z.string(),
    startedAt: z.string(),
    properties: z.record(z.string(), z.string()),
  }),
);

/** Result of a tidying step that could not do its work. left: what it should have removed is still there. */
export const storedTidied = defineStored(
  'result of tidying',
  z.object({ left: z.boolean(), refused: failure.optional() }),
);
