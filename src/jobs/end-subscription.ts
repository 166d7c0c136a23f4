import { sharedReader } from '../access/contacts.ts';
import { channelOf } from '../chat/channels.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { containerKey, sameArmId } from '../kernel/arm-id.ts';
import type { ProtectedItemFacts, VaultFacts } from '../kernel/facts.ts';
import { qualified } from '../machines/inventory.ts';
import { isStopped } from '../machines/rules/item-state.ts';
import { visibleInventory } from '../machines/visible-inventory.ts';
import { type ListedVm, listVms } from '../machines/vm-list.ts';
import type { RequestServices } from '../requests/services.ts';
import {
  findConversation,
  listSubscriptions,
  removeSubscriptions,
  type SubscriptionRow,
} from '../store/conversations.ts';
import { lockNotices, updateNotice } from '../store/notices.ts';
import type { NoticeMachine } from '../store/rules/notice.ts';
import type { Tx } from '../store/transaction.ts';
import { stillWrong } from './rules/notice.ts';

type Ended = Pick<SubscriptionRow, 'conversation_id' | 'vault_id' | 'container_name'>;

/**
 * Ends a subscription. Problems that nobody here is subscribed to any more are not followed; a new subscription reports
 * them again.
 */
export async function endSubscription(
  { log }: Pick<RequestServices, 'log'>,
  tx: Tx,
  { conversation_id, vault_id, container_name }: Ended,
): Promise<void> {
  // Taken first, as everywhere: a watch that holds it may be about to remove the same subscription.
  const open = await lockNotices(tx, log, conversation_id, vault_id);
  await removeSubscriptions(tx, conversation_id, { vaultId: vault_id, containerName: container_name });
  const left = await listSubscriptions(tx.db, { conversationId: conversation_id, vaultId: vault_id });
  for (const row of open) {
    if (stillFailing(row, left).length === 0) await updateNotice(tx, row.id, { state: 'closed' });
  }
}

/** A list may be older than the machine's protection (world ms). */
const youngMs = 60 * 60_000;

/**
 * Ends subscriptions to machines that their vault no longer backs up, and posts that; nothing else would. A machine
 * moved to another group is protected again as another item. Items that can be resumed or undeleted keep their
 * subscriptions.
 * @param items all items of the vault
 */
export async function endMovedSubscriptions(
  services: RequestServices,
  vault: VaultFacts,
  items: readonly ProtectedItemFacts[],
): Promise<void> {
  const { store, azure, clock } = services;
  const now = clock.now().getTime();
  for (const row of await listSubscriptions(store.db, { vaultId: vault.id })) {
    if (row.container_name === '' || now - row.created_at.getTime() < youngMs) continue;
    const own = items.find((item) => isOf(row, item));
    if (own && isLive(own)) continue;
    const others = await listOthers(services, row);
    const place = others.find(
      ({ protection, name }) => sameName(name, row.name) && protection && isLive(protection.item),
    );
    const isMoved = others.some(({ protection }) => protection?.gone && sameArmId(protection.item.id, own?.id ?? ''));
    if (own && !(place && isMoved)) continue;
    // The item is read by its own address before a subscription ends because of a list.
    if (!own && (await azure.items.get(itemIdOf(row)))) continue;
    await end(services, vault, row, place);
  }
}

async function end(services: RequestServices, vault: VaultFacts, row: SubscriptionRow, place: ListedVm | undefined) {
  await services.store.transaction(async (tx) => {
    const { conversation_id: conversationId, vault_id: vaultId, container_name, name, created_at } = row;
    const standing = await listSubscriptions(tx.db, { conversationId, vaultId });
    // A subscription created meanwhile is not the one that was checked.
    const isSame = (one: SubscriptionRow) =>
      one.container_name === container_name && one.created_at.getTime() === created_at.getTime();
    if (!standing.some(isSame)) return;
    await endSubscription(services, tx, row);
    const { language } = await sharedReader(services, tx.db, conversationId);
    const { t } = texts(language);
    const found = place?.protection;
    const said = [
      t('notify.subscription-over', { name: plain(name), vault: plain(vault.name) }),
      ...(found ? [t('notify.subscription-place', { place: plain(qualified({ ...found, apart: 'group' })) })] : []),
    ];
    tx.post({ conversationId, bulk: true, body: { text: said.join(' ') } });
    tx.audit({ event: 'subscription.ended', details: { conversationId, name } });
  });
}

/** Other subscriptions that the place may learn of, by the subscriber's rights. */
async function listOthers(
  services: RequestServices,
  { conversation_id, by_oid }: SubscriptionRow,
): Promise<ListedVm[]> {
  const conversation = await findConversation(services.store.db, conversation_id);
  if (!conversation) return [];
  const channel = await channelOf(services, { conversationId: conversation_id, kind: conversation.kind });
  return (await listVms({ ...services, inventory: visibleInventory(services, by_oid, channel) })).vms;
}

function isOf({ container_name }: SubscriptionRow, { containerName }: ProtectedItemFacts): boolean {
  return containerKey(container_name) === containerKey(containerName);
}

function isLive(item: ProtectedItemFacts): boolean {
  return !item.softDeleted && !isStopped(item);
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Items are named after their container. */
function itemIdOf({ vault_id, container_name }: SubscriptionRow): string {
  const item = `VM;${containerKey(container_name)}`;
  return `${vault_id}/backupFabrics/Azure/protectionContainers/${container_name}/protectedItems/${item}`;
}

/** A subscription to a machine or, without a container, to its whole vault. */
export type Subscribed = { container_name: string };

export function isSubscribed({ container_name }: Subscribed, container: string): boolean {
  const own = containerKey(container_name);
  // A job without a container has only its machine's name, which is the end of the container's name.
  return own === '' || own === container || own.split(';').at(-1) === container;
}

/** The notice's machines that still fail and that somebody is subscribed to. */
export function stillFailing(
  notice: { machines: readonly NoticeMachine[] },
  subscriptions: readonly Subscribed[],
): NoticeMachine[] {
  return stillWrong(notice).filter(({ container }) => subscriptions.some((each) => isSubscribed(each, container)));
}
