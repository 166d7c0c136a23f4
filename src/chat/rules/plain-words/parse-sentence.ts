import { codeIn, isCertainCode } from './code-names.ts';
import { findReason, ticketIn } from './find-details.ts';
import { type IntentName, intentNames, intentOf } from './intents.ts';
import { leftOut } from './left-out.ts';
import { linesOfIntent } from './lines-of-intent.ts';
import { featuresOf, weigh } from './model.ts';
import type { Names } from './names.ts';
import type { Built } from './order-lines.ts';
import { type ParsedSentence, splitSentence } from './parsed-sentence.ts';
import { type Line, linesOfReading, makeLine, onlyReads, type Reading, type SentenceFacts } from './reading.ts';
import { mostTokens, type Token, tokensOf } from './tokens.ts';

/**
 * Parses a sentence like `parseSentence`. A question about progress then means the person's only request that needs no
 * id.
 */
export function parseOwnSentence(text: string, facts: SentenceFacts): Reading {
  const reading = parseSentence(text, facts);
  const { ownRequestId: id } = facts;
  if (id === undefined || isAnswer(reading)) return reading;
  const there = parseSentence(text, { ...facts, threadRequestId: id });
  const [line] = there.kind === 'line' || there.kind === 'question' ? linesOfReading(there) : [];
  const isOfIt = line && line.command === 'status' && line.words.length === 1 && line.words[0] === id;
  if (!isOfIt) return reading;
  return reading.kind === 'unknown' ? there : { kind: 'line', line, ignored: [] };
}

/** Whether the reading is clear enough to ask no more. A list of everything may be meant for one thing. */
function isAnswer(reading: Reading): boolean {
  if (reading.kind === 'line') return reading.line.words.length > 0 || reading.line.command !== 'status';
  return reading.kind === 'exact';
}

/** Less likely meanings are not asked about. */
const mostRanked = 5;
/** Most choices of a question. */
const mostChoices = 3;

/**
 * Thresholds of likelihood, chosen on sentences that the weights had not seen: `npm run sentences -- evaluate` prints
 * their effect.
 */
export const thresholds = {
  /** A line that only reads runs. */
  run: 0.97,
  /** A meaning is asked alone. */
  sure: 0.9,
  /** A meaning is offered beside the likeliest. */
  beside: 0.03,
  /** The line of a vote or setting is shown. */
  tell: 0.3,
  /** A likelihood of "nothing" at which no meaning is offered. */
  nothing: 0.3,
  /** Any meaning is asked about. */
  ask: 0.2,
  /** The same, if nothing is named that it could be about. */
  askUnnamed: 0.4,
  /** A mute of an error stands, instead of its explanation. */
  toldOfError: 0.5,
  /** A change is offered beside the explanation of an error. */
  besideError: 0.8,
};

/** Likely meanings, the likeliest first. */
type Ranked = { name: IntentName; share: number }[];

/**
 * Reads a sentence. Pure, never throws, and its work is bounded whatever is typed. Changes become questions, votes and
 * settings become lines to type, and only reading commands run.
 */
export function parseSentence(text: string, facts: SentenceFacts): Reading {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return { kind: 'unknown', nearest: nearestLines(facts) };
  if (tokens.length > mostTokens) return pastedCode(tokens, facts) ?? { kind: 'unknown', nearest: nearestLines(facts) };
  const { sentence, ranked } = understood(tokens, facts, /\?\s*$/.test(text));
  return readingOf(sentence, ranked);
}

/** The likely meanings, and the sentence as the likeliest takes it apart. */
function understood(
  tokens: readonly Token[],
  facts: SentenceFacts,
  asked: boolean,
): { sentence: ParsedSentence; ranked: Ranked } {
  const takesOne = ([likeliest]: Ranked) => likeliest !== undefined && takesReason.has(likeliest.name);
  const whole = splitSentence(tokens, facts, { asked, isDrill: false });
  const reason = findReason(whole.words);
  const wish = reason && splitSentence(tokens.slice(0, reason.at), facts, { asked, isDrill: false });
  // "The incident with sql-01 is closed" gives no reason.
  const isApart = wish !== undefined && (namesIn(wish) > 0 || namesIn(whole) === 0);
  const wished = isApart ? rank(wish) : [];
  const ranked = takesOne(wished) ? wished : rank(whole);
  const hasReason = isApart && takesOne(ranked);
  const own = hasReason ? wish : whole;
  const isDrill = ranked[0] !== undefined && intentOf(ranked[0].name).command.startsWith('drill');
  const sentence = isDrill ? splitSentence(own.tokens, facts, { asked, isDrill }) : own;
  const because = hasReason ? reason?.text : takesOne(ranked) ? ticketIn(sentence.words) : undefined;
  return { sentence: because === undefined ? sentence : { ...sentence, reason: because }, ranked };
}

