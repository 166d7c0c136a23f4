import { codeIn, isCertainCode, isWritten } from './code-names.ts';
import { lineOf, readingOfLines } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Token } from './phrases.ts';
import type { Line, LineWord, Reading, SentenceFacts } from './reading.ts';
import { readingCommands } from './reading-commands.ts';

const mostLines = 4;
/** Beside `explain`, the commands that are about one. */
const ofCodes: ReadonlySet<string> = new Set(['mute', 'unmute', 'on it']);

/**
 * An error that is named is looked up, whatever stands around it: it was pasted, or it is what went wrong. What is told of
 * it (a mute) or of a request stays, and a change of a machine that is wished for beside it is offered too.
 */
export function explained(reading: Reading, tokens: readonly Token[], sentence: ParsedSentence): Reading {
  const { names, facts, orders, has } = sentence;
  const isNamed = names.machines.length + names.candidates.length > 0;
  const wishes = orders && isNamed && !has('failed');
  // "Snapshot failed due to …" is no wish with its reason.
  const named = sentence.reason === undefined || wishes ? names.codes : [...names.codes, ...codesIn(tokens, facts)];
  // "Restore OrdersWebServer" names a machine that nobody can see.
  const mayBeName = orders && !has('failed');
  const codes = [...new Set(named)].filter((code) => isCertainCode(code, facts) || (!mayBeName && isWritten(code)));
  if (codes.length === 0) return reading;
  const explains = codes.slice(0, mostLines).map((code) => lineOf('explain', code));
  const isTold = ({ command, words }: Line) => ofCodes.has(command) && isOneOf(words[0], codes);
  const isKept = (line: Line) => isTold(line) || isOneOf(line.words[0], names.requests);
  if (reading.kind === 'exact' && reading.lines.some(isKept)) return reading;
  const told = has('mute', 'unmute', 'onIt') ? linesOf(reading).filter(isTold) : [];
  if (told.length > 0) return { kind: 'exact', lines: told };
  const changes = linesOf(reading).filter(({ command }) => command === 'restore' || (wishes && isChange(command)));
  if (!orders || !isNamed || changes.length === 0) return readingOfLines(explains, []);
  const choices = [...explains.slice(0, 1), ...changes].slice(0, mostLines);
  return { kind: 'question', about: 'meaning', choices, ignored: [] };
}

/** The same of a text that is too long for a sentence: a message as it was pasted. */
export function explainedIn(tokens: readonly Token[], facts: SentenceFacts): Reading | undefined {
  const codes = codesIn(tokens, facts);
  const code = codes.find((each) => isCertainCode(each, facts)) ?? codes[0];
  return code === undefined ? undefined : { kind: 'line', line: lineOf('explain', code), ignored: [] };
}

function codesIn(tokens: readonly Token[], facts: SentenceFacts): string[] {
  return tokens.flatMap(({ raw }) => codeIn(raw, facts) ?? []);
}

function isOneOf(word: LineWord | undefined, names: readonly string[]): boolean {
  return typeof word === 'string' && names.includes(word);
}

function linesOf(reading: Reading): readonly Line[] {
  if (reading.kind === 'line') return [reading.line];
  if (reading.kind === 'question') return reading.choices;
  return reading.kind === 'either' ? reading.lines : [];
}

function isChange(command: string): boolean {
  return !readingCommands.has(command);
}
