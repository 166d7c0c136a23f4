import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import { product } from '../src/app/product.ts';
import { findErrorTitle } from '../src/azure/rules/explain-error.ts';
import { plainLine } from '../src/chat/plain-line.ts';
import { sentenceModel } from '../src/chat/plan-words.ts';
import { parseCommandLine } from '../src/chat/rules/parse-command-line.ts';
import { type IntentName, intentNames, intentOf } from '../src/chat/rules/plain-words/intents.ts';
import { parseSentence } from '../src/chat/rules/plain-words/parse-sentence.ts';
import { preferReading } from '../src/chat/rules/plain-words/prefer-reading.ts';
import { type Line, onlyReads, type Reading, type SentenceFacts } from '../src/chat/rules/plain-words/reading.ts';
import type { ParsedLine } from '../src/chat/rules/spec.ts';
import { grammar, plainGrammar } from '../src/i18n/grammar.ts';
import { parseMoment } from '../src/i18n/parse-date.ts';
import { findTimeZone } from '../src/kernel/time-zones.ts';
import { refuses, typedPoint } from './refuses.ts';

const { commands } = product;

/** A sentence with its place and time, and its acceptable results; several if people would be content with either. */
export type Sample = {
  group: string;
  say: string;
  expected: string[];
  meant: IntentName[];
  /** True if all of several intents are met, and not just one of them. */
  joint: boolean;
  topics: IntentName[];
  thread?: string;
  at?: string;
};

type Extra = { in?: string; at?: string };
type File = Record<string, [string, string | string[], Extra?][]>;

export function readSamples(name: string): Sample[] {
  const file = parse(readFileSync(path.join(import.meta.dirname, name), 'utf8')) as File;
  return Object.entries(file).flatMap(([group, samples]) =>
    samples.map(([say, expected, extra]) => ({
      group,
      say,
      expected: [expected].flat().flatMap(toldAs).map(canonical),
      meant: meaningsOf([expected].flat()),
      joint: meaningsOf([expected].flat().slice(0, 1)).length > 1,
      topics: topicsOf([expected].flat()),
      ...(extra?.in && { thread: extra.in }),
      ...(extra?.at && { at: extra.at }),
    })),
  );
}

const longestFirst = intentNames.toSorted((one, other) => other.length - one.length);

/** Commands without a form: their line is shown, for the person to type. */
const notifiedOnly =
  /^(?:(?:un)?mute|(?:un)?subscribe|digest (?:daily|off)|on it|language|timezone|channel (?:allow|private)|approvals here|forget|drill except|cancel|retry|takeover|approve|reject|confirm|withdraw|review|breakglass|ask|answer)\b/;

function toldAs(expected: string): string[] {
  return notifiedOnly.test(expected) ? [expected, `exact ${expected}`] : [expected];
}

const specs = commands.map(({ spec }) => spec);

/**
 * Lines that the parser treats alike count as equal: `beside` and `beside the original`, `vms failing` and `vms
 * failed`.
 */
function canonical(expected: string): string {
  const [, kind = '', lines = ''] = /^(\?|either|exact)? ?(.*)$/.exec(expected) ?? [];
  return [kind, lines.split(' | ').map(canonicalLine).join(' | ')].filter((part) => part !== '').join(' ');
}

/** Lines of meanings whose command has become part of another. */
const presentLines: readonly [RegExp, string][] = [
  [/^unsubscribe all$/, 'alerts off'],
  [/^unsubscribe (.+)$/, 'alerts $1 off'],
  [/^(language|timezone) (.+) here$/, 'channel $1 $2'],
  [/^(language|timezone|forget)\b/, 'settings $1'],
  [/^approvals here$/, 'channel approvals'],
];

/** Labels keep the name of a meaning even if its command has another name. */
function canonicalLine(label: string): string {
  const labelled = presentLines.reduce((line, [pattern, present]) => line.replace(pattern, present), label);
  const meaning = longestFirst.find((each) => labelled.startsWith(each) && intentOf(each).word === undefined);
  const line = meaning ? `${intentOf(meaning).command}${labelled.slice(meaning.length)}` : labelled;
  const parsed = parseCommandLine(line, specs, grammar);
  if (parsed.kind === 'command' && !/…/.test(line)) return canonicalOf(parsed);
  return line.replace(/^(ask|breakglass) (R-\w{4})/, '$1 id $2');
}

function canonicalOf({ name, args, lists }: Extract<ParsedLine, { kind: 'command' }>): string {
  const rest = [...Object.values(lists).flat(), ...Object.entries(args).sort().flat()].join(' ');
  return `${name} ${rest}`
    .replaceAll('failing', 'failed')
    .replace(/(?<= )(\d+) ?(?:w|weeks?)$/, (_, weeks) => `${7 * Number(weeks)}d`)
    .replace(/ (?:days|dagen)$/, 'd')
    .replace(/(?<=mute what \S+) (?:till|until) it is fixed$/, ' until fixed')
    .replace(/\?+$/, '')
    .replaceAll(',', '')
    .trim();
}

