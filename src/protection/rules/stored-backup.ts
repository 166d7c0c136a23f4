import { z } from 'zod/v4';
import { defineStored, failure } from '../../kernel/stored.ts';
import { itemTargetSchema, need, signed } from '../../requests/rules/stored-parts.ts';

/** What is kept of a backup on demand. */
export const storedBackup = defineStored(
  'plan backup',
  z.object({
    kind: z.literal('backup'),
    target: itemTargetSchema,
    plan: z.object({
      effects: signed('backup', {
        kind: z.literal('backup'),
        vault: z.string(),
        item: z.string(),
        expiry: z.string(),
      }),
      needs: z.array(need),
      hash: z.string(),
    }),
    /** Calendar days that it is kept, as they were read back. */
    days: z.number(),
    warnings: z.array(failure),
  }),
);

export type StoredBackup = z.infer<typeof storedBackup.schema>;
