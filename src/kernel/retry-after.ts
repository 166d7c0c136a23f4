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
