import { withoutInvisible } from '../kernel/invisible.ts';

/**
 * Text that people or Azure wrote, made safe to stand in Markdown: it shows as it was written, on one line, and cannot
 * become a link, emphasis or a list. Teams knows no tables, code or HTML in cards, so hyphens and full stops inside a
 * word stay as they are.
 */
export function plain(text: string): string {
  return withoutInvisible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_~[\]<>|]/g, '\\$&')
    .replace(/^(?=[#+-])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
    .replace(/:\/\//g, `:${wordJoiner}//`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}${wordJoiner}.`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

/** Invisible; keeps clients from turning a bare address into a link. */
const wordJoiner = '\u2060';
