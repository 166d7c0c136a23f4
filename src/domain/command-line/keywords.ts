import { nearest } from './nearest.ts';
import type { ArgumentProblem, KeywordSpec } from './spec.ts';
import { trimRest } from './trim-rest.ts';
import { trimWord, type Word, withoutCourtesy } from './words.ts';

export type FoundKeywords =
  | { kind: 'found'; values: Record<string, string>; before: Word[] }
  | { kind: 'problem'; problem: ArgumentProblem };

/**
 * Takes `keep 30d`, `-keep 30d`, `--keep=30d`, `keep: 30d` out of the words. What stands before the first keyword is
 * left for the positional arguments.
 */
export function findKeywords(line: string, words: Word[], specs: readonly KeywordSpec[]): FoundKeywords {
  const values: Record<string, string> = {};
  const before: Word[] = [];
  let open: { spec: KeywordSpec; value: string[] } | undefined;
  const close = (): ArgumentProblem | undefined => {
    if (open === undefined) return undefined;
    if (open.value.length === 0) return { kind: 'no-value', argument: open.spec.name };
    values[open.spec.name] = withoutCourtesy(open.value).join(' ');
    return undefined;
  };
  for (const word of words) {
    const mark = readMark(word, specs);
    if (mark === undefined) {
      if (open) open.value.push(word.text);
      else before.push(word);
      continue;
    }
    if (mark.kind === 'unknown-option') return { kind: 'problem', problem: mark };
    const problem = close();
    if (problem) return { kind: 'problem', problem };
    const { spec } = mark;
    if (spec.name in values) return { kind: 'problem', problem: { kind: 'twice', argument: spec.name } };
    if (spec.takes === 'rest') {
      const rest = trimRest(line.slice(mark.valueStart));
      if (rest === '') return { kind: 'problem', problem: { kind: 'no-value', argument: spec.name } };
      return { kind: 'found', values: { ...values, [spec.name]: rest }, before };
    }
    const value = trimWord(mark.value);
    open = { spec, value: value === '' ? [] : [value] };
  }
  const problem = close();
  return problem ? { kind: 'problem', problem } : { kind: 'found', values, before };
}

type Mark =
  | {
      kind: 'keyword';
      spec: KeywordSpec /** What is glued to it, as in `--keep=30d`. */;
      value: string;
      valueStart: number;
    }
  | { kind: 'unknown-option'; given: string; suggestion?: string };

function readMark(word: Word, specs: readonly KeywordSpec[]): Mark | undefined {
  if (word.quoted) return undefined;
  const parts = /^(?<dashes>-{0,2})(?<name>\p{L}[\p{L}-]*)(?:[=:](?<value>.*))?$/u.exec(word.text)?.groups;
  if (parts?.name === undefined) return undefined;
  const name = parts.name.toLowerCase();
  const spec = specs.find((each) => wordsOf(each).includes(name));
  if (spec) {
    const value = parts.value ?? '';
    const valueStart = value === '' ? word.end : word.start + (parts.dashes?.length ?? 0) + parts.name.length + 1;
    return { kind: 'keyword', spec, value, valueStart };
  }
  if (parts.dashes === '') return undefined;
  const [suggestion] = nearest(name, specs.flatMap(wordsOf), 1);
  return { kind: 'unknown-option', given: word.text, ...(suggestion === undefined ? {} : { suggestion }) };
}

function wordsOf(spec: KeywordSpec): string[] {
  return [spec.name, ...spec.words.en, ...spec.words.nl];
}
