import { linesOf } from './asked-lines.ts';
import { type Cues, findCues, findSettingCues } from './find-cues.ts';
import { type Frame, frames, type Hint, strong } from './frames.ts';
import { type Likely, likelyLines } from './likely-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { endsClause, type Token } from './phrases.ts';
import type { Line } from './reading.ts';
import { readingCommands } from './reading-commands.ts';

const mostCommands = 3;
/** Of what names something. Beyond it, it is about something else. */
const mostUnclear = 5;
/** So much likelier than what means nothing here, a word for other work counts for little. */
const farAhead = 2.5;
/** No more are asked about. */
export const mostLines = 4;
/** What fits less well by more than this is not offered beside the best. */
const widestLag = 2;

type Ranked = { lines: Line[]; score: number };

/** What a sentence may be about, the likeliest first: to be asked, never to be done. */
export type Suggested = {
  lines: readonly Line[];
  score: number;
  scoreOf(command: string): number;
  /** What sentences that show the same meant. */
  likely: Likely[];
};

const nothing: Suggested = { lines: [], score: 0, scoreOf: () => 0, likely: [] };

/** @param isMended a word of it was taken for another */
export function suggestLines(tokens: readonly Token[], sentence: ParsedSentence, isMended = false): Suggested {
  const { names, facts } = sentence;
  if (names.machines.length > 1 && !sentence.linked) return nothing;
  const cues = findCues(tokens, facts.grammar, new Set([...names.taken, ...sentence.idle]));
  const named = isNamed(sentence);
  const unclear = sentence.ignored.filter(
    (word) => !tokens.some(({ text }, at) => text === word && cues.words.has(at)),
  );
  if (unclear.length > (named ? mostUnclear : 2)) return nothing;
  const inThread = facts.threadRequestId !== undefined;
  const least = named ? 3 : unclear.length > 1 ? 5 : unclear.length > 0 ? 4 : inThread ? 2 : 3;
  // "Make me a policy", "a clone of it": words for other work that hint at something here as well.
  const isSoft = sentence.denied.length === 0 && sentence.against.every((at) => cues.words.has(at));
  // A day that is still to come has no point.
  const isToCome = tokens.some(({ text }) => facts.grammar.comingDay.includes(text));
  const isAgainst = standingAgainst(sentence, cues, tokens).length > 0;
  // Where a word means nothing here and nothing is named, words that hint at anything say too little for a list of everything.
  const isStrange = (isMended || unclear.length > 0) && !named && !inThread;
  const isSaid = (command: string) =>
    !(isStrange && isVague(command, cues)) && !(undoing.has(command) && isRemoval(sentence, cues));
  const ranked = new Map<string, Ranked>();
  const scores = new Map<string, number>();
  for (const frame of frames) {
    const score = scoreOf(frame, cues, sentence, tokens);
    if (score === undefined) continue;
    scores.set(frame.command, Math.max(score, scores.get(frame.command) ?? 0));
    if (score < least || !isSaid(frame.command)) continue;
    const lines = linesOf(frame, cues, sentence);
    const key = `${frame.command} ${frame.words ?? ''}`;
    if (lines.length > 0 && score > (ranked.get(key)?.score ?? 0)) ranked.set(key, { lines, score });
  }
  const best = [...ranked.values()].toSorted((a, b) => b.score - a.score);
  const top = best[0]?.score ?? 0;
  const lines = best
    .filter(({ score }) => score >= top - widestLag)
    .slice(0, mostCommands)
    .flatMap(({ lines: own }) => own);
  return {
    score: top,
    scoreOf: (command) => scores.get(command) ?? 0,
    lines,
    likely: isTalk(sentence, unclear)
      ? []
      : likelyLines(sentence, {
          linesOf: (frame) => linesOf(frame, cues, sentence),
          // What is denied is offered only where what denies is part of what it is known by.
          allows: (command, ahead) =>
            isSaid(command) && (!isAgainst || scores.has(command) || (isSoft && !isToCome && ahead >= farAhead)),
        }),
  };
}

/**
 * "Write me a haiku about servers", "everybody here is tired": it names nothing, asks nothing and wants nothing, and a word of
 * it means nothing here.
 */
function isTalk(sentence: ParsedSentence, unclear: readonly string[]): boolean {
  const { asks, orders, wants, has, facts, tokens } = sentence;
  const settings = findSettingCues(tokens, facts.grammar);
  const isStrange = unclear.some((word) => !tokens.some(({ text }, at) => text === word && settings.words.has(at)));
  return (
    isStrange &&
    !isNamed(sentence) &&
    !asks &&
    !orders &&
    !wants &&
    (!has('show') || unclear.length > 1) &&
    facts.threadRequestId === undefined
  );
}

