/** Longest wait in seconds: otherwise one odd header would block a call for good. */
export const longestWaitSeconds = 60 * 60;

/**
 * Seconds of a Retry-After header, given as seconds or as an HTTP date.
 * @returns undefined if it is missing, unreadable or zero: the caller then uses its own default
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const said = value?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(said)
    ? Number(said)
    : // Other texts that Date.parse accepts, such as "-5", are no HTTP dates.
      /^[a-z]{3}/i.test(said)
      ? (Date.parse(said) - nowMs) / 1000
      : Number.NaN;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}

export function atMostAnHour(seconds: number): number {
  return Math.min(seconds, longestWaitSeconds);
}

/**
 * Teams rejects more than 30 calls a second from an app to one tenant (50 by its newer statement). The outbox
 * stays below; the rest is for answers, which bypass the outbox.
 */
export const sendsPerSecond = 20;
/** Burst size after a quiet moment. */
export const sendsAtOnce = 5;

const everyMs = 1000 / sendsPerSecond;

/** Turns are never given this far ahead: fewer senders wait at once. */
const farAheadMs = 60_000;

/**
 * The next turn to send, across all senders to the tenant, in the order of asking. All times in real milliseconds.
 * @param takenUntil the end of the turn given last; undefined: none was given before
 */
export function nextTurn(takenUntil: number | undefined, now: number): { takenUntil: number; waitMs: number } {
  const earliest = now - (sendsAtOnce - 1) * everyMs;
  // A later time means that the clock was set back meanwhile: nobody waits for that time to come again.
  const taken = takenUntil === undefined || takenUntil > now + farAheadMs ? earliest : takenUntil;
  const turn = Math.max(taken, earliest);
  return { takenUntil: turn + everyMs, waitMs: Math.max(0, turn - now) };
}

/**
 * Calls that Teams accepts from a bot in one thread, one below its limits (7 in 1 s, 8 in 2 s, 60 in 30 s) for an
 * answer.
 */
export const threadLimits = [
  { count: 6, ms: 1_000 },
  { count: 7, ms: 2_000 },
  { count: 50, ms: 30_000 },
] as const;

/** Number of latest sends that matter. */
export const longestThreadLimit = 50;

/**
 * Milliseconds until one more may be sent to a conversation.
 * @param sent times of the latest sends, newest first; later ones than now are from before the clock was set back
 */
export function threadWait(sent: readonly number[], now: number): number {
  const past = sent.filter((at) => at <= now);
  return threadLimits.reduce((longest, { count, ms }) => {
    const oldest = past[count - 1];
    return oldest === undefined ? longest : Math.max(longest, oldest + ms - now);
  }, 0);
}
