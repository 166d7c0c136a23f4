import { findErrorMessage } from '../../azure/rules/explain-error.ts';
import { normaliseText } from '../../kernel/normalise.ts';
import { parseRequestId } from '../../kernel/request.ts';
import { parseOwnSentence } from './plain-words/parse-sentence.ts';
import {
  type Line,
  type LineWord,
  linesOfReading,
  makeLine,
  type Reading,
  type SentenceFacts,
} from './plain-words/reading.ts';

/** No line that people type is longer; pasted text is. */
export const mostCharacters = 4000;
/** A text of more words is no sentence. */
export const mostWords = 400;

/** Reads words as a sentence or as an error message of Azure. Readers get no more than the bounds above. */
export function parseWords(text: string, facts: SentenceFacts, because: readonly string[]): Reading {
  if (normaliseText(text).split(' ').length > mostWords) return { kind: 'unknown', nearest: [] };
  const own = { ...facts, parseDate: oncePerText(facts.parseDate) };
  return parsePastedError(text, parseOwnSentence(text, own), own, because);
}

/**
 * Remembers a function's results for one sentence: the same words are read in several ways, and dates cost more than
 * all else.
 */
function oncePerText<Value>(parse: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { value: Value }>();
  return (text) => {
    const found = known.get(text) ?? { value: parse(text) };
    known.set(text, found);
    return found.value;
  };
}

/**
 * Looks up an error message of Azure that was pasted without its code. A sentence read for certain, or one that names a
 * machine, a vault or a request, says more than that; words after "because" are somebody's reason.
 */
export function parsePastedError(
  text: string,
  reading: Reading,
  { machines, vaults }: Pick<SentenceFacts, 'machines' | 'vaults'>,
  because: readonly string[],
): Reading {
  const plain = normaliseText(text);
  // A word that only resembles a name ("application", "appid") names nothing.
  const said = plain.toLowerCase();
  const names = new Set([...machines.map(({ name }) => name), ...vaults].map((name) => name.toLowerCase()));
  const isGuessed = (word: LineWord) =>
    typeof word === 'string' && names.has(word.toLowerCase()) && !said.includes(word.toLowerCase());
  if (reading.kind === 'line' && !reading.line.words.some(isGuessed)) return reading;
  const found = findErrorMessage(plain);
  if (!found) return reading;
  const before = plain
    .slice(0, found.at)
    .toLowerCase()
    .split(/[\s,]+/);
  if (before.some((word) => because.includes(word))) return reading;
  const isName = (word: string) => names.has(word) || parseRequestId(word).kind === 'id';
  const isNamed = ({ words }: Line) =>
    words.some((word) => typeof word === 'string' && isName(word.toLowerCase()) && said.includes(word.toLowerCase()));
  const isLeftOut = reading.kind === 'exact' && reading.ignored.some((word) => isName(word.toLowerCase()));
  if (isLeftOut || linesOfReading(reading).some(isNamed)) return reading;
  return { kind: 'line', line: makeLine('explain', found.words), ignored: [] };
}

/** The question: in what the choices differ, and the machine that all are about, if its name was not exact. */
export type AskedAbout = { about: 'machine' | 'point' | 'way' | 'vault' | 'command' | 'this'; near?: string };

/**
 * Finds what tells the choices apart: two points of one machine are not two machines. If the machine's name was not
 * exact, the question is about it too.
 * @param otherwise the subject if the choices don't tell
 */
export function questionSubject(
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
