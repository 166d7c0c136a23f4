import { DateTime, type DurationLikeObject } from 'luxon';
import { alternation } from '../kernel/grammar.ts';
import { grammar } from './grammar.ts';

const spanUnits = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
const units = new Map<string, keyof DurationLikeObject>(
  spanUnits.flatMap((unit) => grammar.units[unit].map((word) => [word, unit] as const)),
);
const pattern = new RegExp(
  `^(?:(?:${alternation(grammar.within)})\\s+)?(?<amount>\\d{1,5})\\s*(?<unit>\\p{L}+)\\.?(?<ago>\\s+(?:${alternation(grammar.ago)}))?$`,
  'iu',
);

/** From when, in which IANA time zone, and which way where the words do not tell. */
export type SpanContext = { now: Date; timeZone: string; direction?: 'future' | 'past' };

/** Azure keeps no backup longer than 99 years, and dates past the year 9999 cannot be written. */
const mostYears = 99;

/** `30d`, `2 weeks`, `3 months`: a span from now, in the direction meant. Undefined for anything else. */
export function parseSpan(text: string, { now, timeZone, direction = 'future' }: SpanContext): Date | undefined {
  const parts = pattern.exec(text)?.groups;
  const word = parts?.unit?.toLowerCase() ?? '';
  const unit = units.get(word);
  if (parts?.amount === undefined || unit === undefined) return undefined;
  const span = { [unit]: Number(parts.amount) };
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const past = parts.ago !== undefined || direction === 'past';
  const moment = past ? local.minus(span) : local.plus(span);
  return Math.abs(moment.diff(local).as('years')) <= mostYears ? moment.toJSDate() : undefined;
}
