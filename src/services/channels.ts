import { allowedInChannel, type ChannelRule, coversVault } from '../domain/channel-rule.ts';
import type { CommandSpec } from '../domain/command-line/spec.ts';
import type { Place } from '../domain/turn.ts';
import type { Db } from '../store/schema.ts';
import { findSetting } from '../store/settings.ts';
import { approvalsChannel } from './approvals-channel.ts';
import type { Services } from './services.ts';

/** What may be asked where something was said. In a personal chat: everything that the person may do. */
export type Channel = {
  rule: ChannelRule | undefined;
  allows(command: CommandSpec, all: readonly CommandSpec[]): boolean;
  covers(vaultId: string): boolean;
  /** Some vaults are not to be spoken of here. */
  isLimited: boolean;
};

/** As in a personal chat. */
export const unlimited: Channel = {
  rule: { commands: 'all', vaults: 'all' },
  allows: () => true,
  covers: () => true,
  isLimited: false,
};

/** Read at each turn: what an administrator has just taken away must not work on any replica. */
export async function channelOf({ store, config }: Pick<Services, 'store' | 'config'>, place: Place): Promise<Channel> {
  if (place.kind === 'personal') return unlimited;
  const { conversationId } = place;
  const [rule, approvals] = await Promise.all([
    channelRule(store.db, config, conversationId),
    approvalsChannel(store.db),
  ]);
  const decides = approvals === conversationId;
  return {
    rule,
    allows: (command, all) => allowedInChannel(rule, decides, command, all),
    covers: (vaultId) => coversVault(rule, decides, vaultId),
    isLimited: !decides && rule?.vaults !== 'all',
  };
}

export async function channelRule(
  db: Db,
  config: Pick<Services['config'], 'channels'>,
  conversationId: string,
): Promise<ChannelRule | undefined> {
  return (await findSetting<ChannelRule>(db, conversationId, 'channel')) ?? config.channels?.[conversationId];
}
