import { z } from 'zod/v4';
import type { PersonServices } from '../chat/turn.ts';
import { nextDaily } from '../i18n/parse-date.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { newNonce } from '../kernel/chat.ts';
import { defineStored, lenient, momentSchema } from '../kernel/stored.ts';
import type { FailedBackup } from '../machines/lists.ts';
import {
  isCopied,
  type LastRegionInspections,
  readLastRegionInspections,
  shownRegion,
} from '../machines/region-inspector.ts';
import { isEncrypted } from '../machines/rules/ade.ts';
import { scoreTrials, toTrial, trialsOfMachine } from '../machines/rules/score.ts';
import { findLostKeyAccess, isFresh, worsenedFindings } from '../machines/rules/stored-check.ts';
import { type ListedVm, listVms, vmCause, worstFirst } from '../machines/vm-list.ts';
import { listHeldMachines } from '../protection/holds.ts';
import { inspectPosture, type WeakerVault } from '../protection/inspect-posture.ts';
import { listChecks } from '../store/checks.ts';
import type { LastRegionInspection } from '../store/rules/region-inspection.ts';
import type { Db } from '../store/schema.ts';
import { findSetting, putSetting, removeSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';
import { listTrials } from '../store/trials.ts';
import type { DigestCard } from './cards/digest.ts';
import { countPerNight, endedBackups, lacksRecentPoint } from './rules/digest.ts';

const hour = 3_600_000;
const nights = 14;
/** Maximum age of a proof that counts. */
const provenDays = 90;
/** A day with some slack, so that a missed night shows. */
export const usualHours = 36;

/**
 * Collects the digest for the vaults that this person may read, from the kept lists and stored checks: digests that are
 * sent at once share their calls.
 * @param as.shared people of other organisations read it, who may not learn which protection got weaker
 * @param as.told what these readers were told before; without it, weakenings of the last day are included
 * @returns with `told`: what the readers know after reading this
 */
export async function gatherDigest(
  services: PersonServices,
  { timeZone, hours, shared, told = {} }: { timeZone: string; hours: number; shared: boolean; told?: DigestNotified },
): Promise<{ data: DigestCard; told: DigestNotified }> {
  const { clock, store } = services;
  const now = clock.now();
  const { vaults, unread: failures } = await services.inventory.readVaults();
  const failed: FailedBackup[] = [];
  const weaker: WeakerVault[] = [];
  const tells = { ...told };
  let unread = failures.length;
  const [looked, guarded] = await Promise.all([
    services.inventory.failedBackups(vaults, now),
    services.inventory.protections(vaults),
  ]);
  for (const [index, vault] of vaults.entries()) {
    const jobs = looked[index];
    if (jobs?.kind !== 'read') {
      unread += 1;
      continue;
    }
    failed.push(...jobs.value);
    const protections = guarded[index];
    if (protections?.kind !== 'read') {
      unread += 1;
      continue;
    }
    const posture = await inspectPosture(services, vault, protections.value, told[vault.id]);
    weaker.push(...posture.weaker);
    if (posture.upTo) tells[vault.id] = posture.upTo;
  }
  const { vms: listed, unread: lacking, protectedOnly } = await listVms(services);
  const vms = worstFirst(listed);
  const checks = await listChecks(
    store.db,
    services.log,
    vaults.map(({ id }) => id),
  );
  // Not of all machines of their subscriptions: hundreds of digests are made at one time.
  const ids = new Map(
    vms.flatMap(({ protection }) =>
      protection?.immutableId ? [[armIdKey(protection.item.vmId), protection.immutableId]] : [],
    ),
  );
  const near = { readImmutableIds: async () => ids };
  const lastNight = failed.filter(({ startedAt }) => now.getTime() - startedAt.getTime() < 24 * hour);
  const fresh = checks.flatMap((row) => (row.result && isFresh(row, now) ? [{ ...row, result: row.result }] : []));
  const lately = fresh.filter(({ checked_at }) => now.getTime() - (checked_at?.getTime() ?? 0) < 24 * hour);
  const data: DigestCard = {
    nonce: newNonce(),
    now,
    vaults: vaults.map(({ name }) => name),
    failed: [...new Set(lastNight.map(({ vmName }) => vmName))],
    hours,
    ...endedBackups(vms, await listHeldMachines(store.db)),
    stale: vms.flatMap(({ name, protection }) =>
      protection && lacksRecentPoint(protection.item, hours, now) ? [name] : [],
    ),
    waiting: vms.filter((vm) => vmCause(vm) === 'no-backup-yet').map(({ name }) => name),
    unprotected: vms.flatMap((vm) => (vmCause(vm) === 'unprotected' && isEncrypted(vm.encryption) ? [vm.name] : [])),
    copies: vms.filter((vm) => vmCause(vm) === 'copy').length,
    keys: fresh.flatMap(({ vm_name, result }) => (findLostKeyAccess(result) ? [vm_name] : [])),
    worse: lately.flatMap(({ vm_name, result, before }) => {
      const [worst] = worsenedFindings(before, result);
      return worst?.text ? [{ vm: vm_name, text: worst.text }] : [];
    }),
    checked: lately.length,
    weaker,
    shared,
    drills: await readDrills(services, vms, ids, now),
    regions: regionsOf(vms, await readLastRegionInspections({ ...services, inventory: near }), now),
    ade: vms.filter(({ encryption }) => encryption.startsWith('ade')).length,
    perNight: countPerNight(failed, timeZone, nights, now),
    unread: unread + lacking.vaults.length + (protectedOnly ? 1 : 0),
  };
  return { data, told: tells };
}

/** Machines that would not survive the loss of their region, by the nightly checks. Old results are left out. */
function regionsOf(vms: readonly ListedVm[], looks: LastRegionInspections, now: Date): DigestCard['regions'] {
  const looked = vms.flatMap(({ name, protection }) => {
    const found = protection && isCopied(protection) ? shownRegion(looks, protection, now) : undefined;
    return found ? [{ name, ...found }] : [];
  });
  const named = (fits: (one: LastRegionInspection) => boolean) => looked.filter(fits).map(({ name }) => name);
  return {
    lacking: named(({ state }) => state === 'lacking'),
    unknown: named(({ state }) => state === 'unknown'),
    worse: named(({ worseAt }) => worseAt !== undefined && now.getTime() - worseAt.getTime() < 24 * hour),
  };
}

/** Counts protected machines that were recently restored, and those whose last drill failed. */
async function readDrills(
  { store: { db }, requestKinds }: Pick<PersonServices, 'store' | 'requestKinds'>,
  vms: readonly ListedVm[],
  ids: ReadonlyMap<string, string>,
  now: Date,
): Promise<DigestCard['drills']> {
  const rows = await listTrials(db, requestKinds.trials);
  const trials = Map.groupBy(rows, ({ vm_id }) => armIdKey(vm_id));
  const trialsOf = (id: string) => trialsOfMachine((trials.get(id) ?? []).map(toTrial), ids.get(id));
  const scores = vms.flatMap(({ name, protection }) =>
    protection ? [{ name, ...scoreTrials(trialsOf(armIdKey(protection.item.vmId))) }] : [],
  );
  const since = now.getTime() - provenDays * 24 * hour;
  return {
    days: provenDays,
    machines: scores.length,
    proven: scores.filter(({ proof }) => proof && proof.at.getTime() >= since).length,
    failed: scores.filter(({ state }) => state === 'failed').map(({ name }) => name),
  };
}

const storedSetting = defineStored(
  'setting digest',
  z.object({
    time: z.string(),
    zone: z.string(),
    by: z.object({ objectId: z.string(), tenantId: z.string(), name: z.string(), teamsId: z.string() }),
  }),
);

export type DigestSetting = z.infer<typeof storedSetting.schema>;

export function digestSetting(db: Db, conversationId: string): Promise<DigestSetting | undefined> {
  return findSetting(db, conversationId, 'digest', storedSetting);
}

/** For example 08:00; undefined: no digest is sent. */
export async function digestTime(db: Db, conversationId: string): Promise<string | undefined> {
  return (await digestSetting(db, conversationId))?.time;
}

export async function setDigest(tx: Tx, conversationId: string, setting: DigestSetting | undefined): Promise<void> {
  if (!setting) {
    await removeSetting(tx, conversationId, 'digest-told');
    return removeSetting(tx, conversationId, 'digest');
  }
  await putSetting(tx, conversationId, 'digest', storedSetting.write(setting), setting.by.objectId);
  wakeDigest(tx, conversationId, setting);
}

export function wakeDigest(tx: Tx, conversationId: string, { time, zone: timeZone }: DigestSetting): void {
  tx.wake('timer', `digest:${conversationId}`, nextDaily(time, timeZone, tx.now()));
}

const storedDigestNotified = defineStored('setting digest-told', z.record(z.string(), momentSchema));

/** Times up to which a conversation's daily digests have reported weakenings, by vault id. */
export type DigestNotified = Readonly<Record<string, Date>>;

export async function findDigestNotified(db: Db, conversationId: string): Promise<DigestNotified> {
  return (await findSetting(db, conversationId, 'digest-told', lenient(storedDigestNotified))) ?? {};
}

export async function putDigestNotified(tx: Tx, conversationId: string, told: DigestNotified): Promise<void> {
  await putSetting(tx, conversationId, 'digest-told', storedDigestNotified.write({ ...told }), null);
}
