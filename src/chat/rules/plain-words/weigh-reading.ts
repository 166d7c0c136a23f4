import { findCues, findSettingCues } from './find-cues.ts';
import { isTold, type Likely, meaningOf } from './likely-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { endsClause } from './phrases.ts';
import type { Line, Reading } from './reading.ts';
import { readingCommands } from './reading-commands.ts';
import { mostLines, type Suggested } from './suggest-lines.ts';

/** How far behind the likeliest a line may be that is shown at once, and one with a word left over. */
const mostBehind = 1;
const mostBehindUnclear = 0;
/** How far ahead of every other change one must be that opens its form. */
const leastAhead = 1.4;
const mostTold = 3;

/** What was read, held against what sentences that show the same meant: where those differ, it is asked. */
export function weighed(reading: Reading, suggested: Suggested, sentence: ParsedSentence): Reading {
  const { lines } = suggested;
  // Which machine it is about is only asked in place of something else.
  const likely = suggested.likely.filter(
    (each) => mayBeTold(each, sentence) && (!each.unnamed || (reading.kind !== 'unknown' && reading.kind !== 'exact')),
  );
  const [best] = likely;
  if (!best) return reading;
  const asked = (...own: (readonly Line[])[]) => askedOf(reading, woven(...own, linesAsked(likely)), sentence);
  switch (reading.kind) {
    case 'unknown':
      return mustBeTold(best) ? (toldOf(likely) ?? reading) : asked(lines);
    case 'exact':
      return weighedExact(reading, likely, sentence);
    case 'line':
    case 'either': {
      const own = reading.kind === 'line' ? [reading.line] : reading.lines;
      // Counts know of no denial: "machines that aren't encrypted".
      const isSame = sentence.denied.length > 0 && own.some(({ command }) => command === best.meaning.split('/')[0]);
      return isSame || isLikely(own, reading.ignored, likely) ? reading : asked(own);
    }
    case 'question':
      if (reading.about === 'point' || reading.about === 'way') return reading;
      // Whether it is that machine, before all else.
      if (sentence.names.machines.some(({ how }) => how === 'spelling') && reading.about === 'machine') return reading;
      return (mustBeTold(best) ? toldOf(likely) : undefined) ?? asked(notFarBehind(reading.choices, likely, sentence));
  }
}

function weighedExact(
  reading: Extract<Reading, { kind: 'exact' }>,
  likely: readonly Likely[],
  sentence: ParsedSentence,
): Reading {
  const [best] = likely;
  const own = new Set(reading.lines.map(meaningOf));
  if (!best || own.has(best.meaning)) return reading;
  if (best.told) {
    const told = toldOf(likely);
    const lines = told?.kind === 'exact' ? [...told.lines.slice(0, 2), ...reading.lines] : reading.lines;
    return { kind: 'exact', lines: unique(lines).slice(0, mostTold) };
  }
  // "Ok, I need the points of …" agrees to nothing, and who asks about a setting sets none.
  const isUnheard = !likely.some(({ meaning }) => own.has(meaning));
  const names = reading.lines.some(({ words }) => words.length > 0 && words[0] !== '…');
  const isVoteAlone = reading.lines.length === 1 && votes.has(reading.lines[0]?.command ?? '');
  return isUnheard && !names && !isVoteAlone ? askedOf(reading, linesAsked(likely), sentence) : reading;
}

/** Of a sentence that names nothing, what is much less likely than something else is not asked. */
function notFarBehind(
  choices: readonly Line[],
  likely: readonly Likely[],
  { names, facts }: ParsedSentence,
): readonly Line[] {
  const named = names.machines.length + names.candidates.length + names.vaults.length + names.requests.length > 0;
  if (named || facts.threadRequestId !== undefined) return choices;
  return choices.filter((line) => likely.some(({ meaning }) => meaning === meaningOf(line)));
}

/** Asked, or told where none of it has a button. */
function askedOf(reading: Reading, lines: readonly Line[], sentence: ParsedSentence): Reading {
  if (lines.length === 0) return reading;
  return lines.every(({ command }) => isTold(command)) ? { kind: 'exact', lines } : offered(reading, lines, sentence);
}

