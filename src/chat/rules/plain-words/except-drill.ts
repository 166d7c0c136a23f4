import { trimRest } from '../trim-rest.ts';
import { findCues, findSettingCues } from './find-cues.ts';
import { lineOf } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { clausesOf, type Token } from './phrases.ts';
import type { Reading } from './reading.ts';
import { WordReader } from './word-reader.ts';

/**
 * "Leave web-01 out of the drills for 30 days because it moves": its line, which asks approvers and has no form. That it is
 * not drilled now must be told by what it is left out of, for how long, or why.
 */
export function exceptDrill(
  tokens: readonly Token[],
  { names, facts, asks, details, against }: ParsedSentence,
): Reading | undefined {
  const [named, another] = names.machines;
  const hints = findCues(tokens, facts.grammar, names.taken);
  if (!named || another || asks || !hints.has('drill')) return undefined;
  // "Don't leave it out", "leave its drill alone": it is to be drilled.
  const skips = hints.at('skip');
  const clause = clausesOf(tokens).find((part) => skips.some((at) => part.includes(tokens[at] as Token))) ?? [];
  if (against.some((at) => !skips.includes(at) && clause.includes(tokens[at] as Token))) return undefined;
  const words = new WordReader(tokens, facts, names.taken);
  const reason = reasonIn(words, Math.max(...hints.at('drill'), ...names.places));
  const days = tokens.flatMap((_, at) => words.length(at)?.hours ?? []).find((hours) => hours % 24 === 0);
  const denies = findSettingCues(tokens, facts.grammar).has('negative');
  const ends = details.some(({ name }) => name === 'days') || days !== undefined;
  if (!hints.has('skip') && !(denies && (ends || reason !== undefined))) return undefined;
  return {
    kind: 'exact',
    lines: [
      lineOf(
        'drill except',
        named.machine,
        ...(days === undefined ? [] : [{ keyword: 'days' } as const, String(days / 24)]),
        ...(reason === undefined ? ['…'] : [{ keyword: 'reason' } as const, reason]),
      ),
    ],
  };
}

function reasonIn(words: WordReader, behind: number): string | undefined {
  const { tokens, grammar } = words;
  const at = tokens.findIndex((_, index) => index > behind && words.phrase(index, grammar.because) > 0);
  if (at < 0) return behindComma(words, behind);
  const isNoun = grammar.reasonNouns.includes(words.text(at));
  const from = isNoun ? at : at + words.phrase(at, grammar.because);
  const text = trimRest(
    tokens
      .slice(from)
      .map(({ typed }) => typed)
      .join(' '),
  );
  return text === '' ? undefined : text;
}

/** "Skip the drills of pki-01 for two weeks, hsm migration" */
function behindComma({ tokens }: WordReader, behind: number): string | undefined {
  const parts = clausesOf(tokens);
  const last = parts.at(-1) ?? [];
  const from = tokens.length - last.length;
  return parts.length > 1 && from > behind ? trimRest(last.map(({ typed }) => typed).join(' ')) : undefined;
}
