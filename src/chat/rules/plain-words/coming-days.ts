import { DateTime } from 'luxon';
import type { WordReader } from './word-reader.ts';

/** A day that is still to come, as it is typed: "christmas", "the end of january", "friday", "the 15th", "24 december". */
export function comingDay(words: WordReader, at: number): { day: string; end: number } | undefined {
  const { facts, grammar } = words;
  const today = DateTime.fromJSDate(facts.now, { zone: facts.timeZone }).startOf('day');
  const found = (day: DateTime, end: number) => ({ day: day.toFormat('yyyy-MM-dd'), end });
  const yearly = (month: number, day: number) => {
    const own = today.set({ month, day });
    return own > today ? own : own.plus({ years: 1 });
  };
  if (words.taken.has(at)) return undefined;
  const written = /^\d{4}-\d{2}-\d{2}$/.test(words.text(at)) ? DateTime.fromISO(words.text(at)) : undefined;
  if (written?.isValid) return found(written, at + 1);
  const feast = words.valued(at, grammar.feasts);
  if (feast) {
    const [month = 1, day = 1] = feast.value.split('-').map(Number);
    return found(yearly(month, day), feast.end);
  }
  const ending = words.phrase(at, grammar.endOf);
  if (ending > 0) {
    const from = at + ending;
    const own = words.phrase(from, grammar.theMonth);
    if (own > 0) return found(today.endOf('month'), from + own);
    const year = words.phrase(from, grammar.theYear);
    if (year > 0) return found(today.endOf('year'), from + year);
    const month = monthAt(words, from);
    if (month === undefined) return undefined;
    const own31 = today.set({ day: 1, month }).endOf('month');
    return found(own31 > today ? own31 : own31.plus({ years: 1 }), from + 1);
  }
  const coming = grammar.comingDay.includes(words.text(at)) ? 1 : 0;
  const weekday = grammar.weekdays.indexOf(words.text(at + coming));
  if (weekday >= 0) {
    const ahead = ((weekday % 7) + 1 - today.weekday + 7) % 7;
    return found(today.plus({ days: ahead === 0 ? 7 : ahead }), at + coming + 1);
  }
  const month = monthAt(words, at);
  const article = grammar.articles.includes(words.text(at)) ? 1 : 0;
  const number = words.number(month === undefined ? at + article : at + 1);
  if (!number || number.value < 1 || number.value > 31) return undefined;
  const of = words.phrase(number.end, grammar.at);
  const behind = month === undefined ? monthAt(words, number.end + of) : undefined;
  const inMonth = month ?? behind;
  if (inMonth !== undefined) {
    const end = month === undefined ? number.end + of + 1 : number.end;
    const year = /^20\d\d$/.test(words.text(end)) ? Number(words.text(end)) : undefined;
    const day =
      year === undefined ? yearly(inMonth, number.value) : today.set({ year, month: inMonth, day: number.value });
    return day.day === number.value ? found(day, end + (year === undefined ? 0 : 1)) : undefined;
  }
  if (!number.ordinal) return undefined;
  const own = today.set({ day: number.value });
  return found(own > today ? own : own.plus({ months: 1 }), number.end);
}

/** January is 1. The lists of languages have short names of their own, so that a month is read by the engine. */
function monthAt(words: WordReader, at: number): number | undefined {
  const text = words.text(at);
  if (words.taken.has(at) || !words.grammar.months.includes(text)) return undefined;
  const read = words.facts.parseDate(`1 ${text}`)?.[0]?.at;
  return read && DateTime.fromJSDate(read, { zone: words.facts.timeZone }).month;
}
