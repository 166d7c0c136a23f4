import type { Insertable, Selectable } from 'kysely';
import type { CheckTable, Db } from './schema.ts';
import type { Tx } from './transaction.ts';

export type CheckRow = Selectable<CheckTable>;

export function listChecks(db: Db, vaultIds: readonly string[]): Promise<CheckRow[]> {
  if (vaultIds.length === 0) return Promise.resolve([]);
  return db.selectFrom('checks').selectAll().where('vault_id', 'in', vaultIds).orderBy('vm_name').execute();
}

export async function putCheck(tx: Tx, row: Insertable<CheckTable>): Promise<void> {
  const { vm_name, tried_at, result, checked_at, before, before_at } = row;
  await tx.db
    .insertInto('checks')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['vault_id', 'container_name'])
        .doUpdateSet({ vm_name, tried_at, result, checked_at, before, before_at }),
    )
    .execute();
}

/** Of all machines of a vault. */
export async function forgetVaultChecks(tx: Tx, vaultId: string): Promise<void> {
  await tx.db.deleteFrom('checks').where('vault_id', '=', vaultId).execute();
}

/** Of machines that the vault no longer protects. */
export async function forgetChecks(tx: Tx, vaultId: string, containers: readonly string[]): Promise<void> {
  if (containers.length === 0) return;
  await tx.db.deleteFrom('checks').where('vault_id', '=', vaultId).where('container_name', 'in', containers).execute();
}
