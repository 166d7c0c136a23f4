import { findErrorMessage } from '../../azure/rules/explain-error.ts';
import { normaliseText } from '../../kernel/normalise.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { parseOwnSentence } from './plain-words/parse-sentence.ts';
import {
  type Line,
  type LineWord,
  lineOf,
  linesOfReading,
  type Reading,
  type SentenceFacts,
} from './plain-words/reading.ts';

/** No line that people type is longer; what is pasted is. */
export const mostCharacters = 4000;
/** A text of more words is no sentence. */
export const mostWords = 400;

/** What words say, as a sentence or as a message of Azure. Whatever reads them gets no more than so many. */
export function parseWords(text: string, facts: SentenceFacts, because: readonly string[]): Reading {
  if (normaliseText(text).split(' ').length > mostWords) return { kind: 'unknown', nearest: [] };
  const own = { ...facts, parseDate: oncePerText(facts.parseDate) };
  return parsePastedError(text, parseOwnSentence(text, own), own, because);
}

/** The same words are looked at from several sides, and a date costs more than all else. */
function oncePerText<Value>(parse: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { value: Value }>();
  return (text) => {
    const found = known.get(text) ?? { value: parse(text) };
    known.set(text, found);
    return found.value;
  };
}

/**
 * A message of Azure that was pasted without its code is looked up. A sentence that was read for certain, or that names
 * a machine, a vault or a request, says more than that; and what stands behind "because" is somebody's reason.
 */
export function parsePastedError(
  text: string,
  reading: Reading,
  { machines, vaults }: Pick<SentenceFacts, 'machines' | 'vaults'>,
  because: readonly string[],
): Reading {
  if (reading.kind === 'line') return reading;
  const plain = normaliseText(text);
  const found = findErrorMessage(plain);
  if (!found) return reading;
  const before = plain
    .slice(0, found.at)
    .toLowerCase()
    .split(/[\s,]+/);
  if (before.some((word) => because.includes(word))) return reading;
  const names = new Set([...machines.map(({ name }) => name), ...vaults].map((name) => name.toLowerCase()));
  // What is only like a name ("application") names nothing.
  const said = plain.toLowerCase();
  const isName = (word: string) => names.has(word) || parseRequestId(word).kind === 'id';
  const isNamed = ({ words }: Line) =>
    words.some((word) => typeof word === 'string' && isName(word.toLowerCase()) && said.includes(word.toLowerCase()));
  const isLeftOut = reading.kind === 'exact' && reading.ignored.some((word) => isName(word.toLowerCase()));
  if (isLeftOut || linesOfReading(reading).some(isNamed)) return reading;
  return { kind: 'line', line: lineOf('explain', found.words), ignored: [] };
}

/** What choices differ in, and the machine that all of them are about, where it was not called by its name. */
export type AskedAbout = { about: 'machine' | 'point' | 'way' | 'vault' | 'command' | 'this'; near?: string };

/**
 * What a question is about is what tells its choices apart: two points of one machine are no two machines. A machine that
 * is only near to what was said is asked about with them.
 * @param otherwise what it is about where its choices don't tell
 */
export function whatIsAsked(
  choices: readonly Line[],
  text: string,
  { machines, grammar }: Pick<SentenceFacts, 'machines' | 'grammar'>,
  otherwise: 'machine' | 'point' | 'way',
): AskedAbout {
  const names = new Set(machines.map(({ name }) => name.toLowerCase()));
  const named = distinct(choices, ({ words: [first] }) =>
    typeof first === 'string' && names.has(first.toLowerCase()) ? first : '',
  );
  const [machine = ''] = named;
  if (named.length > 1 || machine === '') return { about: otherwise };
  const isWay = (word: LineWord) => typeof word === 'object' && 'keyword' in word && word.keyword in grammar.ways;
  const differ = (of: (line: Line) => unknown) => distinct(choices, of).length > 1;
  const about =
    (differ(({ command }) => command) && 'command') ||
    (differ(({ words }) => words.filter(isPoint)) && 'point') ||
    (differ(({ words }) => words.filter(isWay)) && 'way') ||
    (differ(({ words }) => words[words.findIndex(isIn) + 1]) && 'vault') ||
    (otherwise === 'machine' ? 'this' : otherwise);
  return { about, ...(!text.toLowerCase().includes(machine.toLowerCase()) && { near: machine }) };
}

function isPoint(word: LineWord): boolean {
  return typeof word === 'string'
    ? /^#\d+$/.test(word)
    : 'at' in word || ('grammar' in word && word.grammar === 'latest');
}

function isIn(word: LineWord): boolean {
  return typeof word === 'object' && 'keyword' in word && word.keyword === 'in';
}

function distinct<T>(choices: readonly Line[], of: (line: Line) => T): T[] {
  return [...new Map(choices.map((line) => [JSON.stringify(of(line)), of(line)])).values()];
}