/** Words anywhere in a line that give its command another meaning. */
const kinds: readonly [RegExp, IntentName][] = [
  [/^vms fail/, 'vms failed'],
  [/^jobs\b.* fail/, 'jobs failed'],
  [/^jobs\b.* running/, 'jobs running'],
  [/^points\b.* before the alert/, 'points before alert'],
  [/^drills\b.* region/, 'drills region'],
  [/^keyaccess\b.* grant/, 'keyaccess grant'],
  [/^subscribe\b.* all$/, 'subscribe all'],
  [/^help (?!all)./, 'help of'],
  [/^unknown$/, 'nothing'],
];

/** Meanings of its lines, each of which is right. */
function meaningsOf(expected: readonly string[]): IntentName[] {
  const lines = expected.flatMap((each) => each.replace(/^(?:\?|either) /, '').split(' | '));
  const meanings = lines.map((told): IntentName => {
    const line = told.replace(/^exact /, '');
    const kind = kinds.find(([pattern]) => pattern.test(line))?.[1];
    return kind ?? labelOf(line);
  });
  return [...new Set(meanings)];
}

/** Commands that somebody asks how to use. */
function topicsOf(expected: readonly string[]): IntentName[] {
  const topics = expected.flatMap((each) => /^(?:\? )?help (?!all)(.+)$/.exec(each)?.[1] ?? []);
  return topics.flatMap((topic) => longestFirst.find((name) => topic.startsWith(name)) ?? []);
}

function labelOf(line: string): IntentName {
  const name = longestFirst.find((each) => line === each || line.startsWith(`${each} `));
  if (name === undefined) throw new Error(`No meaning has this line: ${line}`);
  return name;
}

export const zone = 'Europe/Amsterdam';
/** A Wednesday. */
const usual = '2026-11-25 09:10';

const machines: SentenceFacts['machines'] = [
  { name: 'sql-01', words: ['orders', 'database'] },
  { name: 'web-01', words: ['shop', 'website'] },
  { name: 'web-02', words: ['shop', 'website'] },
  { name: 'app-01', words: ['payroll'] },
  ...[
    'dev-01',
    'legacy-01',
    'pki-01',
    'gone-01',
    'undead-01',
    'new-01',
    'new-02',
    'plain-01',
    'locked-01',
    'old-01',
    // As in the fresh sets.
    ...['drift-01', 'rotated-01', 'bitlocker-01', 'softkey-01', 'lostkey-01'],
  ].map((name) => ({ name, words: [] })),
];

/** Points of two weeks. */
function pointsAt(hours: number[], now: Date): Date[] {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  return Array.from({ length: 14 }, (_, days) =>
    hours.map((hour) => today.minus({ days }).set({ hour }).toJSDate()),
  ).flat();
}

export function factsOf(
  { at = usual, thread }: { at?: string; thread?: string },
  model = sentenceModel(),
): SentenceFacts {
  const now = DateTime.fromSQL(at.length > 5 ? at.replace('T', ' ') : `2026-11-25 ${at}`, { zone }).toJSDate();
  return {
    machines,
    vaults: ['rsv-prod', 'rsv-test'],
    ...(thread && { threadRequestId: thread, threadMachine: 'sql-01' }),
    now,
    timeZone: zone,
    grammar: plainGrammar,
    model,
    parseDate(text) {
      const read = parseMoment(text, { now, timeZone: zone, language: 'en', direction: 'past' });
      if (read.kind === 'moment') return [{ at: read.at, wholeDay: read.wholeDay }];
      return read.kind === 'ambiguous' ? read.choices.map((each) => ({ at: each, wholeDay: false })) : undefined;
    },
    readTimeZone: findTimeZone,
    readCode: findErrorTitle,
    points: (machine) => pointsAt(machine === 'app-01' ? [2, 6, 10, 14, 18, 22] : [2], now),
  };
}

/** A reading in the notation of expectations. */
export function written(reading: Reading, now: Date): string {
  const line = (each: Line) => plainLine(each, { language: 'en', timeZone: zone }, now);
  switch (reading.kind) {
    case 'line':
      return line(reading.line);
    case 'question':
      return `? ${reading.choices.map(line).join(' | ')}`;
    case 'exact':
      return `exact ${reading.lines.map(line).join(' | ')}`;
    case 'unknown':
      return 'unknown';
  }
}

/**
 * right: as expected, or a question that offers it. unanswered: answerable, but nothing was done. wrong-read: something
 * else is shown. wrong-form: a form would open for something else. done: a command was read that must never be read
 * from a sentence.
 */
export type Verdict = 'right' | 'asked' | 'unanswered' | 'wrong-read' | 'wrong-form' | 'done';

