import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { changeOf } from './changes.ts';
import { findCues } from './find-cues.ts';
import { lineFor } from './order-lines.ts';
import { parseTokens } from './parse-tokens.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { clausesOf, type Lexicon, type Token } from './phrases.ts';
import { questionOf } from './questions.ts';
import type { Line, Reading, SentenceFacts } from './reading.ts';
import { WordReader } from './word-reader.ts';

/** Parted by its signs, and behind what went wrong before what is wished: "sql-01 fell over can I have yesterday's". */
function partsOf(tokens: readonly Token[], facts: SentenceFacts, lexicon: Lexicon): Token[][] {
  const words = new WordReader(tokens, facts, new Set());
  const wishes = new Set(tokens.filter((_, at) => at > 0 && words.phrase(at, facts.grammar.wishes) > 0));
  return clausesOf(tokens).flatMap((part) => {
    const at = part.findIndex((token, index) => index > 1 && wishes.has(token));
    const tells = at > 0 && isBad(parseTokens(part.slice(0, at), facts, lexicon, false));
    return tells ? [part.slice(0, at), part.slice(at)] : [part];
  });
}

function isBad({ has, tokens, facts, names }: ParsedSentence): boolean {
  const isHint = findCues(tokens, facts.grammar, names.taken).has('lost', 'fail', 'threat');
  return (isHint || has('failed', 'undelete', 'state')) && !has('not', 'condition', 'who', 'why', 'when');
}

/** What a part says, of the one machine that all of it names where it names none itself. */
function alone(part: readonly Token[], tokens: readonly Token[], { facts, names }: ParsedSentence, lexicon: Lexicon) {
  const asked = /\?$/.test(part.at(-1)?.typed ?? '');
  const own = parseTokens(part, facts, lexicon, asked);
  const isNamed = own.names.machines.length + own.names.candidates.length > 0;
  const [named, another] = names.machines;
  const machine = named && !another ? tokens.find((_, at) => at === names.places[0]) : undefined;
  if (isNamed) return own;
  if (machine) return parseTokens([...part, machine], facts, lexicon, asked);
  const lacks = own.names.machines.length + own.names.vaults.length + own.names.requests.length === 0;
  if (!lacks) return own;
  const { candidates, requests, vaults } = names;
  return { ...own, names: { ...own.names, candidates: candidates.length > 3 ? [] : candidates, requests, vaults } };
}

/**
 * "The disk of sql-01 is full, put it back to monday": what one part of it wants, of the machine that all of it names. It is
 * asked, since the rest may say why or that it is over.
 */
export function orderBeside(tokens: readonly Token[], sentence: ParsedSentence, lexicon: Lexicon): Reading | undefined {
  const parts = partsOf(tokens, sentence.facts, lexicon);
  if (parts.length < 2 || sentence.has('condition') || sentence.urges) return undefined;
  const found = parts.flatMap((part) => {
    const own = alone(part, tokens, sentence, lexicon);
    if (!own.orders || own.has('not', 'other')) return [];
    const reading = changeOf(own);
    return reading ? [reading] : [];
  });
  const [reading, ...others] = found;
  if (!reading) return wishedPoint(parts, tokens, sentence, lexicon);
  if (others.length > 0) return undefined;
  if (reading.kind === 'question') return reading;
  return reading.kind === 'line'
    ? { kind: 'question', about: 'meaning', choices: [reading.line], ignored: sentence.ignored }
    : undefined;
}

/** "App-01 is broken since half past four, I want it from before that": no verb says so, and a restore is what is meant. */
function wishedPoint(
  parts: readonly (readonly Token[])[],
  tokens: readonly Token[],
  sentence: ParsedSentence,
  lexicon: Lexicon,
): Reading | undefined {
  const { facts, names, has, times } = sentence;
  const [named, another] = names.machines;
  const [candidate, ...more] = names.candidates;
  const machine = named && !another ? named.machine : more.length === 0 ? candidate : undefined;
  const [first, ...rest] = parts;
  const words = (part: readonly Token[]) => new WordReader(part, facts, new Set());
  const wish = rest.find((part) => words(part).phrase(0, facts.grammar.wishes) > 0);
  const tells = first && isBad(parseTokens(first, facts, lexicon, false));
  if (machine === undefined || !wish || !(tells || has('failed'))) return undefined;
  const own = alone(wish, tokens, sentence, lexicon);
  const isTold = times.some(({ said }) => said.kind !== 'length' && said.kind !== 'back') || own.ways.length > 0;
  if (!isTold || own.has('points', 'failed', 'jobs', 'audit', 'mute', 'backup', 'other', 'not', 'condition', 'digest'))
    return undefined;
  const reading = lineFor(sentence, 'restore', machine);
  const choices = reading.kind === 'line' ? [reading.line] : reading.kind === 'question' ? reading.choices : [];
  return choices.length > 0 ? { kind: 'question', about: 'meaning', choices, ignored: sentence.ignored } : undefined;
}

