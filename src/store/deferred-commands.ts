import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { toJson } from './rows.ts';
import type { Db } from './schema.ts';
import type { DeferredCommandTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

export type DeferredCommandRow = Selectable<DeferredCommandTable>;

/** Defers a command. The same command asked again replaces the older one. @returns its id */
export async function insertDeferred(
  tx: Tx,
  command: {
    ownerOid: string;
    key: string;
    /** The message as it is stored. */
    incoming: unknown;
    needs: unknown;
    expiresAt: Date;
    hurries: boolean;
  },
): Promise<string> {
  const written = {
    incoming: toJson(command.incoming),
    needs: toJson(command.needs),
    expires_at: command.expiresAt,
    kept_at: tx.now(),
    hurries: command.hurries,
  };
  const { id } = await tx.db
    .insertInto('kept_asks')
    .values({ id: randomUUID(), owner_oid: command.ownerOid, key: command.key, ...written })
    .onConflict((conflict) => conflict.columns(['owner_oid', 'key']).doUpdateSet(written))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function findDeferred(db: Db, id: string): Promise<DeferredCommandRow | undefined> {
  return db.selectFrom('kept_asks').selectAll().where('id', '=', id).executeTakeFirst();
}

export function listDeferred(db: Db, ownerOid: string): Promise<DeferredCommandRow[]> {
  return db.selectFrom('kept_asks').selectAll().where('owner_oid', '=', ownerOid).orderBy('kept_at').execute();
}

/** Reads only what determines when each has its turn: messages may be long, and a person may have many. */
export function listTurns(db: Db, ownerOid: string): Promise<Pick<DeferredCommandRow, 'key' | 'expires_at'>[]> {
  return db.selectFrom('kept_asks').select(['key', 'expires_at']).where('owner_oid', '=', ownerOid).execute();
}

/** Key of a person's vote on a request, whatever it says and however it was given: only the last one counts. */
export function deferredVoteKey(requestId: string): string {
  return `vote ${requestId}`;
}

export async function hasDeferredVote(db: Db, ownerOid: string, requestId: string): Promise<boolean> {
  const key = deferredVoteKey(requestId);
  const query = db.selectFrom('kept_asks').select('id').where('owner_oid', '=', ownerOid).where('key', '=', key);
  return (await query.executeTakeFirst()) !== undefined;
}

/** @returns whether there was one */
export async function deleteDeferredVote(tx: Tx, ownerOid: string, requestId: string): Promise<boolean> {
  const key = deferredVoteKey(requestId);
  const query = tx.db.deleteFrom('kept_asks').where('owner_oid', '=', ownerOid).where('key', '=', key);
  return (await query.returning('id').executeTakeFirst()) !== undefined;
}

export async function deleteDeferred(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('kept_asks').where('id', '=', id).execute();
}

export function takeDeferred(tx: Tx, ids: readonly string[]): Promise<DeferredCommandRow[]> {
  return tx.db
    .deleteFrom('kept_asks')
    .where('id', 'in', [...ids])
    .returningAll()
    .execute();
}

/** Restores a deferred command as it was, unless the same command has been deferred again meanwhile. */
export async function putBackDeferred(tx: Tx, row: DeferredCommandRow): Promise<void> {
  await tx.db
    .insertInto('kept_asks')
    .values({ ...row, incoming: toJson(row.incoming), needs: toJson(row.needs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
