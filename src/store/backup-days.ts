import { resultOnDay } from './json-paths.ts';
import { type Part, readAs, rowsOf, toJson } from './rows.ts';
import { type DayResult, dayResults, type MachineDay, storedBackupDay } from './rules/backup-day.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

/** Records what a day came to for each machine of a vault. @param vaultId in lower case */
export async function putBackupDay(
  tx: Tx,
  vaultId: string,
  day: string,
  results: Readonly<Record<string, DayResult>>,
): Promise<void> {
  const machines = toJson(storedBackupDay.write({ results }));
  await tx.db
    .insertInto('backup_days')
    .values({ vault_id: vaultId, day, machines })
    .onConflict((conflict) => conflict.columns(['vault_id', 'day']).doUpdateSet({ machines }))
    .execute();
}

/** The recorded days of a machine since a day. @param of.container as `containerKey` spells it */
export function backupDaysOf(
  db: Db,
  { vaultId, container }: { vaultId: string; container: string },
  since: string,
): Part<MachineDay[]> {
  const days = db
    .selectFrom('backup_days')
    .select(['day', resultOnDay(container).as('result')])
    .where('vault_id', '=', vaultId)
    .where('day', '>=', since);
  return readAs(rowsOf(days, {}), (rows) =>
    rows.flatMap(({ day, result }) => {
      const known = dayResults.find((one) => one === result);
      return known ? [{ day, result: known }] : [];
    }),
  );
}
