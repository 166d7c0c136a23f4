import { z } from 'zod/v4';
import { subscriptionOf } from '../kernel/arm-id.ts';
import type { Place } from '../kernel/chat.ts';
import type { Grammar } from '../kernel/grammar.ts';
import { defineStored, StoredError } from '../kernel/stored.ts';
import type { Coverage } from '../machines/visible-inventory.ts';
import { approvalsSetting } from '../requests/put-to-approvers.ts';
import type { RequestServices } from '../requests/services.ts';
import { findConversation } from '../store/conversations.ts';
import { ask, type Part } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { findSettings, settingsNamed } from '../store/settings.ts';
import type { CommandSpec } from './rules/spec.ts';

/** The commands and vaults allowed in a conversation. In a personal chat: everything that the person may do. */
export type Channel = Coverage & {
  rule: ChannelRule | undefined;
  allows(command: CommandSpec, all: readonly CommandSpec[]): boolean;
  /** Whether it answers more than help. */
  isOpen: boolean;
};

/** The rule of a personal chat. */
export const unlimited: Channel = {
  rule: { commands: 'all', vaults: 'all' },
  allows: () => true,
  covers: () => true,
  coversIn: () => true,
  isLimited: false,
  isOpen: true,
};

/** Reads the rule fresh: a right just taken away by an administrator must not work on any replica. */
export async function channelOf(
  { directory, config }: Pick<RequestServices, 'directory' | 'config'>,
  { kind, conversationId }: Place,
): Promise<Channel> {
  if (kind === 'personal') return unlimited;
  return channelBy(config, conversationId, await directory.settings(placeSettings(conversationId)));
}

/** `channelOf`, and what the turn will need besides, in the same statement. */
export async function channelAnd<Value>(
  { directory, config, store }: Pick<RequestServices, 'directory' | 'config' | 'store'>,
  { kind, conversationId }: Place,
  ahead: Part<Value>,
): Promise<{ channel: Channel; ahead: Value }> {
  if (kind === 'personal') return { channel: unlimited, ahead: await ask(store.db, ahead) };
  const [settings, value] = await directory.settingsAnd(placeSettings(conversationId), ahead);
  return { channel: channelBy(config, conversationId, settings), ahead: value };
}

function channelBy(
  config: RequestServices['config'],
  conversationId: string,
  [own, , approvals]: readonly unknown[],
): Channel {
  const rule = own === undefined ? config.channels?.[conversationId] : parseRule(own);
  const decides = approvals === conversationId;
  return {
    rule,
    allows: (command, all) => allowedInChannel(rule, decides, command, all),
    covers: (vaultId) => coversVault(rule, decides, vaultId),
    coversIn: (subscriptionId) => coversSubscription(rule, decides, subscriptionId),
    isLimited: !decides && rule?.vaults !== 'all',
    isOpen: decides || (rule?.commands.length ?? 0) > 0,
  };
}

export async function channelRule(
  db: Db,
  config: Pick<RequestServices['config'], 'channels'>,
  conversationId: string,
): Promise<ChannelRule | undefined> {
  const [own] = await findSettings(db, placeSettings(conversationId));
  return own === undefined ? config.channels?.[conversationId] : parseRule(own);
}

/** How many channels answer more than help. */
export async function countOpenChannels(db: Db, config: Pick<RequestServices['config'], 'channels'>): Promise<number> {
  const own = (await settingsNamed(db, 'channel')).map(([id, json]) => [id, parseRule(json)] as const);
  const rules = new Map([...Object.entries(config.channels ?? {}), ...own]);
  return [...rules.values()].filter((rule) => rule && rule.commands.length > 0).length;
}

/** A rule that cannot be read allows nothing; an administrator may set it anew, as in a channel that is not set up. */
function parseRule(json: unknown): ChannelRule | undefined {
  try {
    return storedChannelRule.parse(json);
  } catch (error) {
    if (error instanceof StoredError) return undefined;
    throw error;
  }
}

/** Whether a vault may be mentioned in a conversation, which an administrator can limit. */
export async function isCovered(
  { config }: Pick<RequestServices, 'config'>,
  db: Db,
  conversationId: string,
  vaultId: string,
): Promise<boolean> {
  const conversation = await findConversation(db, conversationId);
  if (!conversation) return false;
  if (conversation.kind === 'personal') return true;
  return channelBy(config, conversationId, await findSettings(db, placeSettings(conversationId))).covers(vaultId);
}

/** Settings of a conversation that each turn needs: read together. */
export function placeSettings(conversationId: string) {
  return [
    { scope: conversationId, name: 'channel' },
    { scope: conversationId, name: privateSetting },
    approvalsSetting,
  ];
}

/** Whether private answers are given in the channel, and who was asked. */
export const privateSetting = 'private';

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
