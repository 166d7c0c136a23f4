import { requireAdmin } from '../access/memberships.ts';
import { failureText } from '../i18n/failure-text.ts';
import { grammar, languageName } from '../i18n/grammar.ts';
import { plain, shown } from '../i18n/plain.ts';
import { commandIn, keyword, keywordIn, named, texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Answer, Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { type Language, languages } from '../kernel/languages.ts';
import { openApprovalsChannel } from '../requests/put-to-approvers.ts';
import { findConversation, setConversationReading } from '../store/conversations.ts';
import { putSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';
import { decideHere, decideNotHere } from './approvals-here.ts';
import { channelRule, parseChannelWords, storedChannelRule } from './channels.ts';
import { once } from './idempotency.ts';
import { type Reading, requireReading } from './preferences.ts';
import { setPrivate } from './private-answers.ts';
import type { Command, Turn } from './turn.ts';

/** Shows what this channel may be used for; its administrators set that, and what everyone reads in it. */
export const channel: Command = {
  spec: {
    ...named('channel'),
    arguments: [
      keyword('allow', 'phrase'),
      keyword('language', 'phrase'),
      keyword('timezone', 'phrase'),
      keyword('approvals', 'nothing'),
      keyword('private', 'nothing'),
      keyword('off', 'nothing'),
    ],
    sideEffect: 'none',
    changesWith: ['allow', 'language', 'timezone', 'approvals', 'private', 'off'],
    section: 'settings',
  },

  async run(turn, { args }) {
    const { services, incoming, shared, channel: own } = turn;
    const { place, from } = incoming;
    const { t } = texts(shared.language);
    if (Object.keys(args).length === 0) {
      if (place.kind === 'personal') return { kind: 'reply', body: { text: t('access.channel-personal') } };
      const rule = own.rule ?? (await channelRule(services.store.db, services.config, place.conversationId));
      const reads = { language: languageName(shared.language, shared.language), zone: plain(shared.timeZone) };
      const said = [
        describe(services, shared.language, rule, place),
        t('access.channel-reads', reads),
        ...(await whoDecides(turn)),
      ];
      return { kind: 'reply', body: { text: said.join(' ') } };
    }
    const isPrivate = args.private !== undefined;
    if (!isPrivate) await requireAdmin(services, from.objectId);
    if (place.kind === 'personal') throw new CodedError('channel-only');
    const { off, ...set } = args;
    const [setting, more] = Object.keys(set).filter((name) => name !== 'timezone' || set.language === undefined);
    const tooMuch = more ?? (setting === 'private' || setting === 'approvals' ? undefined : off);
    if (tooMuch !== undefined || setting === undefined)
      throw new CodedError('channel-word-unknown', { given: keywordIn(shared.language, tooMuch ?? 'off') });
    if (isPrivate) return setPrivate(turn, off !== undefined);
    if (setting === 'approvals') return off === undefined ? decideHere(turn) : decideNotHere(turn);
    const reading = requireReading(args);
    if (reading) return readIn(turn, reading);
    return allow(turn, (args.allow ?? '').split(/[\s,;]+/).filter(Boolean));
  },
};

/**
 * Sets the commands and vaults that a channel may use. Where nobody chose a language, everyone reads that of whoever
 * sets the channel up: whose client speaks another one by chance decides nothing for those who read along.
 */
async function allow(turn: Turn<'text'>, words: readonly string[]): Promise<Answer> {
  const { services, incoming, personal, shared } = turn;
  const { place, from } = incoming;
  const vaults = await allVaults(turn);
  const specs = services.commands.map(({ spec }) => spec);
  const read = parseChannelWords(words, specs, vaults, grammar);
  if (read.kind === 'unknown') throw new CodedError('channel-word-unknown', { given: read.given });
  const { rule } = read;
  return once(turn, async (tx) => {
    const before = await channelRule(tx.db, services.config, place.conversationId);
    await putSetting(tx, place.conversationId, 'channel', storedChannelRule.write(rule), from.objectId);
    const details = {
      conversationId: place.conversationId,
      name: place.name ?? '',
      before: before ?? null,
      after: rule,
    };
    tx.audit({ actor: from, event: 'setting.channel', details });
    const { language } = shared.language === languages[0] ? personal : shared;
    const isUnset = (await findConversation(tx.db, place.conversationId))?.language === null;
    if (!isUnset || language === shared.language) {
      return { kind: 'reply', body: { text: describe(services, shared.language, rule, place) } };
    }
    const said = await setReading(turn, tx, { language });
    return { kind: 'reply', body: { text: `${describe(services, language, rule, place)} ${said}` } };
  });
}

/** Sets the language and time zone of what everyone in a channel reads. */
function readIn(turn: Turn<'text'>, reading: Reading): Promise<Answer> {
  return once(turn, async (tx) => ({ kind: 'reply', body: { text: await setReading(turn, tx, reading) } }));
}

/** @returns what everyone reads about it */
async function setReading({ incoming, shared }: Turn<'text'>, tx: Tx, reading: Reading): Promise<string> {
  const { from, place } = incoming;
  const { conversationId } = place;
  const { language, timeZone: zone } = reading;
  const { t } = texts(language ?? shared.language);
  await setConversationReading(tx, conversationId, reading);
  if (language) tx.audit({ actor: from, event: 'setting.language', details: { language, conversationId } });
  if (zone) tx.audit({ actor: from, event: 'setting.timezone', details: { zone, conversationId } });
  const said = [
    ...(language ? [t('say.language-here')] : []),
    ...(zone ? [t('say.timezone-here', { zone: plain(zone) })] : []),
  ];
  return said.join(' ');
}

/** The approvals channel and the rules of the policy, for a channel that may ask for something. */
async function whoDecides({ services, incoming, shared, channel: own }: Turn<'text'>): Promise<string[]> {
  if (!own.rule || own.rule.commands.length === 0) return [];
  const { t } = texts(shared.language);
  const id = await openApprovalsChannel(services.store.db);
  const isHere = id === incoming.place.conversationId;
  const name = id && !isHere && (await findConversation(services.store.db, id))?.name;
  const rules = services.approvers.policy.rules.map(({ rule }) => rule).join(', ');
  return [
    ...(isHere ? [t('access.channel-decides-here')] : []),
    // Teams tells the name of a channel only with some events.
    ...(id && !isHere ? [t('access.channel-decides', { name: name ? ` (${shown(name, 80)})` : '' })] : []),
    ...(rules ? [t('access.channel-rules', { rules: shown(rules, 300) })] : []),
  ];
}

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
  if (!rule || (rule.commands !== 'all' && rule.commands.length === 0))
    return failureText(texts(language), { code: 'channel-unset', params: {} });
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