/** What it is known by are words that mean little but one thing here, and none of them stands there. */
function isVague(command: string, cues: Cues): boolean {
  if (command === 'evidence') return !cues.has('proof', 'audit', 'drill');
  if (command !== 'jobs' && command !== 'policies') return false;
  const own = frames.filter((frame) => frame.command === command).flatMap(({ needs }) => needs.flat());
  const sure = own.filter((hint) => strong.has(hint));
  return sure.length > 0 && cues.at(...sure).length === 0;
}

const undoing: ReadonlySet<string> = new Set(['undelete', 'retention raise']);

/** "Throw all points away": what is to go is not gone by mistake, and nothing says that it is to come back. */
function isRemoval({ first, asks, against }: ParsedSentence, cues: Cues): boolean {
  const isBack = cues.at('restore', 'back', 'again', 'lift', 'lost').some((at) => !against.includes(at));
  return first === 'other' && !asks && !isBack && !cues.has('longer');
}

function isNamed({ names, details }: ParsedSentence): boolean {
  if (details.some(({ name }) => name === 'tag')) return true;
  return names.machines.length + names.vaults.length + names.requests.length + names.candidates.length > 0;
}

function scoreOf(frame: Frame, cues: Cues, sentence: ParsedSentence, tokens: readonly Token[]): number | undefined {
  const { asks, names, facts } = sentence;
  const gives = (hint: Hint) => givesHint(hint, sentence, cues);
  if (!frame.needs.every((each) => each.some(gives))) return undefined;
  const changes = frame.words === 'grant' || !readingCommands.has(frame.command);
  // "Remove the hold" is one that ends, where "remove the backups" is nothing: what denies must be what the frame is made of.
  const made = new Set(frame.needs.flatMap((each) => cues.at(...each)));
  const begin = Math.min(...made);
  const against = standingAgainst(sentence, cues, tokens).filter(
    (at) => !(at < begin && tellsBefore(tokens, at, begin)),
  );
  if (sentence.first === 'condition' && !asks) return undefined;
  // What an order ends in may deny all of it, as Dutch has it.
  const end = tokens.length - 1;
  const isTakenBack = against.includes(end) && facts.grammar.cues.deny.includes(tokens[end]?.text ?? '');
  if (changes && sentence.orders && isTakenBack) return undefined;
  // "Can an attacker delete it?"
  const wonders =
    asks ||
    sentence.first === 'show' ||
    (cues.at('able').includes(0) && !facts.grammar.polite.includes(tokens[1]?.text ?? ''));
  const overlooks = against.some((at) => !made.has(at));
  if (against.length > 0 && (changes ? overlooks : !wonders)) return undefined;
  const own = frame.needs.reduce(
    (sum, each) => sum + (each.some((hint) => strong.has(hint) && gives(hint)) ? 2 : 1),
    0,
  );
  const vms = names.machines.length + names.candidates.length;
  const isThread = facts.threadRequestId !== undefined && !isNamed(sentence);
  const subject = {
    vm: vms > 0,
    vault: names.vaults.length > 0,
    request: names.requests.length > 0 || isThread,
    'vm or vault': vms + names.vaults.length > 0,
    'vm or request': vms + names.requests.length > 0 || isThread,
    none: false,
  }[frame.subject];
  // "How do I …"
  const helps = cues.has('howTo') && vms === 0;
  const wanted = changes ? (helps ? 1 : asks ? -1 : 0) : wonders ? 1 : 0;
  return own + (subject ? 1 : 0) + wanted;
}

/** What denies, or wants what Strongroom never does. */
function standingAgainst({ against, facts }: ParsedSentence, cues: Cues, tokens: readonly Token[]): number[] {
  // A copy that is wanted, and a machine that has to boot, are no other work.
  const own = cues.at('copy', 'obstacle', 'longer', 'renew', 'every');
  return against.filter((at) => !facts.grammar.softeners.includes(tokens[at]?.text ?? '') && !own.includes(at));
}

/** "It won't boot after patching, swap its disks": what was denied is over where the wish begins. */
function tellsBefore(tokens: readonly Token[], at: number, begin: number): boolean {
  return at > 0 && tokens.slice(at, begin).some((token, index) => index > 0 && endsClause(token));
}

function givesHint(hint: Hint, { ways, times, details, names }: ParsedSentence, cues: Cues): boolean {
  const isTold = (...told: string[]) => details.some(({ name }) => told.includes(name));
  switch (hint) {
    case 'way':
      return ways.length > 0 || isTold('lun');
    case 'disks':
      return ways.includes('disks') || ways.includes('replace') || isTold('lun');
    case 'time':
      return times.some(({ said }) => said.kind !== 'event');
    case 'keptFor':
      return isTold('keep', 'until');
    case 'asName':
      return isTold('as');
    case 'ofPolicy':
      return isTold('with');
    case 'toSubnet':
      return isTold('to');
    case 'inVault':
      return names.vaults.length > 0 && names.machines.length > 0;
    default:
      return cues.has(hint);
  }
}
