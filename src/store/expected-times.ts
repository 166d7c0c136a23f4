import { z } from 'zod/v4';
import { armIdKey } from '../kernel/arm-id.ts';
import type { Tier } from '../kernel/facts.ts';
import { defineStored, lenient } from '../kernel/stored.ts';
import { tierOfPlan } from './json-paths.ts';
import type { Db } from './schema.ts';
import { findSetting, putSetting } from './settings.ts';
import type { Tx } from './transaction.ts';

/** Enough for a median, and recent enough to show how fast Azure is these days. The same goes for `mostBackups`. */
const mostSteps = 200;

/**
 * Durations of the successful steps of a vault's requests of one kind, newest first, from the first attempt to the end.
 * One kind at a time: many backups must not push the few restores out of the rows that are read.
 */
export async function stepTimes(db: Db, vaultId: string, kind: string): Promise<StepTime[]> {
  const rows = await db
    .selectFrom('steps')
    .innerJoin('requests', 'requests.id', 'steps.request_id')
    .innerJoin('plans', (join) =>
      join.onRef('plans.request_id', '=', 'requests.id').onRef('plans.hash', '=', 'requests.hash'),
    )
    .select(['steps.kind', 'steps.started_at', 'steps.ended_at'])
    .select(tierOfPlan.as('tier'))
    .where('steps.state', '=', 'done')
    .where('requests.kind', '=', kind)
    .where((where) => where(where.fn('lower', ['requests.vault_id']), '=', vaultId.toLowerCase()))
    .where('steps.started_at', 'is not', null)
    .where('steps.ended_at', 'is not', null)
    .orderBy('steps.ended_at', 'desc')
    .limit(mostSteps)
    .execute();
  return rows.flatMap(({ kind, tier, started_at, ended_at }) =>
    started_at && ended_at
      ? [{ kind, tier: toTier(tier), seconds: (ended_at.getTime() - started_at.getTime()) / 1000 }]
      : [],
  );
}

function toTier(tier: string | null): Tier | 'unknown' {
  return tier === 'snapshot' || tier === 'vault-standard' || tier === 'vault-archive' ? tier : 'unknown';
}

const settingName = 'backup-times';
const stored = defineStored('setting backup-times', z.array(z.number()));
const mostBackups = 100;

/** Durations in seconds of a vault's backups that were not started from chat, newest first. */
export async function backupTimes(db: Db, vaultId: string): Promise<number[]> {
  return (await findSetting(db, armIdKey(vaultId), settingName, lenient(stored))) ?? [];
}

/** @param seconds durations of backups that ended since the last look */
export async function addBackupTimes(tx: Tx, vaultId: string, seconds: readonly number[]): Promise<void> {
  if (seconds.length === 0) return;
  const known = await backupTimes(tx.db, vaultId);
  await putSetting(
    tx,
    armIdKey(vaultId),
    settingName,
    stored.write([...seconds, ...known].slice(0, mostBackups)),
    null,
  );
}

/** How long a successful step took. */
export type StepTime = { kind: string; tier: Tier | 'unknown'; seconds: number };

/** Expected duration of a step, and the number of steps that it is based on. */
export type ExpectedTime = { seconds: number; count: number };

/** Steps whose duration depends on the tier: snapshots restore in minutes, a copy in the vault does not. */
const tiered: ReadonlySet<string> = new Set(['restore-disks', 'restore-vm', 'replace-disks']);

/** The median, so that one slow night in Azure does not change the estimate. Undefined: no history. */
export function expectedTime(
  times: readonly StepTime[],
  kind: string,
  tier: Tier | 'unknown',
): ExpectedTime | undefined {
  const seconds = times
    .filter((time) => time.kind === kind && (!tiered.has(kind) || time.tier === tier))
    .map((time) => time.seconds)
    .sort((a, b) => a - b);
  const middle = seconds.length >> 1;
  const [low, high] = [seconds[seconds.length % 2 === 0 ? middle - 1 : middle], seconds[middle]];
  if (low === undefined || high === undefined) return undefined;
  // No estimate may read "less than a second".
  return { seconds: Math.max(1, Math.round((low + high) / 2)), count: seconds.length };
}
