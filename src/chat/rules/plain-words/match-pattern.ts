import { DateTime } from 'luxon';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { clockAt } from './said-times.ts';
import { wordsOf } from './tokens.ts';
import { range, type WordReader } from './word-reader.ts';

/** The values in a pattern's holes, and the index after its last word. */
export type Match = { values: readonly string[]; end: number };

type Part = { words: ReadonlySet<string>; hole?: string; optional: boolean };

const made = new Map<string, readonly Part[]>();

/** Parses `keep|retain it? for {length}`: alternatives, optional words, and holes that are read by their kind. */
function partsOf(pattern: string): readonly Part[] {
  const known = made.get(pattern);
  if (known) return known;
  const parts = pattern.split(' ').map((part): Part => {
    const hole = /^\{(\w+)\}$/.exec(part)?.[1];
    const optional = part.endsWith('?');
    return {
      words: new Set((optional ? part.slice(0, -1) : part).split('|')),
      ...(hole && { hole }),
      optional,
    };
  });
  made.set(pattern, parts);
  return parts;
}

/** @returns the longest match of a pattern from this word on */
export function matchPattern(words: WordReader, at: number, pattern: string): Match | undefined {
  return matchParts(words, at, partsOf(pattern), []);
}

function matchParts(
  words: WordReader,
  at: number,
  parts: readonly Part[],
  values: readonly string[],
): Match | undefined {
  const [part, ...rest] = parts;
  if (!part) return { values, end: at };
  if (part.hole) {
    const read = matchHole(words, at, part.hole);
    return read && matchParts(words, read.end, rest, [...values, read.value]);
  }
  const stands = !words.taken.has(at) && part.words.has(words.text(at));
  const taken = stands ? matchParts(words, at + 1, rest, values) : undefined;
  return taken ?? (part.optional ? matchParts(words, at, rest, values) : undefined);
}

function matchHole(words: WordReader, at: number, hole: string): { value: string; end: number } | undefined {
  const text = words.text(at);
  const raw = words.tokens[at]?.raw ?? '';
  if (text === '' || words.taken.has(at)) return undefined;
  const one = (value: string | undefined) => (value === undefined ? undefined : { value, end: at + 1 });
  switch (hole) {
    case 'length': {
      const length = words.length(at, true);
      return length && { value: spanWord(length.hours), end: length.end };
    }
    case 'days': {
      const length = words.length(at, true) ?? words.bareUnit(at);
      return length && length.hours % 24 === 0 ? { value: `${length.hours / 24}d`, end: length.end } : undefined;
    }
    case 'day': {
      const day = comingDay(words, at);
      return day && { value: day.day, end: day.end };
    }
    case 'number': {
      if (/^\d{4,5}$/.test(text)) return one(text);
      const number = words.number(at);
      return number && !number.ordinal ? { value: String(number.value), end: number.end } : undefined;
    }
    case 'numbers':
      return numbersAt(words, at);
    case 'hour':
      return hourAt(words, at);
    case 'range': {
      const [, from, to] = /^(\d{1,2})(?::00|h|u)?[-–](\d{1,2})(?::00|h|u)?$/.exec(text) ?? [];
      return one(Number(from) <= 24 && Number(to) <= 24 ? `${from}-${to}` : undefined);
    }
    case 'pair':
      return one(/^[\p{L}\p{N}_.-]+=[\p{L}\p{N}_.-]+$/u.test(raw) ? raw : undefined);
    case 'size':
      return one(/^standard_\w+$/i.test(raw) ? raw : undefined);
    // After its keyword any word may be a name; elsewhere it must look like one.
    case 'name':
      return one(
        /^[\p{L}][\p{L}\p{N}_.-]+$/u.test(raw) &&
          !namesNothing(words.grammar, text) &&
          !/[,;.!?]$/.test(words.tokens[at - 1]?.typed ?? '')
          ? raw
          : undefined,
      );
    default:
      return one(isComposed(raw) && !wordsOf(words.grammar).has(text) ? raw : undefined);
  }
}

/** Words that are no subnet: "the isolated subnet" tells how a machine is restored, not the name. */
function namesNothing({ articles, pronouns, ways }: PlainGrammar, text: string): boolean {
  return [articles, pronouns, ways.isolated, ways.quarantine].some((words) => words.includes(text));
}

/** "daily-30", "sql-01-check", "payroll2" */
function isComposed(text: string): boolean {
  return /^\p{L}[\p{L}\p{N}_-]{1,62}$/u.test(text) && /\d|\p{L}[-_]\p{L}/u.test(text);
}

/** A duration as typed in a line: `36h`, `14d`. */
export function spanWord(hours: number): string {
  return hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}

/** "0", "0 and 1", "0, 1 en 2" */
function numbersAt(words: WordReader, at: number): { value: string; end: number } | undefined {
  const found: number[] = [];
  let end = at;
  for (let from = at; ; ) {
    const number = words.number(from);
    if (!number || number.ordinal || number.value > 63) break;
    found.push(number.value);
    end = number.end;
    from = words.grammar.links.includes(words.text(end)) ? end + 1 : end;
  }
  return found.length > 0 ? { value: found.join(' '), end } : undefined;
}

/** A whole hour of a 24-hour clock; with an `!` if a part of the day came with it. */
function hourAt(words: WordReader, at: number): { value: string; end: number } | undefined {
  const clock = clockAt(words, at, true);
  const number = clock ? undefined : words.number(at);
  const isWritten = /[:.hu]/.test(words.text(at)) && /^\d/.test(words.text(at));
  const isTold = clock?.clock.hours.length === 1 && !isWritten && (words.number(at)?.value ?? 0) <= 12;
  const hour = clock ? clock.clock.hours[0] : number?.ordinal ? undefined : number?.value;
  if (hour === undefined || hour > 24 || (clock && clock.clock.minute !== 0)) return undefined;
  const { taken } = words;
  const end = clock?.end ?? number?.end ?? at + 1;
  return range(at, end).some((word) => taken.has(word)) ? undefined : { value: `${hour}${isTold ? '!' : ''}`, end };
}

/**
 * Both hours of a span. A part of the day said once counts for both: "2 to 4 in the afternoon" begins at 14, "10 to 4
 * at night" at 22.
 */
export function hoursBetween([from = '', to = '']: readonly string[]): string {
  const [first, last] = [Number.parseInt(from, 10), Number.parseInt(to, 10)];
  const told = [from, to].map((hour) => hour.endsWith('!'));
  const nearer = (hour: number, length: (hour: number) => number) =>
    hour <= 12 && length((hour + 12) % 24) < length(hour) ? (hour + 12) % 24 : hour;
  const span = (begin: number, end: number) => (end - begin + 24) % 24 || 24;
  if (!told[0] && told[1]) return `${nearer(first, (hour) => span(hour, last))}-${last}`;
  if (told[0] && !told[1]) return `${first}-${nearer(last, (hour) => span(first, hour))}`;
  return `${first}-${last}`;
}

/** A day to come, as it is typed: "christmas", "the end of january", "friday", "the 15th", "24 december". */
function comingDay(words: WordReader, at: number): { day: string; end: number } | undefined {
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

/** Month by its name; January is 1. Languages have their own short names, so the date engine reads it. */
function monthAt(words: WordReader, at: number): number | undefined {
  const text = words.text(at);
  if (words.taken.has(at) || !words.grammar.months.includes(text)) return undefined;
  const read = words.facts.parseDate(`1 ${text}`)?.[0]?.at;
  return read && DateTime.fromJSDate(read, { zone: words.facts.timeZone }).month;
}
