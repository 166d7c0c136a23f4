import type { Grammar } from '../../kernel/grammar.ts';
import { normaliseText } from '../../kernel/normalise.ts';
import { parseRequestId } from '../../kernel/request.ts';

/** A word of the normalised line, or one quoted text. */
export type Word = {
  /** Without quotes and the punctuation around it. */
  text: string;
  /** Index in the line, quotes and punctuation included. */
  start: number;
  /** Index after its last character. */
  end: number;
  /** A quoted text is never a keyword or an option. */
  quoted: boolean;
};

const quotedText = /^["']([^"']*)["'](?=$|[\s.,;:!?)])/;

/** Splits a normalised line. A dash that stands alone is punctuation and gives no word. */
export function splitWords(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (line.charAt(at) === ' ') {
      at += 1;
      continue;
    }
    const space = line.indexOf(' ', at);
    const raw = line.slice(at, space === -1 ? undefined : space);
    const quoted = quotedText.exec(line.slice(at));
    const end = quoted ? at + quoted[0].length + trailing(line, at + quoted[0].length) : at + raw.length;
    const text = quoted ? (quoted[1] ?? '').trim() : trimWord(raw);
    if (text !== '' && !/^-+$/.test(text)) words.push({ text, start: at, end, quoted: quoted !== null });
    at = end;
  }
  return words;
}

/** Number of punctuation characters before the next space. */
function trailing(line: string, at: number): number {
  return /^[^\s"']*/.exec(line.slice(at))?.[0].length ?? 0;
}

/**
 * Trims punctuation. VM names end in a letter, digit or underscore (Azure), so punctuation at the ends is never part of
 * one. The lookbehind keeps the engine from trying each start in a long row of signs.
 */
export function trimWord(raw: string): string {
  return raw.replace(/^["'([{<]+/, '').replace(/(?<!["')\]}>.,;:!?])["')\]}>.,;:!?]+$/, '');
}

/** Whether a word behind a verb names no machine, as in "stop it" and "stop please". */
export function namesNothing(text: string, { courtesies, fillers }: Pick<Grammar, 'courtesies' | 'fillers'>): boolean {
  return [...courtesies, ...fillers].includes(text.toLowerCase());
}

/** Drops courtesies at the end, which mean nothing here. */
export function withoutCourtesy(texts: string[], { courtesies }: Pick<Grammar, 'courtesies'>): string[] {
  const last = texts.findLastIndex((text) => !courtesies.includes(text.toLowerCase()));
  return last === -1 ? texts : texts.slice(0, last + 1);
}

/**
 * Trims free text such as a reason: quotes around the whole, and the full stop that a phone makes of two spaces. A
 * question mark stays.
 */
export function trimRest(text: string): string {
  const bare = trimEnds(text);
  const inside = /^(?<quote>["'])(?<inside>.*)\k<quote>$/.exec(bare)?.groups?.inside;
  return inside === undefined || /["]/.test(inside) ? bare : trimEnds(inside);
}

function trimEnds(text: string): string {
  return text
    .trim()
    .replace(/^[\s:,-]+/, '')
    .replace(/[\s.,;:!-]+$/, '');
}

/** A line with more words is no command about a request, wherever its id stands. */
const mostWords = 40;

/** Request ids in a line, however a command would read them: quoted, in two words, with a long dash. */
export function requestIdsIn(line: string): string[] {
  const words = splitWords(normaliseText(line))
    .slice(0, mostWords)
    .flatMap(({ text }) => text.split(/[,;]/));
  const ids = words.flatMap((word, at) => {
    const given = word.toLowerCase() === 'r' ? `${word} ${words[at + 1] ?? ''}` : word;
    const reading = parseRequestId(given);
    return reading.kind === 'id' ? [reading.id] : [];
  });
  return [...new Set(ids)];
}

/** An id with a letter too many or too few. Without its dash it may be a name, unless a digit comes first. */
const nearly = /^r(?:[-_].*|\d(?:[a-z0-9]{2}|[a-z0-9]{4}))$/i;

/** Whether a word was meant as an id but is none. */
export function isNearlyRequestId(bare: string): boolean {
  return nearly.test(bare);
}
