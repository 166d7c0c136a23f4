import { catalogue } from './explain-error.ts';

/** The sentence of a text without a code that is a known message of Azure, and where the words begin that it is known by. */
export function findErrorMessage(text: string): { words: string; at: number } | undefined {
  for (const { message } of catalogue) {
    const found = message?.exec(text);
    if (!found) continue;
    const before = text.slice(0, found.index);
    const start = before.length - (before.split(/[.:;"]\s?/).at(-1) ?? '').length;
    const end = found.index + found[0].length;
    const rest = /^[^.:;"]*/.exec(text.slice(end))?.[0] ?? '';
    return { words: text.slice(start, end) + rest, at: found.index };
  }
  return undefined;
}
