import { z } from 'zod/v4';
import { momentSchema } from '../../kernel/stored.ts';

const softDeleted = z.object({ softDeletedUntil: momentSchema.optional(), softDeletedUnread: z.boolean().optional() });

/** How long Azure keeps what a step deleted, at the latest. softDeletedUnread: not all of it told. */
export type SoftDeleted = z.infer<typeof softDeleted>;

/** What the result of a step tells of that; most tell nothing. */
export function parseSoftDeletion(result: unknown): SoftDeleted {
  const found = softDeleted.safeParse(result);
  return found.success ? found.data : {};
}
