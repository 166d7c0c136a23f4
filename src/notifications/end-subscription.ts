import type { RequestServices } from '../requests/services.ts';
import { lockNotices, updateNotice } from '../store/notices.ts';
import { listSubscriptions, removeSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts';
import type { Tx } from '../store/transaction.ts';
import { stillTold } from './rules/subscribed.ts';

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
