import type { Language } from '../kernel/languages.ts';
import { folders } from './folders.ts';
import { plain } from './plain.ts';

/**
 * What an Azure action lets somebody do, in words that follow "the right to": its name is for who assigns roles, and
 * stands behind Details. Azure may name actions that nobody here has words for; then what the name says is told.
 */
export function rightText(language: Language, action: string): string {
  const { rights, rightOf } = folders[language];
  const known = Object.entries(rights).find(([name]) => name.toLowerCase() === action.toLowerCase());
  if (known) return known[1];
  const parts = action.split('/').slice(1);
  const kind = parts.at(-1)?.toLowerCase();
  const verb = kind === 'action' ? parts.at(-2) : undefined;
  const what = parts.at(kind === 'action' ? -3 : -2);
  const said = kind !== undefined && Object.hasOwn(rightOf, kind) ? rightOf[kind as keyof typeof rightOf] : undefined;
  if (said === undefined || what === undefined) return plain(action);
  return said.replace('{{verb}}', inWords(verb)).replace('{{what}}', inWords(what));
}

/** networkInterfaces: network interfaces. */
function inWords(name = ''): string {
  return plain(name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase());
}
