import { DateTime } from 'luxon';
import type { SentenceFacts } from './reading.ts';
import type { Token } from './tokens.ts';
import { WordReader } from './word-reader.ts';

/** The quarter of a year that a sentence names, as it is typed: `2026-Q4`. */
export function findQuarter(tokens: readonly Token[], facts: SentenceFacts): string | undefined {
  const words = new WordReader(tokens, facts, new Set());
  const today = DateTime.fromJSDate(facts.now, { zone: facts.timeZone });
  const { noun, last, this: current } = facts.grammar.theQuarter;
  const isLastYear = tokens.some((_, at) => words.phrase(at, facts.grammar.lastYear) > 0);
  const year =
    tokens.map(({ text }) => /^(20\d\d)$/.exec(text)?.[1]).find((each) => each !== undefined) ??
    (isLastYear ? String(today.year - 1) : undefined);
  const written = (of: string | undefined, number: number) => `${of ?? pastYear(today, number)}-Q${number}`;
  for (let at = 0; at < tokens.length; at += 1) {
    const { text } = tokens[at] as Token;
    const full = /^(20\d\d)[-/]?[qk]([1-4])$/.exec(text) ?? undefined;
    if (full) return written(full[1], Number(full[2]));
    const short = /^[qk]([1-4])(?:[-/](20\d\d))?$/.exec(text);
    if (short) return written(short[2] ?? year, Number(short[1]));
    const number = words.number(at);
    if (number && number.value >= 1 && number.value <= 4 && number.ordinal && noun.includes(words.text(number.end)))
      return written(year, number.value);
    if (noun.includes(text) && /^[1-4]$/.test(words.text(at + 1))) return written(year, Number(words.text(at + 1)));
    for (const [list, back] of [
      [current, 0],
      [last, 1],
    ] as const) {
      const length = words.phrase(at, list);
      if (length === 0 || !noun.includes(words.text(at + length))) continue;
      const then = today.minus({ quarters: back });
      return `${then.year}-Q${then.quarter}`;
    }
  }
  return undefined;
}

/** The one that it is now. */
export function currentQuarter({ now, timeZone }: Pick<SentenceFacts, 'now' | 'timeZone'>): string {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  return `${today.year}-Q${today.quarter}`;
}

/** Told without a year, it is the last one that has begun. */
function pastYear(today: DateTime, quarter: number): number {
  return quarter <= today.quarter ? today.year : today.year - 1;
}
