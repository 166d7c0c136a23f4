import type { Selectable } from 'kysely';
import type { Db } from './schema.ts';
import type { SubscriptionTable } from './tables/jobs.ts';
import type { Tx } from './transaction.ts';

export type SubscriptionRow = Selectable<SubscriptionTable>;

export function listSubscriptions(
  db: Db,
  of: { conversationId?: string; vaultId?: string },
): Promise<SubscriptionRow[]> {
  let query = db.selectFrom('subscriptions').selectAll().orderBy('name');
  if (of.conversationId !== undefined) query = query.where('conversation_id', '=', of.conversationId);
  if (of.vaultId !== undefined) query = query.where('vault_id', '=', of.vaultId);
  return query.execute();
}

/**
 * Subscribing again changes what is reported, and whose permission it rests on; what was reported already is not
 * repeated.
 */
export async function putSubscription(tx: Tx, row: Omit<SubscriptionRow, 'created_at'>): Promise<void> {
  const { what, by_oid, by_name, name } = row;
  await tx.db
    .insertInto('subscriptions')
    .values({ ...row, created_at: tx.now() })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'vault_id', 'container_name']).doUpdateSet({ what, by_oid, by_name, name }),
    )
    .execute();
}

/** @returns the number of removed subscriptions */
export async function removeSubscriptions(
  tx: Tx,
  conversationId: string,
  of: { vaultId: string; containerName: string },
): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('subscriptions')
    .where('conversation_id', '=', conversationId)
    .where('vault_id', '=', of.vaultId)
    .where('container_name', '=', of.containerName)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
