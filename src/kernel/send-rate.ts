/**
 * Teams refuses what an app sends to one tenant above 30 calls a second (by its newer statement 50). The outbox keeps
 * below it; the rest is for answers, which do not go through the outbox.
 */
export const sendsPerSecond = 20;
/** So many may go at once after a quiet moment. */
export const sendsAtOnce = 5;

const everyMs = 1000 / sendsPerSecond;

/**
 * The next turn to send, by everyone who sends to the tenant: turns are handed out in the order in which they are asked
 * for. All times in real milliseconds.
 * @param takenUntil what the last one who asked was told; undefined: nobody asked before
 */
export function nextTurn(takenUntil: number | undefined, now: number): { takenUntil: number; waitMs: number } {
  const earliest = now - (sendsAtOnce - 1) * everyMs;
  const turn = Math.max(takenUntil ?? earliest, earliest);
  return { takenUntil: turn + everyMs, waitMs: Math.max(0, turn - now) };
}

/** Calls that Teams takes from a bot in one thread, one below its limits (7 in 1 s, 8 in 2 s, 60 in 30 s) for an answer. */
export const threadLimits = [
  { count: 6, ms: 1_000 },
  { count: 7, ms: 2_000 },
  { count: 50, ms: 30_000 },
] as const;

/** So many of the latest sends decide. */
export const longestThreadLimit = 50;

/**
 * Milliseconds until one more may be sent to a conversation.
 * @param sent when the latest were sent, newest first
 */
export function threadWait(sent: readonly number[], now: number): number {
  return threadLimits.reduce((longest, { count, ms }) => {
    const oldest = sent[count - 1];
    return oldest === undefined ? longest : Math.max(longest, oldest + ms - now);
  }, 0);
}
