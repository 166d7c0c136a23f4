import type { Place } from '../kernel/chat.ts';
import { StoredError } from '../kernel/stored.ts';
import type { Coverage } from '../machines/visible-inventory.ts';
import { approvalsSetting } from '../requests/put-to-approvers.ts';
import type { RequestServices } from '../requests/services.ts';
import { findConversation } from '../store/conversations.ts';
import { ask, type Part } from '../store/part.ts';
import type { Db } from '../store/schema.ts';
import { findSettings, settingsNamed } from '../store/settings.ts';
import {
  allowedInChannel,
  type ChannelRule,
  coversSubscription,
  coversVault,
  storedChannelRule,
} from './rules/channel-rule.ts';
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
