import type { Grammar } from '../../kernel/grammar.ts';
import { parseRequestId } from '../../kernel/request-id.ts';
import { findKeywords } from './keywords.ts';
import { isNearlyRequestId } from './nearly-request-id.ts';
import type { ArgumentProblem, ArgumentSpec, CommandSpec, KeywordSpec } from './spec.ts';
import { trimRest } from './trim-rest.ts';
import { splitWords, type Word, withoutCourtesy } from './words.ts';

export type ReadArguments =
  | { kind: 'read'; args: Record<string, string>; lists: Record<string, string[]> }
  | { kind: 'problem'; problem: ArgumentProblem };

/** The request in whose thread a line stands, and whether the line ends as a question. */
export type Thread = { id: string; asked: boolean };

type Positional = Exclude<ArgumentSpec, KeywordSpec>;

/** Reads what follows a command's name. `line` is normalised. */
export function parseArguments(line: string, spec: CommandSpec, grammar: Grammar, thread?: Thread): ReadArguments {
  const keywordSpecs = spec.arguments.filter((argument) => argument.kind === 'keyword');
  const found = findKeywords(line, splitWords(line), keywordSpecs, grammar);
  if (found.kind === 'problem') return found;
  const asked = thread?.asked === true && mayBeQuestion(spec);
  const reader = new PositionalReader(line, found.before, grammar, thread && { ...thread, asked });
  for (const argument of spec.arguments) {
    if (argument.kind === 'keyword') continue;
    const problem = reader.read(argument);
    if (problem) return { kind: 'problem', problem };
  }
  const left = reader.left();
  if (left) return { kind: 'problem', problem: { kind: 'unexpected', given: left } };
  return { kind: 'read', args: { ...reader.args, ...found.values }, lists: reader.lists };
}

/** "Retry?" is said to the others in the thread. What only reads may end so, and so may a question to the requester. */
function mayBeQuestion({ sideEffect, arguments: taken }: CommandSpec): boolean {
  return sideEffect !== 'none' && !taken.some((each) => each.kind === 'rest' && each.required);
}

class PositionalReader {
  readonly args: Record<string, string> = {};
  readonly lists: Record<string, string[]> = {};
  readonly #line: string;
  readonly #words: Word[];
  readonly #grammar: Grammar;
  readonly #thread: Thread | undefined;

  constructor(line: string, words: Word[], grammar: Grammar, thread: Thread | undefined) {
    this.#line = line;
    this.#words = [...words];
    this.#grammar = grammar;
    this.#thread = thread;
  }

  read(argument: Positional): ArgumentProblem | undefined {
    const problem = this.#take(argument);
    if (problem) return problem;
    const missing = argument.kind === 'many' ? this.lists[argument.name]?.length === 0 : !(argument.name in this.args);
    return missing && argument.required ? { kind: 'missing', argument: argument.name } : undefined;
  }

  /** What no argument took, or undefined. */
  left(): string | undefined {
    const words = this.#words.filter((word) => !this.#grammar.courtesies.includes(word.text.toLowerCase()));
    return words.length > 0 ? words.map((word) => word.text).join(' ') : undefined;
  }

  #take(argument: Positional): ArgumentProblem | undefined {
    switch (argument.kind) {
      case 'word':
        this.#set(argument.name, this.#words.shift()?.text);
        return undefined;
      case 'many':
        this.lists[argument.name] = this.#words.splice(0).flatMap((word) => splitNames(word, this.#grammar));
        return undefined;
      case 'phrase':
        this.#set(argument.name, joined(this.#words.splice(0), this.#grammar));
        return undefined;
      case 'rest':
        this.#set(argument.name, restOf(this.#line, this.#words.splice(0)));
        return undefined;
      case 'request-id':
      case 'word-or-request-id':
        return this.#takeRequestId(argument);
    }
  }

  #takeRequestId(argument: Positional): ArgumentProblem | undefined {
    const [first, second] = this.#words;
    const split = first?.text.toLowerCase() === 'r' && second !== undefined;
    const given = split ? `${first.text} ${second.text}` : (first?.text ?? '');
    const reading = parseRequestId(given);
    if (reading.kind === 'excluded-letters') return { kind: 'excluded-letters', given, letters: reading.letters };
    if (reading.kind === 'id') {
      this.#words.splice(0, split ? 2 : 1);
      this.args[argument.name] = reading.id;
    } else if (argument.kind === 'word-or-request-id' && first !== undefined) {
      this.#set(argument.name, this.#words.shift()?.text);
    } else if (this.#thread && !this.#namesAnother(this.#thread.id) && !(argument.alone && this.#saysMore())) {
      if (this.#thread.asked) return { kind: 'question', id: this.#thread.id };
      this.args[argument.name] = this.#thread.id;
    } else if (first !== undefined) {
      return { kind: 'not-a-request-id', given };
    }
    return undefined;
  }

  /**
   * Whether a line that doesn't begin with an id is about another request than that of its thread, or may be. What stands
   * behind "because" is a reason, whatever it names.
   */
  #namesAnother(threadRequestId: string): boolean {
    const near = this.#words.slice(0, nearBeginning);
    const reason = near.findIndex(({ text }) => this.#grammar.because.includes(text.toLowerCase()));
    return near.slice(0, reason < 0 ? near.length : reason).some(({ text }, at) => {
      const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      const reading = parseRequestId(bare);
      return reading.kind === 'id' ? reading.id !== threadRequestId : at === 0 && isNearlyRequestId(bare);
    });
  }

  /** Words that are neither a courtesy nor a reason: those of a sentence, as far as anybody can tell. */
  #saysMore(): boolean {
    const { because, courtesies } = this.#grammar;
    const first = this.#words.find(({ text }) => !courtesies.includes(text.toLowerCase()));
    return first !== undefined && !because.includes(first.text.toLowerCase());
  }

  #set(name: string, value: string | undefined): void {
    if (value !== undefined && value !== '') this.args[name] = value;
  }
}

/** "Reject the request R-7K2M": an id so near to the beginning is what the line is about, and no part of a reason. */
const nearBeginning = 3;

/** A machine whose name is a word that links names is reached by quoting it. */
function splitNames(word: Word, { links, courtesies }: Grammar): string[] {
  if (word.quoted) return [word.text];
  if ([...links, ...courtesies].includes(word.text.toLowerCase())) return [];
  return word.text.split(/[,;]/).filter((name) => name !== '');
}

function joined(words: Word[], grammar: Grammar): string {
  return withoutCourtesy(
    words.map((word) => word.text),
    grammar,
  ).join(' ');
}

/** The text as typed, from the first word to the last, without quotes around the whole and the full stop behind it. */
function restOf(line: string, words: Word[]): string {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return '';
  return trimRest(line.slice(first.start, last.end));
}
