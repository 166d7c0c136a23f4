import { plain } from '../i18n/plain.ts';
import { withoutInvisible } from '../kernel/invisible.ts';

/** Longer free text is cut on cards; what was typed stays whole in the audit. */
const longest = 400;

/** What a person or Azure wrote, cut to a length that keeps a card small, and safe in Markdown. */
export function shown(text: string, most = longest): string {
  return plain(clip(text, most));
}

/** For titles, choices and labels, which Teams does not read as Markdown. */
export function clip(text: string, most: number): string {
  // What is not seen takes no room from what is.
  const characters = [...withoutInvisible(text).trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** The first few names and how many more there are. */
export function listed(names: readonly string[], most: number): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? `, +${more}` : '');
}
