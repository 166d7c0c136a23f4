import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { parseRequestId } from '../../../kernel/request-id.ts';
import { trimWord } from '../words.ts';
import type { Token } from './tokens.ts';

/** A request, and of how many words its id is made. */
type Found = { id: string; words: number };

/** `R-7K2M`, `r7k2m`, or `R 7K2M` as phones write it. */
export function requestAt(tokens: readonly Token[], at: number, grammar: PlainGrammar): Found | undefined {
  const first = tokens[at]?.raw ?? '';
  const one = parseRequestId(first);
  if (one.kind === 'id' && (/[-_]/.test(first) || /\d/.test(first.slice(1)))) return { id: one.id, words: 1 };
  const next = tokens[at + 1]?.raw ?? '';
  const two = first.toLowerCase() === 'r' && /\d/.test(next) ? parseRequestId(`${first} ${next}`) : undefined;
  return two?.kind === 'id' ? { id: two.id, words: 2 } : spelledAt(tokens, at, grammar);
}

/** "R seven K two M", letter by letter. */
function spelledAt(tokens: readonly Token[], at: number, { digits }: PlainGrammar): Found | undefined {
  // As they were typed: "r" and "k" are also how some spell other words.
  const [letter, ...signs] = tokens.slice(at, at + 5).map(({ typed }) => {
    const sign = trimWord(typed).toLowerCase();
    const digit = digits.findIndex((words) => words.split('|').includes(sign));
    // Ten of each language.
    return digit < 0 ? sign : String(digit % 10);
  });
  if (letter !== 'r') return undefined;
  const id = parseRequestId(`R-${signs.join('')}`);
  return signs.length === 4 && signs.every((sign) => sign.length === 1) && id.kind === 'id'
    ? { id: id.id, words: 5 }
    : undefined;
}
