import { digestCard, digestText } from '../cards/digest.ts';
import { asFailure, CodedError } from '../domain/errors.ts';
import { channelOf } from '../services/channels.ts';
import { inventoryWithin } from '../services/inventory-within.ts';
import { gatherDigest, usualHours } from '../services/notify/digest.ts';
import { digestSetting, wakeDigest } from '../services/notify/digest-schedule.ts';
import { sharedReader } from '../services/readers.ts';
import type { Services } from '../services/services.ts';
import { findConversation } from '../store/conversations.ts';
import { inSeconds } from './at-step.ts';

const againSeconds = 10 * 60;

/** The daily digest of a conversation; the next one is asked for in the transaction that posts this one. */
export async function sendDigest(services: Services, conversationId: string): Promise<void> {
  const { store, log } = services;
  const setting = await digestSetting(store.db, conversationId);
  const conversation = await findConversation(store.db, conversationId);
  if (!setting || !conversation) return;
  const channel = await channelOf(services, { conversationId, kind: conversation.kind });
  const within = channel.isLimited
    ? { ...services, inventory: inventoryWithin(services.inventory, channel.covers) }
    : services;
  const reader = await sharedReader(services, store.db, conversationId);
  try {
    const data = await gatherDigest(within, setting.by.objectId, reader.zone, usualHours);
    await store.transaction(async (tx) => {
      // Nothing to read any more means nothing to say: the rights of whoever asked, or the channel, have changed.
      if (data.vaults.length > 0) {
        const body = { text: digestText(data, reader), card: digestCard(data, reader) };
        tx.post({ conversationId, bulk: true, body });
      }
      wakeDigest(tx, conversationId, setting);
    });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ conversationId, failure: asFailure(error) }, 'the digest could not be made this time');
    await store.transaction((tx) => tx.wake('timer', `digest:${conversationId}`, inSeconds(tx.now(), againSeconds)));
  }
}
