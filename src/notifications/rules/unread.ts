import { z } from 'zod/v4';
import { defineStored, failure } from '../../kernel/stored.ts';

/** A vault whose jobs cannot be read. */
export const storedUnread = defineStored(
  'setting unread',
  z.object({
    /** The first look that failed; ISO. */
    since: z.string(),
    /** Of the last look. */
    failure,
    /** Conversations that were told. */
    told: z.array(z.string()),
  }),
);

export type Unread = z.infer<typeof storedUnread.schema>;

/** Throttles and outages of Azure pass sooner (world ms); after that silence would be taken for "nothing failed". */
const tellAfterMs = 60 * 60_000;

export function isToldOf({ since }: Pick<Unread, 'since'>, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= tellAfterMs;
}
