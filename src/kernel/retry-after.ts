/** Nobody is waited for longer (seconds) than this: one odd header would else hold up a call for good. */
export const longestWaitSeconds = 60 * 60;

/**
 * Seconds that a Retry-After asks for, given as seconds or as an HTTP date.
 * @returns undefined for none, for what cannot be read, and for no wait at all: whoever waits knows better then
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const said = value?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(said)
    ? Number(said)
    : // Other texts that Date.parse takes, such as "-5", are no dates of HTTP.
      /^[a-z]{3}/i.test(said)
      ? (Date.parse(said) - nowMs) / 1000
      : Number.NaN;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}

export function atMostAnHour(seconds: number): number {
  return Math.min(seconds, longestWaitSeconds);
}
