import type { Failure } from '../../kernel/errors.ts';

/** A vault whose jobs cannot be read. */
export type Unread = {
  /** The first look that failed; ISO. */
  since: string;
  /** Of the last look. */
  failure: Failure;
  /** Conversations that were told. */
  told: string[];
};

/** Throttles and outages of Azure pass sooner (world ms); after that silence would be taken for "nothing failed". */
const tellAfterMs = 60 * 60_000;

export function isToldOf({ since }: Pick<Unread, 'since'>, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= tellAfterMs;
}
