import type { Line, LineWord, SentenceFacts } from './plain-words/reading.ts';

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