function isLikely(own: readonly Line[], ignored: readonly string[], likely: readonly Likely[]): boolean {
  const meanings = new Set(own.map(meaningOf));
  const [best] = likely;
  const read = likely.find(({ meaning }) => meanings.has(meaning));
  if (!best || !read) return false;
  const reads = own.every(({ command }) => readingCommands.has(command));
  if (reads) return best.score - read.score <= (ignored.length > 0 ? mostBehindUnclear : mostBehind);
  const rival = likely.find(
    ({ meaning, lines: [line] }) => !meanings.has(meaning) && line && !readingCommands.has(line.command),
  );
  return best === read && (!rival || read.score - rival.score >= leastAhead);
}

/** In turn, the best of each first. */
function woven(...lists: (readonly Line[])[]): Line[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const found = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return unique(found).slice(0, mostLines);
}

function unique(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
}

const votes: ReadonlySet<string> = new Set([
  'approve',
  'reject',
  'confirm',
  'withdraw',
  'takeover',
  'review',
  'retry',
  'cancel',
  'ask',
  'answer',
  'breakglass',
]);

/** A vote, or a line that lacks what it sets. */
function mustBeTold({ meaning, told, lines }: Likely): boolean {
  return votes.has(meaning) || (told && lines.some(isOpen));
}

function isOpen({ words }: Line): boolean {
  return words.includes('…');
}

/** What may be asked about: all but votes, which are only told. */
function linesAsked(likely: readonly Likely[]): Line[] {
  return likely.filter((each) => !mustBeTold(each)).flatMap(({ lines }) => lines.slice(0, 2));
}

/** The line to type, or several where each may be meant. */
function toldOf(likely: readonly Likely[]): Reading | undefined {
  const lines = likely
    .slice(0, mostTold)
    .filter(({ told }) => told)
    .flatMap((each) => each.lines);
  return lines.length > 0 ? { kind: 'exact', lines } : undefined;
}

/** What a channel is told, and what it is not. */
const ofNews: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe', 'mute', 'unmute']);
const newsWords = ['subscribe', 'unsubscribe', 'mute', 'unmute', 'allJobs'] as const;

/** What ends something is known by its no, unless that denies the end. */
const endings: ReadonlySet<string> = new Set(['unsubscribe', 'mute', 'digest off']);

/** "Don't withdraw it" is not answered with how to, and "don't stop the digest" stops none. */
function mayBeTold({ meaning, told }: Likely, { denied, tokens, facts, has, names, wants }: ParsedSentence): boolean {
  if (!told) return true;
  const settings = findSettingCues(tokens, facts.grammar);
  const hints = findCues(tokens, facts.grammar, names.taken);
  if (ofNews.has(meaning)) {
    // Who wants something back, and says nothing of news, wants none of them.
    if (!hints.has('notices') && !settings.has('tell', 'whenever', 'bother') && !has(...newsWords)) return false;
    if (wants && has('restore', 'bringBack')) return false;
    if (meaning === 'unmute' && has('mute') && !has('unmute') && !settings.has('again', 'undo')) return false;
  }
  const no = [...denied, ...settings.at('negative'), ...hints.at('deny')];
  if (no.length === 0) return true;
  if (!hints.has('notices', 'digest') && !settings.has('tell', 'bother')) return false;
  if (!endings.has(meaning) || has('mute', 'unmute', 'unsubscribe', 'digestOff')) return false;
  const undone = settings.at('undo').filter((at) => !no.includes(at));
  return !no.some((one) => undone.some((at) => Math.abs(at - one) <= 2 && !endsClause(tokens[Math.min(at, one)])));
}

export function offered(reading: Reading, lines: readonly Line[], sentence: ParsedSentence): Reading {
  const ignored = 'ignored' in reading ? reading.ignored : sentence.ignored;
  // A word that hinted at what is offered was understood: "put new-01 in rsv-prod".
  const words = ignored.map((text) => ({ raw: text, text, typed: text }));
  const cues = findCues(words, sentence.facts.grammar, new Set());
  const hinted = new Set(ignored.filter((_, at) => cues.words.has(at)));
  return {
    kind: 'question',
    about: 'meaning',
    choices: unique(lines).slice(0, mostLines),
    ignored: ignored.filter((word) => !hinted.has(word)),
  };
}
