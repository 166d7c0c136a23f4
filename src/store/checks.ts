import { type Selectable, sql } from 'kysely';
import type { Log } from '../kernel/telemetry/log.ts';
import { readRows, toJson } from './rows.ts';
import { type StoredCheck, storedCheckResult } from './rules/finding.ts';
import type { Db } from './schema.ts';
import type { CheckTable } from './tables/jobs.ts';
import type { Tx } from './transaction.ts';

export type CheckRow = Omit<Selectable<CheckTable>, 'result' | 'before'> & {
  result: StoredCheck | null;
  before: StoredCheck | null;
};

/** Stored checks. An unreadable result is null: the machine is checked again in its turn. */
export async function listChecks(db: Db, log: Pick<Log, 'error'>, vaultIds: readonly string[]): Promise<CheckRow[]> {
  if (vaultIds.length === 0) return [];
  const rows = await db.selectFrom('checks').selectAll().where('vault_id', 'in', vaultIds).orderBy('vm_name').execute();
  return rows.map((row) => {
    const read = (json: unknown) =>
      json === null
        ? null
        : (readRows(
            log,
            [{ json }],
            (one) => storedCheckResult.parse(one.json),
            () => named(row),
          )[0] ?? null);
    return { ...row, result: read(row.result), before: read(row.before) };
  });
}

function named({ vault_id, vm_name }: Pick<CheckRow, 'vault_id' | 'vm_name'>) {
  return { vaultId: vault_id, vm: vm_name };
}

export async function putCheck(tx: Tx, check: CheckRow): Promise<void> {
  const written = (result: StoredCheck | null) => (result ? toJson(storedCheckResult.write(result)) : null);
  const row = { ...check, result: written(check.result), before: written(check.before) };
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

/**
 * Deletes the checks of all machines of a vault, however its id was spelled; none while somebody is subscribed
 * under another spelling.
 */
export async function forgetVaultChecks(tx: Tx, vaultId: string): Promise<void> {
  const id = vaultId.toLowerCase();
  await tx.db
    .deleteFrom('checks')
    .where(sql<string>`lower(checks.vault_id)`, '=', id)
    .where(sql<boolean>`not exists (select from subscriptions where lower(subscriptions.vault_id) = ${id})`)
    .execute();
}

/** Deletes the checks of machines that the vault no longer protects. */
export async function forgetChecks(tx: Tx, vaultId: string, containers: readonly string[]): Promise<void> {
  if (containers.length === 0) return;
  await tx.db.deleteFrom('checks').where('vault_id', '=', vaultId).where('container_name', 'in', containers).execute();
}
