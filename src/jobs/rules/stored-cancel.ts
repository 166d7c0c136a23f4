import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';
import { need, planTargetSchema, signed } from '../../requests/rules/stored-parts.ts';

/** Which job was cancelled. */
export const storedCancelled = defineStored('result cancel-job', z.object({ jobId: z.string() }));

/** What is kept of the cancellation of a job. */
export const storedCancel = defineStored(
  'plan cancel',
  z.object({
    kind: z.literal('cancel'),
    target: planTargetSchema,
    plan: z.object({
      effects: signed('cancel', { kind: z.literal('cancel'), vault: z.string(), job: z.string() }),
      needs: z.array(need),
      hash: z.string(),
    }),
    job: z.object({ id: z.string(), operation: z.string(), requestId: z.string().optional() }),
  }),
);

export type StoredCancel = z.infer<typeof storedCancel.schema>;

export function asCancel(plan: { kind: string } | undefined): StoredCancel | undefined {
  return plan?.kind === 'cancel' ? (plan as StoredCancel) : undefined;
}
