import type { Log } from '../kernel/telemetry/log.ts';
import { readRows, toJson } from './rows.ts';
import { type LastRegionInspection, latestInspection, storedRegionInspection } from './rules/region-inspection.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

export type RegionInspectionKey = { vaultId: string; container: string };
export type RegionInspectionRow = RegionInspectionKey & { found: LastRegionInspection };

/** All stored looks, or that of one machine. An unreadable look is left out: its machine is inspected again. */
export async function listRegionInspections(
  db: Db,
  log: Pick<Log, 'error'>,
  of?: RegionInspectionKey,
): Promise<RegionInspectionRow[]> {
  const all = db.selectFrom('region_looks').selectAll();
  const rows = await (of ? all.where((where) => where.and(columnsOf(of))) : all).execute();
  return readRows(
    log,
    rows,
    ({ vault_id: vaultId, container_name: container, result, looked_at: lookedAt, worse_at: worseAt }) => {
      const { state, region, pointAt, gaps, immutableId } = storedRegionInspection.parse(result);
      return {
        vaultId,
        container,
        found: {
          state,
          ...(region !== undefined && { region }),
          ...(pointAt && { pointAt }),
          ...(immutableId !== undefined && { immutableId }),
          gaps: gaps.map(({ line, ...gap }) => ({ ...gap, ...(line !== undefined && { line }) })),
          lookedAt,
          ...(worseAt && { worseAt }),
        },
      };
    },
    ({ vault_id, container_name }) => ({ vaultId: vault_id, container: container_name }),
  );
}

/** Stores a look. The newer look stays, whichever is written last. */
export async function putRegionInspection(tx: Tx, { found, ...key }: RegionInspectionRow): Promise<void> {
  const { lookedAt: looked_at, worseAt, ...result } = found;
  const row = { result: toJson(storedRegionInspection.write(result)), looked_at, worse_at: worseAt ?? null };
  await tx.db
    .insertInto('region_looks')
    .values({ ...columnsOf(key), ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['vault_id', 'container_name'])
        .doUpdateSet(row)
        .where((where) =>
          where.or([
            where('region_looks.looked_at', '<=', where.ref('excluded.looked_at')),
            where('region_looks.looked_at', '>', latestInspection(tx.now())),
          ]),
        ),
    )
    .execute();
}

export async function forgetRegionInspection(tx: Tx, key: RegionInspectionKey): Promise<void> {
  await tx.db
    .deleteFrom('region_looks')
    .where((where) => where.and(columnsOf(key)))
    .execute();
}

function columnsOf({ vaultId, container }: RegionInspectionKey) {
  return { vault_id: vaultId.toLowerCase(), container_name: container.toLowerCase() };
}
