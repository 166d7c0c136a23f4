import { changeOf } from './changes.ts';
import { parse } from './parse-sentence.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { clausesOf, type Lexicon, type Token } from './phrases.ts';
import { questionOf } from './questions.ts';
import type { Reading } from './reading.ts';

/**
 * "The disk of sql-01 is full, put it back to monday": what one part of it wants, of the machine that all of it names. It is
 * asked, since the rest may say why or that it is over.
 */
export function orderBeside(tokens: readonly Token[], sentence: ParsedSentence, lexicon: Lexicon): Reading | undefined {
  const { facts, names } = sentence;
  const parts = clausesOf(tokens);
  if (parts.length < 2 || sentence.has('condition') || sentence.urges) return undefined;
  const [named, ...others] = names.machines;
  const own = named && others.length === 0 ? tokens.find((_, at) => at === names.places[0]) : undefined;
  const found = parts.flatMap((part) => {
    const alone = parse(part, facts, lexicon, false);
    if (!alone.orders || alone.has('not', 'other')) return [];
    const lacks = alone.names.machines.length + alone.names.candidates.length === 0;
    const reading = changeOf(lacks && own ? parse([...part, own], facts, lexicon, false) : alone);
    return reading ? [reading] : [];
  });
  const [reading] = found;
  if (!reading || found.length > 1) return undefined;
  if (reading.kind === 'question') return reading;
  return reading.kind === 'line'
    ? { kind: 'question', about: 'meaning', choices: [reading.line], ignored: sentence.ignored }
    : undefined;
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
  const parts = clausesOf(tokens).map((part) => ({
    part,
    alone: parse(part, facts, lexicon, /\?$/.test(part.at(-1)?.typed ?? '')),
  }));
  const asking = parts.filter(({ alone }) => alone.asks);
  const [only] = asking;
  if (parts.length < 2 || !only || asking.length > 1 || parts.some(({ alone }) => alone.orders || alone.wants))
    return undefined;
  // "Got 400136, what now?" asks about the code, and "I lost a folder, can I get it back?" about the folder.
  const hasSubject = (each: ParsedSentence) => each.has('file') || each.names.codes.length > 0;
  if (hasSubject(sentence) && !hasSubject(only.alone)) return undefined;
  const [named, ...others] = names.machines;
  const own = named && others.length === 0 ? tokens.find((_, at) => at === names.places[0]) : undefined;
  const lacks = only.alone.names.machines.length + only.alone.names.candidates.length === 0;
  // "The shop is down, which points are there" asks about the shop.
  if (lacks && !own && names.candidates.length > 0) return undefined;
  const reading = questionOf(lacks && own ? parse([...only.part, own], facts, lexicon, true) : only.alone);
  return reading?.kind === 'line' ? reading : undefined;
}
