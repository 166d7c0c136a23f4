import { DateTime } from 'luxon';
import { type DetailName, details } from '../../../kernel/plain-grammar.ts';
import { trimRest } from '../words.ts';
import { hoursBetween, matchPattern } from './match-pattern.ts';
import type { LineWord, SentenceFacts } from './reading.ts';
import type { Token } from './tokens.ts';
import { range, WordReader } from './word-reader.ts';

/** Details of a change beside its machine: its retention, its name or policy, its subnet. */
export type Detail = { name: DetailName; value: string; at: readonly number[] };

/** Details that only drills have; elsewhere their words mean something else. */
const ofDrills: ReadonlySet<DetailName> = new Set<DetailName>([
  'tag',
  'hours',
  'at-once',
  'life',
  'rto',
  'rpo',
  'days',
  'port',
]);

/** Finds details: the longest where several fit, each name once. */
export function findDetails(words: WordReader, isDrill: boolean): Detail[] {
  const found: Detail[] = [];
  for (let at = 0; at < words.tokens.length; ) {
    const longest = details
      .filter((name) => (isDrill ? name !== 'keep' : !ofDrills.has(name)) && !found.some((each) => each.name === name))
      .flatMap((name) =>
        words.grammar.details[name].map((pattern) => [name, matchPattern(words, at, pattern)] as const),
      )
      .reduce<{ name: DetailName; values: readonly string[]; end: number } | undefined>(
        (best, [name, match]) => (match && match.end > (best?.end ?? at) ? { name, ...match } : best),
        undefined,
      );
    if (longest) {
      const { name, values, end } = longest;
      // "All disks but lun 2": a line names the disks that come back.
      if (name !== 'lun' || !isLeftOut(words, at))
        found.push({ name, value: typedValue(name, values), at: range(at, end) });
    }
    at = longest?.end ?? at + 1;
  }
  return found;
}

function isLeftOut({ grammar, tokens }: WordReader, at: number): boolean {
  return grammar.except.includes(tokens[at - 1]?.text ?? '');
}

function typedValue(name: DetailName, values: readonly string[]): string {
  if (name === 'hours') return values.length > 1 ? hoursBetween(values) : values.join('');
  return name === 'days' ? values.join(' ').replace(/d$/, '') : values.join(' ');
}

/** Details that the line of a command can carry, in order. */
const carried: Readonly<Record<string, readonly DetailName[]>> = {
  restore: ['as', 'size', 'zone', 'to', 'subnet', 'lun'],
  backup: ['keep', 'until'],
  protect: ['with'],
  'protection resume': ['with'],
  unhold: ['with'],
  release: ['to'],
  'drill new': ['tag', 'hours', 'at-once', 'life', 'port', 'rto', 'rpo', 'days'],
};

/** The words of a command's line for the details found. */
export function detailWords(command: string, found: readonly Detail[]): LineWord[] {
  return (carried[command] ?? []).flatMap((name) =>
    found
      .filter((each) => each.name === name)
      // The subnet of a restore, and the one to which a copy is released.
      .flatMap(({ value }): LineWord[] => [
        { keyword: command === 'restore' && name === 'to' ? 'subnet' : name },
        value,
      ]),
  );
}

/** Details that the line of a command can carry. */
export function detailsCarriedBy(command: string): readonly DetailName[] {
  return carried[command] ?? [];
}

/** The quarter that a sentence names, as it is typed: `2026-Q4`. */
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

/** The current quarter. */
export function currentQuarter({ now, timeZone }: Pick<SentenceFacts, 'now' | 'timeZone'>): string {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  return `${today.year}-Q${today.quarter}`;
}

/** Year of a quarter named without one: the last such quarter that has begun. */
function pastYear(today: DateTime, quarter: number): number {
  return quarter <= today.quarter ? today.year : today.year - 1;
}

/** The start of the part that says why, and its text. */
export type SaidReason = { at: number; text: string };

const ticket = /^(?:inc|chg|req|ritm|task|prb|cr|sr)-?\d{3,}$/i;

/** Finds a reason: after "because" without that word, and with all its words in "incident closed". */
export function findReason(words: WordReader): SaidReason | undefined {
  const { tokens, grammar } = words;
  const at = tokens.findIndex(
    (_, index) =>
      index > 0 && words.phrase(index, grammar.because) > 0 && !grammar.pronouns.includes(words.text(index - 1)),
  );
  if (at < 0) return undefined;
  const from = grammar.reasonNouns.includes(words.text(at)) ? at : at + words.phrase(at, grammar.because);
  const text = typedText(tokens.slice(from));
  return text === '' ? undefined : { at, text };
}

/** A ticket that stands by itself is the reason: "restore sql-01, isolated, CHG0049001". */
export function ticketIn({ tokens, taken }: WordReader): string | undefined {
  return tokens.find(({ raw }, at) => ticket.test(raw) && !taken.has(at))?.raw;
}

export function typedText(tokens: readonly Token[]): string {
  return trimRest(tokens.map(({ typed }) => typed).join(' '));
}