function namesIn({ names: { machines, requests, copies, candidates } }: ParsedSentence): number {
  return machines.length + requests.length + copies.length + candidates.length;
}

/** Meanings whose lines have a place for a reason. */
const takesReason: ReadonlySet<IntentName> = new Set<IntentName>([
  'restore',
  'protection stop',
  'undelete',
  'hold',
  'unhold',
  'retention raise',
  'drill',
  'drill new',
  'drill except',
  'release',
  'keyaccess grant',
]);

function rank(sentence: ParsedSentence): Ranked {
  const shares = weigh(sentence.facts.model, featuresOf(sentence));
  const ranked = intentNames
    .map((name, at) => ({ name, share: shares[at] ?? 0 }))
    .toSorted((one, other) => other.share - one.share)
    .slice(0, mostRanked);
  const [first, ...rest] = ranked;
  // A named quarter asks for its evidence.
  const isOfQuarter =
    sentence.quarter !== undefined && first && ['drills', 'audit', 'audit verify'].includes(first.name);
  return isOfQuarter ? [{ ...first, name: 'evidence' }, ...rest.filter(({ name }) => name !== 'evidence')] : ranked;
}

function readingOf(sentence: ParsedSentence, ranked: Ranked): Reading {
  const { facts, names } = sentence;
  const unknown: Reading = { kind: 'unknown', nearest: nearestLines(facts, sentence) };
  const near = names.alike && sentence.tokens.length === 1 ? names.candidates : [];
  // "Sql-99" alone asks which machine is meant.
  if (near.length > 0)
    return {
      kind: 'question',
      about: 'machine',
      choices: near.slice(0, mostChoices).map((name) => makeLine('vm', name)),
      ignored: leftOut(sentence, []),
    };
  const explained = explains(sentence, ranked);
  if (explained) return explained;
  const [first] = ranked;
  if (!first) return unknown;
  const nothing = ranked.find(({ name }) => name === 'nothing')?.share ?? 0;
  if (nothing >= thresholds.nothing || first.share < thresholds.ask) return unknown;
  const least = first.share >= thresholds.sure ? thresholds.sure : thresholds.beside;
  const meant = ranked.filter(({ name, share }) => name !== 'nothing' && (share >= least || share === first.share));
  const told = meant.filter(({ name }) => intentOf(name).told);
  if (told[0] && told[0] === meant[0]) {
    const { share } = told[0];
    if (share < thresholds.tell) return unknown;
    const lines = told.slice(0, mostChoices).flatMap(({ name }) => [...linesOfIntent(name, sentence).lines]);
    return lines.length === 0
      ? unknown
      : { kind: 'exact', lines: lines.slice(0, mostChoices), ignored: leftOut(sentence, lines) };
  }
  const built = meant
    .filter(({ name }) => !intentOf(name).told)
    .map(({ name }) => ({ name, ...offered(name, sentence, ranked) }));
  const [best] = built;
  if (!best) return unknown;
  const choices = aboutNear(names, distinct(built.flatMap(({ lines }) => lines)).slice(0, mostChoices));
  const lastBefore = built.find(
    (each) => each.lastBefore && each.lines.some((line) => choices.includes(line)),
  )?.lastBefore;
  const [line, another] = best.lines;
  if (!line || (best.isOpen && first.share < thresholds.askUnnamed)) return unknown;
  const isCertain = names.machines.length > 0 || names.candidates.length === 0 || sentence.role !== undefined;
  if (first.share >= thresholds.run && first.name === best.name && !another && isCertain && onlyReads(line)) {
    const ignored = leftOut(sentence, [line]);
    // A sentence that was not wholly understood is asked, even if its line only reads.
    if (ignored.length === 0) return { kind: 'line', line, ignored };
  }
  return {
    kind: 'question',
    about: best.about ?? (isNear(names) ? 'machine' : 'meaning'),
    choices,
    ignored: leftOut(sentence, choices),
    ...(lastBefore && { lastBefore }),
  };
}

