import type { Grammar } from '../../kernel/grammar.ts';
import type { ChannelRule } from './channel-rule.ts';
import type { CommandSpec } from './spec.ts';

type Named = { id: string; name: string };
type Known = Pick<CommandSpec, 'name' | 'aliases'>;

/**
 * Reads `all`, `none`, `vms jobs restore`, `vms rsv-prod rsv-test`, `all rsv-prod`: commands by name or alias, longest
 * names first, then vaults. Without vaults all of them are meant.
 */
export function parseChannelWords(
  words: readonly string[],
  specs: readonly Known[],
  vaults: readonly Named[],
  { all, none }: Pick<Grammar, 'all' | 'none'>,
): { kind: 'read'; rule: ChannelRule } | { kind: 'unknown'; given: string } {
  const commands = new Set<string>();
  const ids = new Set<string>();
  let everyCommand = false;
  let at = 0;
  while (at < words.length) {
    const word = words[at]?.toLowerCase() ?? '';
    const command = longestCommand(words.slice(at), specs);
    const named = vaults.filter(({ name, id }) => name.toLowerCase() === word || id.toLowerCase() === word);
    if (named.length > 0) for (const { id } of named) ids.add(id.toLowerCase());
    else if (command) commands.add(command.name);
    else if (none.includes(word) && words.length === 1) return { kind: 'read', rule: { commands: [], vaults: [] } };
    else if (!all.includes(word)) return { kind: 'unknown', given: words[at] ?? '' };
    // "all" behind commands means the vaults, which it also means when none is named.
    else if (commands.size === 0 && ids.size === 0) everyCommand = true;
    at += named.length === 0 && command ? command.taken : 1;
  }
  return {
    kind: 'read',
    rule: {
      commands: everyCommand || commands.size === 0 ? 'all' : [...commands],
      vaults: ids.size === 0 ? 'all' : [...ids],
    },
  };
}

function longestCommand(
  words: readonly string[],
  specs: readonly Known[],
): { name: string; taken: number } | undefined {
  let best: { name: string; taken: number } | undefined;
  for (const { name, aliases } of specs) {
    for (const spelling of [name, ...Object.values(aliases).flat()]) {
      const parts = spelling.toLowerCase().split(' ');
      const fits = parts.every((part, index) => words[index]?.toLowerCase() === part);
      if (fits && parts.length > (best?.taken ?? 0)) best = { name, taken: parts.length };
    }
  }
  return best;
}
