import type { Config } from '../config/config.ts';

/** Until when a request that is approved now may begin, and a failed step of it may be tried again. */
export function approvedUntil(
  config: Pick<Config, 'beginMinutes' | 'retryMinutes'>,
  now: Date,
  beginMinutes = config.beginMinutes,
): { begin_by: Date; retry_by: Date } {
  const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return { begin_by: minutesFromNow(beginMinutes), retry_by: minutesFromNow(config.retryMinutes) };
}
