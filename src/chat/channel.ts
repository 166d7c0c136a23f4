import { requireAdmin } from '../access/memberships.ts';
import { commandIn, named } from '../i18n/command-words.ts';
import { grammar } from '../i18n/grammar.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Language } from '../kernel/languages.ts';
import { putSetting } from '../store/settings.ts';
import { channelRule } from './channels.ts';
import { once } from './idempotency.ts';
import { parseChannelWords, storedChannelRule } from './rules/channel-rule.ts';
import type { Command, Turn } from './turn.ts';

/** Shows what this channel may be used for. */
export const channel: Command = {
  spec: {
    ...named('channel'),
    arguments: [],
    sideEffect: 'none',
    section: 'settings',
  },

  async run({ services, incoming, shared, channel: { rule } }) {
    const { t } = texts(shared.language);
    if (incoming.place.kind === 'personal') return { kind: 'reply', body: { text: t('access.channel-personal') } };
    const { store, config } = services;
    const own = rule ?? (await channelRule(store.db, config, incoming.place.conversationId));
    return { kind: 'reply', body: { text: describe(services, shared.language, own, incoming.place) } };
  },
};

/** Sets the commands and vaults that a channel may use; for administrators. */
export const channelAllow: Command = {
  spec: {
    ...named('channel allow'),
    arguments: [{ kind: 'many', name: 'words', required: true }],
    sideEffect: 'changes',
    section: 'settings',
  },
  takes: 'admin',

  async run(turn, { lists }) {
    const { services, incoming, shared } = turn;
    const { place, from } = incoming;
    await requireAdmin(services, from.objectId);
    if (place.kind === 'personal') throw new CodedError('channel-only');
    const vaults = await allVaults(turn);
    const specs = services.commands.map(({ spec }) => spec);
    const read = parseChannelWords(lists.words ?? [], specs, vaults, grammar);
    if (read.kind === 'unknown') throw new CodedError('channel-word-unknown', { given: read.given });
    const { rule } = read;
    return once(turn, async (tx) => {
      const before = await channelRule(tx.db, services.config, place.conversationId);
      await putSetting(tx, place.conversationId, 'channel', storedChannelRule.write(rule), from.objectId);
      tx.audit({
        actor: from,
        event: 'setting.channel',
        details: {
          conversationId: place.conversationId,
          name: place.name ?? '',
          before: before ?? null,
          after: rule,
        },
      });
      return { kind: 'reply', body: { text: describe(services, shared.language, rule, place) } };
    });
  },
};

/** All vaults, also those that the channel doesn't cover: the administrator may be about to add them. */
function allVaults({ services }: Turn): Promise<{ id: string; name: string }[]> {
  return services.azure.vaults.list();
}

/** The use of a channel; in a shared channel also who reads along, which its administrator should know. */
function describe(
  { commands: known }: Pick<Turn['services'], 'commands'>,
  language: Language,
  rule: Awaited<ReturnType<typeof channelRule>>,
  { shared }: Pick<Place, 'shared'>,
): string {
  const { t } = texts(language);
  if (!rule || (rule.commands !== 'all' && rule.commands.length === 0)) return t('access.channel-none');
  const commands =
    rule.commands === 'all'
      ? t('access.all-commands')
      : rule.commands.map((name) => commandIn(language, name)).join(', ');
  const vaults =
    rule.vaults === 'all'
      ? t('access.all-vaults')
      : t('access.some-vaults', { names: rule.vaults.map((id) => plain(nameOf(id))).join(', ') });
  const may = t('access.channel-may', { commands, vaults });
  if (!shared) return may;
  const own = known.filter(({ confidential }) => confidential).map(({ spec }) => commandIn(language, spec.name));
  return `${may} ${t('access.channel-shared', { commands: own.join(', ') })}`;
}
