import type { Db } from './schema.ts';

/** The newest restore of a VM through Strongroom that ended well: the only proof that it can be restored. */
export async function lastSuccessfulRestore(db: Db, vmId: string): Promise<{ id: string; at: Date } | undefined> {
  const row = await db
    .selectFrom('requests')
    .select(['id', 'ended_at'])
    .where('state', '=', 'succeeded')
    .where('kind', '=', 'restore')
    .where((where) => where(where.fn('lower', ['vm_id']), '=', vmId.toLowerCase()))
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.ended_at ? { id: row.id, at: row.ended_at } : undefined;
}
