import type { PageType } from '../../store/rules/stored-page.ts';

/** The last page about a request. */
type LastPage = { type: PageType; at: Date };

/**
 * The page that a request's state asks for, if it has not been written yet. What nobody was paged for is taken back
 * from nobody; only a failure begins by itself.
 * @param asks it is under way, and an addition to it waits for a decision
 */
export function pageOfState(
  { state, endedAt, asks = false }: { state: string; endedAt: Date | null; asks?: boolean },
  last: LastPage | undefined,
): PageType | undefined {
  if (state === 'pending') return undefined;
  if (state === 'failed') {
    const told = last?.type === 'failed' && (endedAt === null || last.at >= endedAt);
    return told ? undefined : 'failed';
  }
  if (last === undefined || last.type === 'done') return undefined;
  if (state !== 'approved' && state !== 'running') return 'done';
  if (asks) return undefined;
  // A stall goes on being one until it is over: that it is approved was told before.
  return last.type === 'asked' || last.type === 'reminded' || last.type === 'failed' ? 'decided' : undefined;
}

/** First wait after a try that was not taken, doubled up to the last (world seconds). */
const firstBackoffSeconds = 5;
const longestBackoffSeconds = 300;
/** A page that is older wakes somebody for what is long over. */
export const pageLivesSeconds = 24 * 60 * 60;

/**
 * World seconds until the next try: as long as the service asks for, if that isn't next to nothing; where it names no time,
 * longer each time.
 */
export function pageBackoff(tries: number, retryAfterSeconds = 0): number {
  const wait = retryAfterSeconds || firstBackoffSeconds * 2 ** tries;
  return Math.min(longestBackoffSeconds, Math.max(firstBackoffSeconds, wait));
}

/**
 * What becomes of a page by the status of the answer. refused: this one is never taken, as its body is at fault; later:
 * the service, its address or its key is, which somebody may mend.
 */
export function outcomeOf(status: number): 'sent' | 'refused' | 'later' {
  if (status >= 200 && status < 300) return 'sent';
  return status === 400 || status === 413 || status === 422 ? 'refused' : 'later';
}
