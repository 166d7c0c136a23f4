import type { PageType } from '../../store/rules/stored-page.ts';

/** The last page about a request. */
type LastPage = { type: PageType; at: Date };

/**
 * The page that a request's state calls for, if it has not been written yet. A request without pages needs none to end
 * them; only a failure starts one by itself.
 * @param asks it runs, and an addendum waits for a decision
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
  // After a stall the approval is no news, and the stall lasts until it is over.
  return last.type === 'asked' || last.type === 'failed' ? 'decided' : undefined;
}

/** First wait after a failed try, doubled each time up to the longest (world seconds). */
const firstBackoffSeconds = 5;
const longestBackoffSeconds = 300;
/** An older page would wake somebody for something long over. */
export const pageLivesSeconds = 24 * 60 * 60;

/**
 * World seconds until the next try: what the service asks for, within bounds; if it names no time, longer each time.
 */
export function pageBackoff(tries: number, retryAfterSeconds = 0): number {
  const wait = retryAfterSeconds || firstBackoffSeconds * 2 ** tries;
  return Math.min(longestBackoffSeconds, Math.max(firstBackoffSeconds, wait));
}

/**
 * The outcome of a page by the status of the answer. refused: the body is at fault, so this page is never accepted;
 * later: the service, its address or its key is at fault, which somebody may mend.
 */
export function parseOutcome(status: number): 'sent' | 'refused' | 'later' {
  if (status >= 200 && status < 300) return 'sent';
  return status === 400 || status === 413 || status === 422 ? 'refused' : 'later';
}
