import { z } from 'zod/v4';
import { subscriptionOf } from '../../kernel/arm-id.ts';
import type { Grammar } from '../../kernel/grammar.ts';
import { defineStored } from '../../kernel/stored.ts';
import type { CommandSpec } from './spec.ts';

/** The permitted use of a channel, as set by an administrator. */
export const storedChannelRule = defineStored(
  'setting channel',
  z.object({
    /** Names of commands. */
    commands: z.union([z.literal('all'), z.array(z.string()).readonly()]),
    /** ARM ids of vaults, in lower case. */
    vaults: z.union([z.literal('all'), z.array(z.string()).readonly()]),
  }),
);

export type ChannelRule = z.infer<typeof storedChannelRule.schema>;

/**
 * Commands that say who and where one is, or check for an administrator themselves: without them nothing could be set.
 */
const always: ReadonlySet<string> = new Set(['help', 'whoami', 'channel']);

/** Commands that go on with what an allowed command began, each for its owner only. */
const follows: ReadonlySet<string> = new Set(['confirm', 'stop', 'withdraw', 'retry', 'settings']);

type Asked = Pick<CommandSpec, 'name' | 'section' | 'sideEffect' | 'changesWith'>;

/**
 * Whether a command may be used in a channel. The default is no.
 * @param rule undefined: nobody set the channel up
 * @param decides whether it is the approvals channel, which needs no rule for deciding
 */
export function allowedInChannel(
  rule: ChannelRule | undefined,
  decides: boolean,
  command: Asked,
  all: readonly Asked[],
): boolean {
  if (always.has(command.name)) return true;
  if (decides && command.section === 'decide') return true;
  if (!rule) return false;
  if (rule.commands === 'all') return true;
  const { commands } = rule;
  if (commands.includes(command.name)) return true;
  const changes = () =>
    all.some((each) => (each.sideEffect !== 'none' || each.changesWith) && commands.includes(each.name));
  return follows.has(command.name) && changes();
}

/** Whether answers about a vault may be given in the channel. The approvals channel hears of all vaults. */
export function coversVault(rule: ChannelRule | undefined, decides: boolean, vaultId: string): boolean {
  if (decides || rule?.vaults === 'all') return true;
  return rule?.vaults.includes(vaultId.toLowerCase()) ?? false;
}

/** Whether answers may be about any vault of a subscription. */
export function coversSubscription(rule: ChannelRule | undefined, decides: boolean, subscriptionId: string): boolean {
  if (decides || rule?.vaults === 'all') return true;
  return rule?.vaults.some((id) => subscriptionOf(id).toLowerCase() === subscriptionId.toLowerCase()) ?? false;
}

type Named = { id: string; name: string };
type Known = Pick<CommandSpec, 'name' | 'aliases'>;

/**
 * Parses `all`, `none`, `vms jobs restore`, `vms rsv-prod rsv-test`, `all rsv-prod`: commands by name or alias, longest
 * names first, then vaults. Without vaults, all vaults are meant.
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
    // "all" after commands means the vaults, which are all meant if none is named anyway.
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
