import { needsToReadVault } from '../access/access.ts';
import { sharedReader } from '../access/contacts.ts';
import { type Channel, channelOf } from '../chat/channels.ts';
import type { ChatServices, PersonServices } from '../chat/turn.ts';
import { failureText } from '../i18n/failure-text.ts';
import { lastDaily } from '../i18n/parse-date.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { visibleInventory } from '../machines/visible-inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import { findConversation } from '../store/conversations.ts';
import { isSharedReference } from '../teams/place.ts';
import { digestCard, digestText } from './cards/digest.ts';
import {
  type DigestNotified,
  type DigestSetting,
  digestSetting,
  findDigestNotified,
  gatherDigest,
  putDigestNotified,
  setDigest,
  usualHours,
  wakeDigest,
} from './digest.ts';

const retrySeconds = 10 * 60;
/** After a longer delay people take silence for "nothing failed". */
const reportAfterMs = 60 * 60_000;

/** Sends a conversation's daily digest; the transaction that posts it schedules the next one. */
export async function sendDigest(services: ChatServices, conversationId: string): Promise<void> {
  const { store, log } = services;
  const setting = await digestSetting(store.db, conversationId);
  const conversation = await findConversation(store.db, conversationId);
  if (!setting || !conversation) return;
  const channel = await channelOf(services, { conversationId, kind: conversation.kind });
  const within = { ...services, inventory: visibleInventory(services, setting.by.objectId, channel) };
  const reader = await sharedReader(services, store.db, conversationId);
  try {
    // Digests of one person that are due at one time share what was read of their rights; the end of one does not.
    if ((await canReadNothing(within, false)) && (await canReadNothing(within, true))) {
      return await endDigest(services, conversationId, setting);
    }
    const before = await findDigestNotified(store.db, conversationId);
    const lost = await lostVaults(services, channel, setting, before);
    const { data, told: notifiedUpTo } = await gatherDigest(within, {
      timeZone: reader.timeZone,
      hours: usualHours,
      shared: isSharedReference(conversation.reference),
      told: Object.fromEntries(Object.entries(before).filter(([id]) => !lost.some((vault) => vault.id === id))),
    });
    await store.transaction(async (tx) => {
      // Nothing readable means nothing to report: the channel has changed, or rights could not be read.
      if (data.vaults.length > 0) {
        const body = { text: digestText(data, reader), card: digestCard(data, reader) };
        tx.post({ conversationId, bulk: true, body });
        if (lost.length > 0) tx.post({ conversationId, bulk: true, body: { text: lostText(lost, setting, reader) } });
        await putDigestNotified(tx, conversationId, notifiedUpTo);
      }
      wakeDigest(tx, conversationId, setting);
    });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    log.warn({ conversationId, failure }, 'the digest could not be made this time');
    const said = texts(reader.language);
    await store.transaction((tx) => {
      if (tx.now().getTime() - lastDaily(setting.time, setting.zone, tx.now()).getTime() < reportAfterMs) {
        tx.wake('timer', `digest:${conversationId}`, inSeconds(tx.now(), retrySeconds));
        return;
      }
      const text = said.t('notify.digest-unmade', { why: failureText(said, failure), time: setting.time });
      tx.post({ conversationId, bulk: true, body: { text } });
      wakeDigest(tx, conversationId, setting);
    });
  }
}

/** True only when certain: unreadable rights end no digest. */
async function canReadNothing({ inventory }: PersonServices, fresh: boolean): Promise<boolean> {
  const { open, eligible, unsure, hidden, unread } = await inventory.sorted(fresh);
  if (open.length + unsure.length + unread.length > 0) return false;
  // Vaults that could not be read may be ones they can read.
  await inventory.vaults();
  return hidden || eligible.length > 0;
}

/** Vaults that this digest has reported on and that its owner certainly may not read any more. */
async function lostVaults(
  { inventory, access }: RequestServices,
  channel: Channel,
  { by }: DigestSetting,
  before: DigestNotified,
): Promise<VaultFacts[]> {
  const { vaults } = await inventory.readVaults();
  const notifiedUpTo = vaults.filter(({ id }) => Object.hasOwn(before, id) && channel.covers(id));
  if (notifiedUpTo.length === 0) return [];
  const needs = notifiedUpTo.flatMap(({ id }) => needsToReadVault(id));
  const lacks = new Set(
    (await access.missing(by.objectId, needs, false)).flatMap(({ answer, scope }) => (answer === 'no' ? [scope] : [])),
  );
  return notifiedUpTo.filter(({ id }) => lacks.has(id));
}

function lostText(lost: readonly VaultFacts[], { by, time }: DigestSetting, { language }: Reader): string {
  const names = lost.map(({ name }) => plain(name)).join(', ');
  return texts(language).t('notify.digest-less', { person: plain(by.name), names, time });
}

/** Ends a digest with a message: silence would be taken for "nothing failed". */
async function endDigest(
  services: RequestServices,
  conversationId: string,
  { by, time }: DigestSetting,
): Promise<void> {
  await services.store.transaction(async (tx) => {
    await setDigest(tx, conversationId, undefined);
    const { language } = await sharedReader(services, tx.db, conversationId);
    const text = texts(language).t('notify.digest-lapsed', { person: plain(by.name), time });
    tx.post({ conversationId, bulk: true, body: { text } });
    tx.audit({ event: 'digest.lapsed', details: { conversationId } });
  });
}
