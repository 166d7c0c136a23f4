import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../../kernel/stored.ts';

/**
 * What the last look of a clean-up found: live is of the copy and still there, foreign has one of its names and is something
 * else. softDeletedUntil: how long Azure keeps what was deleted, at the latest. softDeletedUnread: not all of it told.
 */
export const storedConfirmed = defineStored(
  'result drill-confirm',
  z.object({
    live: z.number(),
    foreign: z.array(z.string()),
    softDeletedUntil: momentSchema.optional(),
    softDeletedUnread: z.boolean().optional(),
  }),
);

export type SoftDeleted = Pick<z.infer<typeof storedConfirmed.schema>, 'softDeletedUntil' | 'softDeletedUnread'>;