function offered(name: IntentName, sentence: ParsedSentence, ranked: Ranked): Built & { isOpen?: true } {
  if (name !== 'help of') {
    const built = linesOfIntent(name, sentence);
    const { command } = intentOf(name);
    // Without its machine, the command asks for one.
    return built.lines.length > 0 ? built : { lines: [makeLine('vms'), makeLine('help', command)], isOpen: true };
  }
  const topic = ranked.find((each) => !['help', 'help of', 'nothing'].includes(each.name));
  return { lines: [topic ? makeLine('help', intentOf(topic.name).command) : makeLine('help')] };
}

/** Whether the machine was named inexactly, so that it has to be asked. */
function isNear({ machines, candidates }: Names): boolean {
  return machines.length > 0 ? machines.some(({ how }) => how === 'spelling') : candidates.length > 0;
}

function distinct(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
}

/** Explains a named error, unless the sentence mutes it or is about a request. A change to a machine is offered too. */
function explains(sentence: ParsedSentence, [first]: Ranked): Reading | undefined {
  const { names, facts } = sentence;
  if (!first) return undefined;
  const { told, about, command, word } = intentOf(first.name);
  // "Restore OrdersWebServer" names a machine that nobody can see.
  const isChange = !told && first.name !== 'nothing' && !onlyReads(makeLine(command, word));
  const codes = names.codes.filter((code) => isCertainCode(code, facts) || !isChange);
  if (codes.length === 0) return undefined;
  const isToldOf = told && first.share >= thresholds.toldOfError;
  if (isToldOf && (about === 'subject' || names.requests.length > 0)) return undefined;
  const lines = codes.map((code) => makeLine('explain', code));
  const isWish = isChange && first.share >= thresholds.besideError && names.machines.length > 0;
  const choices = distinct([
    ...lines.slice(0, 1),
    ...(isWish ? linesOfIntent(first.name, sentence).lines : lines.slice(1)),
  ]).slice(0, mostChoices);
  const [line, another] = choices;
  if (line && !another) return { kind: 'line', line, ignored: leftOut(sentence, [line]) };
  return { kind: 'question', about: 'meaning', choices, ignored: leftOut(sentence, choices) };
}

/** The code in a message too long for a sentence. */
function pastedCode(tokens: readonly Token[], facts: SentenceFacts): Reading | undefined {
  const codes = tokens.flatMap(({ raw }) => codeIn(raw, facts) ?? []);
  const code = codes.find((each) => isCertainCode(each, facts)) ?? codes[0];
  return code === undefined ? undefined : { kind: 'line', line: makeLine('explain', code), ignored: [] };
}

/** A misspelt name is asked about itself: lines that don't name a machine like it would answer something else. */
function aboutNear(
  { alike, machines, candidates }: ParsedSentence['names'],
  choices: readonly Line[],
): readonly Line[] {
  if (!alike || machines.length > 0) return choices;
  const named = choices.filter(({ words }) => candidates.some((name) => words.includes(name)));
  if (named.length > 0) return named;
  return choices.every((line) => onlyReads(line) || line.command === 'help')
    ? candidates.map((name) => makeLine('vm', name))
    : choices;
}

/** Reading lines about the thing named, three at most. */
function nearestLines(facts: SentenceFacts, sentence?: ParsedSentence): Line[] {
  if (sentence?.names.alike) return sentence.names.candidates.map((name) => makeLine('vm', name));
  const vm = sentence?.names.machines[0]?.machine;
  if (vm !== undefined) return [makeLine('vm', vm), makeLine('points', vm), makeLine('status', vm)];
  const id = sentence?.names.requests[0] ?? facts.threadRequestId;
  if (id !== undefined) return [makeLine('status', id), makeLine('commands', id), makeLine('audit', id)];
  return [makeLine('help'), makeLine('vms'), makeLine('status')];
}
