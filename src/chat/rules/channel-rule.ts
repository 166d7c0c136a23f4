import { z } from 'zod/v4';
import { subscriptionOf } from '../../kernel/arm-id.ts';
import { defineStored } from '../../kernel/stored.ts';
import type { CommandSpec } from './spec.ts';

/** What a channel may be used for, as an administrator set it. */
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

/** They tell who and where one is, or ask for an administrator themselves: without them nothing could be set. */
const always: ReadonlySet<string> = new Set([
  'help',
  'whoami',
  'channel',
  'channel allow',
  'channel private',
  'approvals here',
]);

/** They go on with what an allowed command began, each for its owner only. */
const follows: ReadonlySet<string> = new Set(['confirm', 'withdraw', 'retry', 'forget']);

type Asked = Pick<CommandSpec, 'name' | 'section' | 'sideEffect'>;

/**
 * Whether a command may be used in a channel. The default is no.
 * @param rule undefined: nobody set the channel up
 * @param decides whether it is the channel where requests are decided, which needs no rule for that
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
  const changes = () => all.some(({ name, sideEffect }) => sideEffect !== 'none' && commands.includes(name));
  return follows.has(command.name) && changes();
}

/** Whether an answer about a vault may be given there. The channel where requests are decided hears of all of them. */
export function coversVault(rule: ChannelRule | undefined, decides: boolean, vaultId: string): boolean {
  if (decides || rule?.vaults === 'all') return true;
  return rule?.vaults.includes(vaultId.toLowerCase()) ?? false;
}

/** Whether it may be about any vault of a subscription. */
export function coversSubscription(rule: ChannelRule | undefined, decides: boolean, subscriptionId: string): boolean {
  if (decides || rule?.vaults === 'all') return true;
  return rule?.vaults.some((id) => subscriptionOf(id).toLowerCase() === subscriptionId.toLowerCase()) ?? false;
}
