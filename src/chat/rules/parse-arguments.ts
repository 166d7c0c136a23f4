import type { Grammar } from '../../kernel/grammar.ts';
import { nearest } from '../../kernel/nearest.ts';
import { parseRequestId } from '../../kernel/request.ts';
import type { ArgumentProblem, ArgumentSpec, CommandSpec, KeywordSpec } from './spec.ts';
import { isNearlyRequestId, splitWords, trimRest, trimWord, type Word, withoutCourtesy } from './words.ts';

export type ReadArguments =
  | { kind: 'read'; args: Record<string, string>; lists: Record<string, string[]> }
  | { kind: 'problem'; problem: ArgumentProblem };

/** The request of the thread in which a line stands, and whether the line ends as a question. */
export type Thread = { id: string; asked: boolean };

type Positional = Exclude<ArgumentSpec, KeywordSpec>;

/** Parses the words after a command's name. `line` is normalised. */
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

/**
 * Whether the line may end in a question mark. "Retry?" is meant for the others in the thread; commands that only read,
 * and a question to the requester, may end in one.
 */
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

  /** The words that no argument took, or undefined. */
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
   * Whether a line that doesn't begin with an id may be about another request than its thread's. Ids after "because"
   * belong to a reason.
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

  /** Whether words are left that are neither a courtesy nor a reason: the line is probably a sentence. */
  #saysMore(): boolean {
    const { because, courtesies } = this.#grammar;
    const first = this.#words.find(({ text }) => !courtesies.includes(text.toLowerCase()));
    return first !== undefined && !because.includes(first.text.toLowerCase());
  }

  #set(name: string, value: string | undefined): void {
    if (value !== undefined && value !== '') this.args[name] = value;
  }
}

/** An id this near to the beginning is the line's subject, not part of a reason: "reject the request R-7K2M". */
const nearBeginning = 3;

/** Splits linked names. A machine whose name is itself a linking word is reached by quoting it. */
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

/** The text as typed, from the first word to the last, without quotes around the whole and a full stop after it. */
function restOf(line: string, words: Word[]): string {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return '';
  return trimRest(line.slice(first.start, last.end));
}

export type FoundKeywords =
  | { kind: 'found'; values: Record<string, string>; before: Word[] }
  | { kind: 'problem'; problem: ArgumentProblem };

/**
 * Takes `keep 30d`, `-keep 30d`, `--keep=30d`, `keep: 30d` out of the words. Words before the first keyword, and after
 * one without a value, are left for the positional arguments.
 */
function findKeywords(line: string, words: Word[], specs: readonly KeywordSpec[], grammar: Grammar): FoundKeywords {
  const values: Record<string, string> = {};
  const before: Word[] = [];
  let open: { spec: KeywordSpec; typed: string; value: string[] } | undefined;
  const close = (): ArgumentProblem | undefined => {
    if (open === undefined) return undefined;
    if (open.value.length === 0) return { kind: 'no-value', given: open.typed };
    values[open.spec.name] = withoutCourtesy(open.value, grammar).join(' ');
    open = undefined;
    return undefined;
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word;
    const mark = parseMark(words, at, specs);
    if (mark === undefined) {
      if (open) open.value.push(word.text);
      else before.push(word);
      continue;
    }
    if (mark.kind === 'unknown-option') return { kind: 'problem', problem: mark };
    const problem = close();
    if (problem) return { kind: 'problem', problem };
    const { spec, typed } = mark;
    if (spec.name in values) return { kind: 'problem', problem: { kind: 'twice', given: typed } };
    if (spec.takes === 'rest') {
      const rest = trimRest(line.slice(mark.valueStart));
      if (rest === '') return { kind: 'problem', problem: { kind: 'no-value', given: typed } };
      return { kind: 'found', values: { ...values, [spec.name]: rest }, before };
    }
    at += mark.words - 1;
    if (spec.takes === 'nothing') {
      values[spec.name] = spec.name;
      continue;
    }
    const value = trimWord(mark.value);
    open = { spec, typed, value: value === '' ? [] : [value] };
  }
  const problem = close();
  return problem ? { kind: 'problem', problem } : { kind: 'found', values, before };
}

type Mark =
  | {
      kind: 'keyword';
      spec: KeywordSpec;
      /** Without dashes. */
      typed: string;
      /** Number of words that it is made of. */
      words: number;
      /** The value attached to it, as in `--keep=30d`. */
      value: string;
      valueStart: number;
    }
  | { kind: 'unknown-option'; given: string; suggestion?: string };

function parseMark(words: Word[], at: number, specs: readonly KeywordSpec[]): Mark | undefined {
  const word = words[at] as Word;
  if (word.quoted) return undefined;
  const parts = /^(?<dashes>-{0,2})(?<name>\p{L}[\p{L}-]*)(?:[=:](?<value>.*))?$/u.exec(word.text)?.groups;
  if (parts?.name === undefined) return undefined;
  const name = parts.name.toLowerCase();
  const longer = parseWords(words, at, name, specs);
  if (longer) return longer;
  const spec = specs.find((each) => wordsOf(each).includes(name));
  if (spec) {
    const value = parts.value ?? '';
    const valueStart = value === '' ? word.end : word.start + (parts.dashes?.length ?? 0) + parts.name.length + 1;
    return { kind: 'keyword', spec, typed: parts.name, words: 1, value, valueStart };
  }
  if (parts.dashes === '') return undefined;
  const [suggestion] = nearest(name, specs.flatMap(wordsOf), 1);
  return { kind: 'unknown-option', given: word.text, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** A keyword of several words, such as `in place`. */
function parseWords(words: Word[], at: number, first: string, specs: readonly KeywordSpec[]): Mark | undefined {
  for (const spec of specs) {
    for (const spelling of wordsOf(spec)) {
      const [begin, ...rest] = spelling.split(' ');
      if (begin !== first || rest.length === 0) continue;
      const following = words.slice(at + 1, at + 1 + rest.length);
      const same = rest.every(
        (part, index) => !following[index]?.quoted && following[index]?.text.toLowerCase() === part,
      );
      const last = following.at(-1);
      if (same && last)
        return { kind: 'keyword', spec, typed: spelling, words: 1 + rest.length, value: '', valueStart: last.end };
    }
  }
  return undefined;
}

function wordsOf(spec: KeywordSpec): string[] {
  return [spec.name, ...Object.values(spec.words).flat()];
}
