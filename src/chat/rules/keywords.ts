import type { Grammar } from '../../kernel/grammar.ts';
import { nearest } from '../../kernel/nearest.ts';
import type { ArgumentProblem, KeywordSpec } from './spec.ts';
import { trimRest } from './trim-rest.ts';
import { trimWord, type Word, withoutCourtesy } from './words.ts';

export type FoundKeywords =
  | { kind: 'found'; values: Record<string, string>; before: Word[] }
  | { kind: 'problem'; problem: ArgumentProblem };

/**
 * Takes `keep 30d`, `-keep 30d`, `--keep=30d`, `keep: 30d` out of the words. What stands before the first keyword, and
 * behind one that takes nothing, is left for the positional arguments.
 */
export function findKeywords(
  line: string,
  words: Word[],
  specs: readonly KeywordSpec[],
  grammar: Grammar,
): FoundKeywords {
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
      /** How many words it is made of. */
      words: number;
      /** What is glued to it, as in `--keep=30d`. */
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