/** "Sql-01 is down, when was its last backup": the part that asks, of the machine that all of it names. */
export function questionBeside(
  tokens: readonly Token[],
  sentence: ParsedSentence,
  lexicon: Lexicon,
): Reading | undefined {
  const { facts, names } = sentence;
  // "It crashed at 16:00, what's the last point before that" asks with both of its parts.
  const isSpread = sentence.times.some(({ words }) => Math.max(...words) - Math.min(...words) >= words.length);
  if (isSpread) return undefined;
  const parts = partsOf(tokens, facts, lexicon).map((part) => ({
    own: parseTokens(part, facts, lexicon, /\?$/.test(part.at(-1)?.typed ?? '')),
    whole: alone(part, tokens, sentence, lexicon),
  }));
  const asking = parts.filter(({ own }) => own.asks);
  const [only] = asking;
  if (parts.length < 2 || !only || asking.length > 1 || parts.some(({ own }) => own.orders || own.wants))
    return undefined;
  // "Got 400136, what now?" asks about the code, and "I lost a folder, can I get it back?" about the folder.
  const hasSubject = (each: ParsedSentence) => each.has('file') || each.names.codes.length > 0;
  if (hasSubject(sentence) && !hasSubject(only.own)) return undefined;
  const lacks = only.own.names.machines.length + only.own.names.candidates.length === 0;
  // "The shop is down, which points are there" asks about the shop.
  if (lacks && names.machines.length === 0 && names.candidates.length > 1) return undefined;
  const reading = questionOf(only.whole);
  return reading?.kind === 'line' || reading?.kind === 'question' ? reading : undefined;
}

/** "Back up web-01 and restore sql-01": each of its parts wants something, and all of it is offered. */
export function severalWishes(
  tokens: readonly Token[],
  sentence: ParsedSentence,
  lexicon: Lexicon,
): Reading | undefined {
  const { facts, has, reason } = sentence;
  if (has('condition', 'not') || reason !== undefined) return undefined;
  const parts = linkedParts(tokens, facts);
  if (parts.length < 2) return undefined;
  const lines: Line[] = [];
  const told: Line[] = [];
  let before: Token | undefined;
  for (const part of parts) {
    const named = parseTokens(part, facts, lexicon, false);
    const lacks = named.names.machines.length + named.names.candidates.length + named.names.vaults.length === 0;
    const own =
      lacks && before && !named.has('drills', 'jobs') ? parseTokens([...part, before], facts, lexicon, false) : named;
    before = own.names.machines.length === 1 ? (part[own.names.places[0] ?? -1] ?? before) : before;
    const isWish = own.orders || own.first === 'approve';
    const reading = isWish ? changeOf(own) : own.asks || own.first === 'show' ? questionOf(own) : undefined;
    if (own.ignored.length > 0 || own.has('other')) return undefined;
    if (reading?.kind === 'line') lines.push(reading.line);
    else if (reading?.kind === 'question' && reading.choices[0]) lines.push(reading.choices[0]);
    else if (reading?.kind === 'exact' && reading.lines.length === 1) told.push(...reading.lines);
    else return undefined;
  }
  // "Restore sql-01 and approve it": a vote has no button, and what stands beside it is typed as well.
  if (told.length > 0) return lines.length > 0 ? { kind: 'exact', lines: [...lines, ...told] } : undefined;
  const isOne = new Set(lines.map((line) => JSON.stringify(line))).size < 2;
  return isOne || lines.some(({ words }) => words.length === 0 && lines.length > 2)
    ? undefined
    : { kind: 'question', about: 'meaning', choices: lines, ignored: [] };
}

const begun = new WeakMap<PlainGrammar, ReadonlySet<string>>();

/** The first words of what somebody may wish for. */
function beginningsOf(grammar: PlainGrammar): ReadonlySet<string> {
  const known = begun.get(grammar);
  if (known) return known;
  const { restore, backup, protect, hold, show, drill, stopProtection, points, bringBack, unhold, restorable } =
    grammar.concepts;
  const phrases = [restore, backup, protect, hold, show, drill, stopProtection, points, bringBack, unhold, restorable];
  const votes = grammar.concepts.approve.filter((phrase) => !phrase.includes(' '));
  const begins = new Set([...phrases.flat().map((phrase) => phrase.split(' ')[0] ?? ''), ...votes]);
  begun.set(grammar, begins);
  return begins;
}

/** Parted where something is joined that begins with a verb. */
function linkedParts(tokens: readonly Token[], { grammar }: SentenceFacts): Token[][] {
  const begins = beginningsOf(grammar);
  const parts: Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]?.text ?? '';
    const then = ['then', 'dan', 'daarna'].includes(next) ? (tokens[at + 2]?.text ?? '') : next;
    if (at > 1 && grammar.links.includes(token.text) && (begins.has(next) || begins.has(then))) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}
