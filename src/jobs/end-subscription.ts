import { sharedReader } from '../access/locale.ts';
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
import { findConversation } from '../store/conversations.ts';
import { lockNotices, updateNotice } from '../store/notices.ts';
import type { NoticeMachine } from '../store/rules/notice.ts';
import { listSubscriptions, removeSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts';
import type { Tx } from '../store/transaction.ts';
import { stillWrong } from './rules/notice.ts';

type Ended = Pick<SubscriptionRow, 'conversation_id' | 'vault_id' | 'container_name'>;

/** What nobody is told of here any more is not waited for either: after a new subscription it is told anew. */
export async function endSubscription(
  { log }: Pick<RequestServices, 'log'>,
  tx: Tx,
  { conversation_id, vault_id, container_name }: Ended,
): Promise<void> {
  // First, as everywhere: a look that holds it may be about to remove the same subscription.
  const open = await lockNotices(tx, log, conversation_id, vault_id);
  await removeSubscriptions(tx, conversation_id, { vaultId: vault_id, containerName: container_name });
  const left = await listSubscriptions(tx.db, { conversationId: conversation_id, vaultId: vault_id });
  for (const row of open) {
    if (stillTold(row, left).length === 0) await updateNotice(tx, row.id, { state: 'closed' });
  }
}

/** A list may be older than the machine's protection (world ms). */
const youngMs = 60 * 60_000;

/**
 * Ends subscriptions to machines that their vault backs up no more and says so, since nothing else would: a machine that
 * was moved to another group is protected anew, as another item. What may still be resumed or undeleted stays.
 * @param items all of the vault
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
    // Its own address is asked before anything ends by a list.
    if (!own && (await azure.items.get(itemIdOf(row)))) continue;
    await end(services, vault, row, place);
  }
}

async function end(services: RequestServices, vault: VaultFacts, row: SubscriptionRow, place: ListedVm | undefined) {
  await services.store.transaction(async (tx) => {
    const { conversation_id: conversationId, vault_id: vaultId, container_name, name, created_at } = row;
    const standing = await listSubscriptions(tx.db, { conversationId, vaultId });
    // Another that was asked for meanwhile is none that was looked at.
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

/** What the place may be told, by the right of whoever subscribed. */
async function listOthers(
  services: RequestServices,
  { conversation_id, by_oid }: SubscriptionRow,
): Promise<ListedVm[]> {
  const conversation = await findConversation(services.store.db, conversation_id);
  if (!conversation) return [];
  const channel = await channelOf(services, { conversationId: conversation_id, kind: conversation.kind });
  return (await listVms({ inventory: visibleInventory(services, by_oid, channel) })).vms;
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

/** An item is named after its container. */
function itemIdOf({ vault_id, container_name }: SubscriptionRow): string {
  const item = `VM;${containerKey(container_name)}`;
  return `${vault_id}/backupFabrics/Azure/protectionContainers/${container_name}/protectedItems/${item}`;
}

/** To a machine, or without a container to its whole vault. */
export type Subscribed = { container_name: string };

export function isSubscribed({ container_name }: Subscribed, container: string): boolean {
  const own = containerKey(container_name);
  // Of a job without a container its machine's name is known, with which containers end.
  return own === '' || own === container || own.split(';').at(-1) === container;
}

/** The machines of a notice that still fail and that somebody is subscribed to. */
export function stillTold(
  notice: { machines: readonly NoticeMachine[] },
  subscriptions: readonly Subscribed[],
): NoticeMachine[] {
  return stillWrong(notice).filter(({ container }) => subscriptions.some((each) => isSubscribed(each, container)));
}
