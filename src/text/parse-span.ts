import { DateTime, type DurationLikeObject } from 'luxon';

const units: Record<string, keyof DurationLikeObject> = Object.fromEntries(
  (
    [
      ['minutes', 'm min mins minute minutes minuut minuten'],
      ['hours', 'h hr hrs hour hours u uur uren'],
      ['days', 'd day days dag dagen'],
      ['weeks', 'w wk week weeks weken'],
      ['months', 'mo month months maand maanden'],
      ['years', 'y yr year years j jaar jaren'],
    ] as const
  ).flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit])),
);

/** From when, in which IANA zone, and which way where the words do not tell. */
export type SpanContext = { now: Date; zone: string; direction?: 'future' | 'past' };

/** Azure keeps no backup longer than 99 years, and dates past the year 9999 cannot be written. */
const mostYears = 99;

/** `30d`, `2 weeks`, `3 maanden`: a span from now, in the direction meant. Undefined for anything else. */
export function parseSpan(text: string, { now, zone, direction = 'future' }: SpanContext): Date | undefined {
  const parts = /^(?:in\s+|over\s+)?(?<amount>\d{1,5})\s*(?<unit>\p{L}+)\.?(?<ago>\s+(?:ago|geleden))?$/iu.exec(
    text,
  )?.groups;
  const word = parts?.unit?.toLowerCase() ?? '';
  const unit = Object.hasOwn(units, word) ? units[word] : undefined;
  if (parts?.amount === undefined || unit === undefined) return undefined;
  const span = { [unit]: Number(parts.amount) };
  const local = DateTime.fromJSDate(now, { zone });
  const past = parts.ago !== undefined || direction === 'past';
  const moment = past ? local.minus(span) : local.plus(span);
  return Math.abs(moment.diff(local).as('years')) <= mostYears ? moment.toJSDate() : undefined;
}
