import { z } from 'zod/v4';
import { erasableBeside } from '../azure/anchor.ts';
import { nextDaily } from '../i18n/parse-date.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { type Read, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { defineStored, lenient } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { putBackupDay } from '../store/backup-days.ts';
import { findSetting, lockSetting, putSetting } from '../store/settings.ts';
import { type BackupDay, backupDay, dayFile, dayOf, missingDays } from './rules/backup-day.ts';

const dayMs = 24 * 60 * 60_000;
/** A list that can't be kept is tried again for half a day; then its row goes without. */
const keptWithinMs = 2 * dayMs;
/** Azure may round the start time of a list. */
const slackMs = 60 * 60_000;
const againSeconds = 60 * 60;

const storedDay = defineStored('setting backup-day', z.object({ day: z.string() }));

/** When the day before is recorded: a backup that began at its end has had half a day to end. */
export function nextBackupDays(_services: unknown, now: Date): Date {
  return nextDaily('12:10', 'UTC', now);
}

/**
 * Timer `backup-days`: writes one row of the audit for each vault and day, from the jobs that Azure lists, whoever
 * started them, with the hash of the day's list of machines, and beside it what it came to for each machine. Days that
 * were missed are made up for.
 */
export async function recordBackupDays(services: RequestServices): Promise<void> {
  const { inventory, clock, store, log } = services;
  const upTo = dayOf(new Date(clock.now().getTime() - 1.5 * dayMs));
  const { vaults, unread } = await inventory.readVaults();
  let isWhole = unread.length === 0;
  for (const vault of vaults) {
    const recorded: Read<boolean> = await tryRead(() => recordVault(services, vault, upTo));
    if (recorded.kind === 'read' && recorded.value) continue;
    isWhole = false;
    log.warn({ vaultId: vault.id, recorded }, "a vault's backups of a day could not be recorded yet");
  }
  await store.transaction((tx) =>
    tx.wake('timer', 'backup-days:', isWhole ? nextBackupDays(services, tx.now()) : inSeconds(tx.now(), againSeconds)),
  );
}

/** @returns whether all was recorded. @throws azure.* */
async function recordVault(services: RequestServices, vault: VaultFacts, upTo: string): Promise<boolean> {
  const { azure, inventory, store } = services;
  const last = await findSetting(store.db, armIdKey(vault.id), 'backup-day', lenient(storedDay));
  const days = missingDays(last?.day, upTo);
  const [first] = days;
  if (first === undefined) return true;
  const since = new Date(Date.parse(first) - slackMs);
  const [targets, jobs, policies] = await Promise.all([
    inventory.targetsOf(vault),
    azure.jobs.list(vault, { operation: 'Backup', since }),
    azure.policies.list(vault),
  ]);
  const items = targets.map(({ item }) => item);
  for (const day of days)
    if (!(await recordDay(services, vault, day, backupDay(day, items, jobs, policies)))) return false;
  return true;
}

async function recordDay(
  { azure, clock, config, store }: RequestServices,
  vault: VaultFacts,
  day: string,
  { counts, policies, list, hash, results }: BackupDay,
): Promise<boolean> {
  const { auditAnchor } = config;
  const kept =
    auditAnchor !== undefined &&
    (await tryRead(() => azure.erasable.write(erasableBeside(auditAnchor), dayFile(vault.id, day), list))).kind ===
      'read';
  if (auditAnchor && !kept && clock.now().getTime() - Date.parse(day) < keptWithinMs) return false;
  const scope = armIdKey(vault.id);
  await store.transaction(async (tx) => {
    const last = await lockSetting(tx, scope, 'backup-day', lenient(storedDay));
    if (last && last.day >= day) return;
    await putSetting(tx, scope, 'backup-day', storedDay.write({ day }), null);
    await putBackupDay(tx, scope, day, results);
    const details = { vault: vault.name, vaultId: scope, day, ...counts, policies, list: hash, kept };
    tx.audit({ event: 'backups.day', details });
  });
  return true;
}