export function judge({ expected }: Sample, reading: Reading, now: Date): { verdict: Verdict; got: string } {
  const got = canonical(written(reading, now));
  if (expected.some((each) => isMet(each, got))) return { verdict: 'right', got };
  if (reading.kind === 'unknown') return { verdict: 'unanswered', got };
  const offered = got.replace(/^(?:\?|either) /, '').split(' | ');
  const wanted = expected.flatMap((each) => each.replace(/^(?:\?|either) /, '').split(' | '));
  const asks = reading.kind === 'question';
  if (asks && wanted.some((line) => offered.includes(line))) return { verdict: 'asked', got };
  const lines = reading.kind === 'line' ? [reading.line] : [];
  if (lines.some(({ command }) => neverRead.has(command))) return { verdict: 'done', got };
  if (reading.kind === 'line' && !onlyReads(reading.line)) return { verdict: 'wrong-form', got };
  // A question, or a line to type, neither shows nor opens anything: the bot answers something else.
  return { verdict: reading.kind === 'line' ? 'wrong-read' : 'unanswered', got };
}

const neverRead = new Set([
  'approve',
  'reject',
  'confirm',
  'withdraw',
  'cancel',
  'retry',
  'breakglass',
  'takeover',
  'review',
  'ask',
  'answer',
]);

/** A reading meets an expectation of its kind that lists only lines of the reading. */
function isMet(expected: string, got: string): boolean {
  if (expected === got) return true;
  const [kind] = expected.split(' ');
  if ((kind !== '?' && kind !== 'exact' && kind !== 'either') || !got.startsWith(`${kind} `)) return false;
  const lines = got.slice(kind.length + 1).split(' | ');
  return expected
    .slice(kind.length + 1)
    .split(' | ')
    .every((line) => line === '' || lines.includes(line));
}

/** Reads a message as the bot does: as a line first, and as plain words if it is none or its command refuses it. */
export function hear(
  say: string,
  facts: SentenceFacts,
  read = () => parseSentence(say, facts),
): { reading: Reading; got?: string; lacks?: Reading } {
  const { threadRequestId } = facts;
  const bare = parseCommandLine(say, specs, grammar);
  const lacksId = bare.kind === 'bad-arguments' && ['missing', 'not-a-request-id'].includes(bare.problem.kind);
  const typed = lacksId && threadRequestId ? parseCommandLine(say, specs, grammar, { threadRequestId }) : bare;
  if (typed.kind === 'command' && !refuses(typed, facts)) {
    const words = [...Object.values(typed.args), ...Object.values(typed.lists).flat()];
    const { 'as-of': asOf, ...others } = typed.args;
    const time = asOf ?? others.point;
    const point = time === undefined ? undefined : (typedPoint(time, others.vm ?? '', facts) ?? time);
    const got = canonicalOf({ ...typed, args: { ...others, ...(point !== undefined && { point }) } });
    return { reading: { kind: 'line', line: { command: typed.name, words }, ignored: [] }, got };
  }
  const reading = read();
  if (typed.kind === 'empty' || (typed.kind === 'unknown' && typed.suggestions.length === 0)) return { reading };
  const parsed = (line: Line) =>
    parseCommandLine(plainLine(line, { language: 'en', timeZone: zone }, facts.now), specs, grammar);
  const beside = preferReading(reading, typed, {
    parsed,
    words: say.split(' ').length,
    ...(facts.threadRequestId && { threadRequestId: facts.threadRequestId }),
  });
  if (beside) return { reading: beside };
  // An incomplete line is answered with what it lacks, and an example.
  const lacks: Reading | undefined =
    typed.kind === 'bad-arguments' || typed.kind === 'command'
      ? {
          kind: 'exact',
          lines: [{ command: typed.name, words: [typed.kind === 'command' ? (typed.args.what ?? '…') : '…'] }],
          ignored: [],
        }
      : undefined;
  return { reading: { kind: 'unknown', nearest: [] }, ...(lacks && { lacks }) };
}

export type Result = { sample: Sample; verdict: Verdict; got: string };

export function evaluate(samples: readonly Sample[], model = sentenceModel()): Result[] {
  return samples.map((sample) => {
    const facts = factsOf(sample, model);
    const { reading, got, lacks } = hear(sample.say, facts);
    if (got !== undefined) return { sample, ...judgeTyped(sample, got) };
    const judged = judge(sample, reading, facts.now);
    return { sample, ...(judged.verdict === 'unanswered' && lacks ? judge(sample, lacks, facts.now) : judged) };
  });
}

/** A line typed in full is that line, whatever it does. */
function judgeTyped({ expected }: Sample, got: string): { verdict: Verdict; got: string } {
  const lines = expected.flatMap((each) => each.replace(/^(?:\?|either|exact) /, '').split(' | '));
  return {
    verdict: lines.some((line) => line === got || got.startsWith(`${line} `)) ? 'right' : 'wrong-read',
    got: `typed ${got}`,
  };
}
