import type { Requirement } from '../approval/rules/approval-policy.ts';
import type { Config } from '../config/config.ts';

/** Until when a request that is approved now may begin, and a failed step of it may be tried again. By its rule, if any. */
export function approvedUntil(
  config: Pick<Config, 'beginMinutes' | 'retryMinutes'>,
  now: Date,
  requirement?: Pick<Requirement, 'beginMinutes'> | null,
): { begin_by: Date; retry_by: Date } {
  const { beginMinutes = config.beginMinutes } = requirement ?? {};
  const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return { begin_by: minutesFromNow(beginMinutes), retry_by: minutesFromNow(config.retryMinutes) };
}
