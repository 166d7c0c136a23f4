import { z } from 'zod/v4';
import type { JobFacts } from '../../kernel/facts.ts';
import { defineStored, momentSchema } from '../../kernel/stored.ts';

const jobStatus = z.enum([
  'InProgress',
  'Completed',
  'CompletedWithWarnings',
  'Failed',
  'Cancelling',
  'Cancelled',
  'Invalid',
]) satisfies z.ZodType<JobFacts['status']>;

/** What was last seen of a followed job. */
export const storedJob = defineStored(
  'job',
  z.object({
    vaultId: z.string(),
    id: z.string(),
    vmName: z.string(),
    containerName: z.string(),
    operation: z.string(),
    status: jobStatus,
    startedAt: momentSchema,
    endedAt: momentSchema.optional(),
    activityId: z.string().optional(),
    cancellable: z.boolean(),
    errors: z.array(
      z.object({
        code: z.number().optional(),
        title: z.string(),
        message: z.string(),
        recommendations: z.array(z.string()),
      }),
    ),
    percent: z.number().optional(),
    remainingSeconds: z.number().optional(),
    tasks: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string().optional() })),
    properties: z.record(z.string(), z.string()),
  }),
);
