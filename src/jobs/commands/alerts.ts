import { needsToReadVault } from '../../access/access.ts';
import { once } from '../../chat/idempotency.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { asFailure, CodedError } from '../../kernel/errors.ts';
import type { VaultFacts } from '../../kernel/facts.ts';
import { findVault } from '../../machines/inventory.ts';
import { listSubscriptions, putSubscription } from '../../store/conversations.ts';
import { listMutes } from '../../store/notices.ts';
import { digestTime } from '../digest.ts';
import { endSubscription } from '../end-subscription.ts';
import { requireChannelReader } from '../require-channel-reader.ts';
import { endOfMute } from '../rules/mute.ts';
import { unreadTexts } from '../unread-vaults.ts';

/**
 * Lists what is posted here; with a vault or machine, subscribes this place to its jobs that were not started from chat,
 * or ends that.
 */
export const alerts: Command = {
  spec: {
    ...named('alerts'),
    arguments: [
      { kind: 'word', name: 'name' },
      keyword('failures', 'nothing'),
      keyword('all', 'nothing'),
      keyword('off', 'nothing'),
    ],
    sideEffect: 'none',
    changesWith: ['name', 'failures', 'all', 'off'],
    section: 'jobs',
  },
  takes: 'read',

  run(turn, { args: { name, off, all, failures } }) {
    if (off !== undefined) return unsubscribe(turn, name);
    if (name !== undefined) return subscribe(turn, name, all === undefined ? 'failures' : 'all');
    if (all === undefined && failures === undefined) return list(turn);
    throw new CodedError('subscribe-which', {});
  },
};

async function subscribe(turn: Turn<'text'>, name: string, what: 'failures' | 'all'): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { conversationId } = incoming.place;
  const place = await requirePlace(turn, name);
  await services.access.require(incoming.from.objectId, needsToReadVault(place.vault.id), true);
  return once(turn, async (tx) => {
    await putSubscription(tx, {
      conversation_id: conversationId,
      vault_id: place.vault.id,
      container_name: place.containerName,
      name: place.name,
      what,
      by_oid: incoming.from.objectId,
      by_name: incoming.from.name,
    });
    tx.audit({
      actor: incoming.from,
      event: 'subscription.set',
      details: { conversationId, vaultId: place.vault.id, name: place.name, what },
    });
    tx.wake('watch', place.vault.id);
    tx.wake('timer', `checks:${place.vault.id}`);
    const text = texts(shared.language).t(`notify.subscribed.${what}`, { name: plain(place.name) });
    return { kind: 'reply', body: { text } };
  });
}

/** Ends one subscription, or all of them. */
async function unsubscribe(turn: Turn<'text'>, name: string | undefined): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { conversationId } = incoming.place;
  await requireChannelReader(services, incoming);
  const { t } = texts(shared.language);
  return once(turn, async (tx) => {
    const rows = await listSubscriptions(tx.db, { conversationId });
    // Matches stored names: a subscription must be removable after its vault or machine is gone.
    const hits = rows.filter((row) => name === undefined || row.name.toLowerCase() === name.toLowerCase());
    if (hits.length === 0) throw new CodedError('subscribe-nothing', { name: name ?? '' });
    for (const row of hits) {
      await endSubscription(services, tx, row);
      tx.audit({ actor: incoming.from, event: 'subscription.ended', details: { conversationId, name: row.name } });
    }
    const text = name === undefined ? t('notify.unsubscribed-all') : t('notify.unsubscribed', { name: plain(name) });
    return { kind: 'reply', body: { text } };
  });
}

/** Failures without a similar machine name; the name may then be a vault's. */
const notFound: ReadonlySet<string> = new Set(['vm-not-found', 'vm-not-visible']);

type Place = { vault: VaultFacts; containerName: string; name: string };

async function requirePlace(turn: Turn, name: string): Promise<Place> {
  const vault = findVault(await turn.services.inventory.someVaults(), name);
  if (vault) return { vault, containerName: '', name: vault.name };
  const target = await resolveTarget(turn, name).catch((error: unknown) => {
    throw notFound.has(asFailure(error).code) ? new CodedError('subscribe-unknown', { name }) : error;
  });
  return { vault: target.vault, containerName: target.item.containerName, name: target.item.vmName };
}

/** Lists subscriptions here, unreadable ones, mutes and the time of the digest. */
async function list({ services, incoming, channel, shared }: Turn<'text'>): Promise<Answer> {
  const { t } = texts(shared.language);
  const { db } = services.store;
  const { conversationId } = incoming.place;
  const now = services.clock.now();
  const all = await listSubscriptions(db, { conversationId });
  // Vaults that an administrator has removed from the channel since then are not posted about, nor named.
  const rows = all.filter(({ vault_id }) => channel.covers(vault_id));
  const silent = all.length - rows.length;
  const muted = (await listMutes(db, services.log, conversationId)).filter((row) => endOfMute(row) > now);
  const time = await digestTime(db, conversationId);
  const names = rows.map(({ name, what }) => t(`notify.list-${what}`, { name: plain(name) })).join(', ');
  const mutes = muted.map((row) => {
    const when = formatMoment(endOfMute(row), shared, now);
    const params = { name: plain(row.name), person: plain(row.by_name), when };
    return t(row.until ? 'notify.list-mute' : 'notify.list-mute-fixed', params);
  });
  const unread = await unreadTexts(
    services,
    rows.map(({ vault_id }) => vault_id),
    shared,
  );
  const text = [
    ...(all.length === 0 ? [t('notify.list-none')] : []),
    ...(rows.length > 0 ? [t('notify.list', { names })] : []),
    ...(silent > 0 ? [t('notify.list-silent', { count: silent })] : []),
    ...unread,
    ...(mutes.length > 0 ? [t('notify.list-mutes', { names: mutes.join(' · ') })] : []),
    ...(time ? [t('notify.list-digest', { time })] : []),
  ].join('\n\n');
  return { kind: 'reply', body: { text } };
}
