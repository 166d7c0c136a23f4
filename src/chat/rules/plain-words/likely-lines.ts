import { findSettingCues } from './find-cues.ts';
import { type Frame, frames } from './frames.ts';
import { likeliest } from './likeliest.ts';
import { lineOf } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Line, LineWord } from './reading.ts';
import { shownHints } from './shown-hints.ts';
import { hoursToldIn, subjectOf, typedClocks } from './typed-lines.ts';

/** What a sentence likely means, in lines: to be asked about, or told where nothing may be read from words. */
export type Likely = { meaning: string; score: number; lines: readonly Line[]; told: boolean; unnamed?: true };

const mostMeanings = 6;
/** So far behind the likeliest nothing is offered. */
const mostBehind = 6;
/** So much likelier than what means nothing here. */
const leastAhead = 2;
/** And an example of a setting that was not understood. */
const farAhead = 5;
/** So much must speak for it, where something is named and where nothing is. */
const leastEvidence = 1.5;
const leastUnnamed = 4;

/**
 * @param linesOf the lines of a command, of what the sentence names
 * @param allows whether it may be offered, with how far it is ahead of what means nothing here
 */
export function likelyLines(
  sentence: ParsedSentence,
  { linesOf, allows }: { linesOf(frame: Frame): Line[]; allows(command: string, ahead: number): boolean },
): Likely[] {
  const meanings = likeliest(shownHints(sentence));
  const { machines, candidates, vaults, requests, codes, copies } = sentence.names;
  const named =
    machines.length + candidates.length + vaults.length + requests.length + codes.length + copies.length > 0 ||
    sentence.facts.threadRequestId !== undefined;
  const unknown = meanings.find(({ name }) => name === 'unknown')?.score ?? Number.NEGATIVE_INFINITY;
  return meanings.slice(0, mostMeanings).flatMap(({ name, score, evidence }): Likely[] => {
    const [command = '', kind] = name.split('/');
    if (score < unknown + leastAhead || evidence < (named ? leastEvidence : leastUnnamed)) return [];
    if (score < (meanings[0]?.score ?? 0) - mostBehind) return [];
    const tell = told[command];
    if (tell === open && score < unknown + farAhead) return [];
    if (tell)
      return [{ meaning: name, score, lines: tell(sentence).map((words) => lineOf(command, ...words)), told: true }];
    if (command === 'unknown' || !allows(command, score - unknown)) return [];
    const frame = frameOf(command, kind);
    const lines = linesOf(frame);
    // "Which moments can I go back to": of which machine isn't said.
    if (lines.length === 0 && !named && frame.subject === 'vm' && name === meanings[0]?.name)
      return [{ meaning: name, score, lines: [lineOf('vms'), lineOf('help', command)], told: false, unnamed: true }];
    // "Are our vaults locked down": which of them isn't said, and they are few.
    if (lines.length === 0 && !named && sentence.asks && command === 'vault' && name === meanings[0]?.name)
      return [{ meaning: name, score, lines: ofVaults(command, sentence), told: false }].filter(hasLines);
    return lines.length === 0 ? [] : [{ meaning: name, score, lines, told: false }];
  });
}

const mostVaults = 3;

function ofVaults(command: string, { facts: { vaults } }: ParsedSentence): Line[] {
  return vaults.length > mostVaults ? [] : vaults.map((vault) => lineOf(command, vault));
}

function hasLines({ lines }: Likely): boolean {
  return lines.length > 0;
}

/** As counts call it. */
export function meaningOf({ command, words }: Line): string {
  const kind = words
    .flatMap((word) =>
      typeof word === 'string'
        ? word === 'region'
          ? [word]
          : []
        : 'grammar' in word
          ? [word.grammar]
          : 'keyword' in word && word.keyword === 'grant'
            ? ['grant']
            : [],
    )
    .find((word) => kinds.has(word));
  return kind ? `${command}/${kind}` : command;
}

const kinds: ReadonlySet<string> = new Set([
  'unprotected',
  'encrypted',
  'failed',
  'running',
  'grant',
  'region',
  'alert',
]);

/** What a command is about, as its frames have it. */
function frameOf(command: string, kind: string | undefined): Frame {
  const own = frames.filter((frame) => frame.command === command);
  const frame = own.find(({ words }) => words === kind) ?? own[0];
  return {
    command,
    needs: [],
    subject: frame?.subject ?? 'none',
    ...(kind && { words: kind as NonNullable<Frame['words']> }),
    ...(own.some(({ optional }) => optional) && { optional: true }),
  };
}

export function isTold(command: string): boolean {
  return command in told;
}

/** The words of each line that may be meant. */
type Tell = (sentence: ParsedSentence) => (LineWord | undefined)[][];

function targetOf({ names, facts }: ParsedSentence): LineWord {
  return names.requests[0] ?? facts.threadRequestId ?? '…';
}

const target: Tell = (sentence) => [[targetOf(sentence)]];
const subject: Tell = ({ names }) => [[subjectOf(names) ?? '…']];
const nothing: Tell = () => [[]];
const open: Tell = () => [['…']];
const atLeastOpen = (words: string[]) => (words.length > 0 ? words : ['…']).map((word) => [word]);

/** What is never read from a sentence, or has no form. */
const told: Readonly<Record<string, Tell>> = {
  approve: target,
  reject: target,
  confirm: target,
  withdraw: target,
  takeover: target,
  review: target,
  retry: target,
  cancel: (sentence) => [[sentence.names.jobs[0] ?? targetOf(sentence)]],
  ask: (sentence) => [[targetOf(sentence), '…']],
  answer: (sentence) => [[targetOf(sentence), '…']],
  breakglass: (sentence) => [[targetOf(sentence), '…']],
  subscribe: (sentence) => {
    const own = subjectOf(sentence.names) ?? '…';
    const settings = findSettingCues(sentence.tokens, sentence.facts.grammar);
    const all: LineWord[][] =
      sentence.has('allJobs') || settings.has('everything', 'daily') ? [[own, { keyword: 'all' }]] : [];
    return [...all, [own]];
  },
  unsubscribe: ({ names }) => [[subjectOf(names) ?? { grammar: 'all' }]],
  unmute: subject,
  mute: (sentence) => {
    const hours = hoursToldIn(sentence);
    const own = subjectOf(sentence.names) ?? '…';
    if (sentence.has('untilFixed')) return [[own, { grammar: 'untilFixed' }]];
    return hours === undefined ? [[own, { grammar: 'untilFixed' }], [own]] : [[own, `${hours}h`]];
  },
  'on it': ({ names }) => [[subjectOf(names)]],
  // It comes every day, or not at all.
  'digest daily': (sentence) =>
    sentence.tokens.some(({ text }) => sentence.facts.grammar.weekdays.includes(text))
      ? []
      : atLeastOpen(typedClocks(sentence)),
  'digest off': nothing,
  forget: nothing,
  'approvals here': nothing,
  'channel private': nothing,
  'channel allow': open,
  language: open,
  timezone: open,
  'drill except': (sentence) => [[subjectOf(sentence.names) ?? '…', '…']],
};
