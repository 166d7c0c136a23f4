/**
 * Teams refuses what an app sends to one tenant above 30 calls a second (by its newer statement 50). The outbox keeps
 * below it; the rest is for answers, which do not go through the outbox.
 */
export const sendsPerSecond = 20;
/** So many may go at once after a quiet moment. */
export const sendsAtOnce = 5;

const everyMs = 1000 / sendsPerSecond;

/** So far ahead no turn was ever told: there are not so many who wait at once. */
const farAheadMs = 60_000;

/**
 * The next turn to send, by everyone who sends to the tenant: turns are handed out in the order in which they are asked
 * for. All times in real milliseconds.
 * @param takenUntil what the last one who asked was told; undefined: nobody asked before
 */
export function nextTurn(takenUntil: number | undefined, now: number): { takenUntil: number; waitMs: number } {
  const earliest = now - (sendsAtOnce - 1) * everyMs;
  // Later than that, the clock was set back meanwhile: nobody waits for it to come round again.
  const taken = takenUntil === undefined || takenUntil > now + farAheadMs ? earliest : takenUntil;
  const turn = Math.max(taken, earliest);
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
 * @param sent when the latest were sent, newest first; what is later than now was sent before the clock was set back
 */
export function threadWait(sent: readonly number[], now: number): number {
  const past = sent.filter((at) => at <= now);
  return threadLimits.reduce((longest, { count, ms }) => {
    const oldest = past[count - 1];
    return oldest === undefined ? longest : Math.max(longest, oldest + ms - now);
  }, 0);
}
