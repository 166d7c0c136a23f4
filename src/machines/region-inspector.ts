import type { Azure } from '../azure/open.ts';
import { armIdKey, subscriptionOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RestoreProfile } from '../kernel/config/settings.ts';
import { asFailure, CodedError, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import type { Store } from '../store/open.ts';
import { forgetRegionInspection, listRegionInspections, putRegionInspection } from '../store/region-inspections.ts';
import type { LastRegionInspection, RegionReadiness } from '../store/rules/region-inspection.ts';
import { TakenOverError } from '../store/wakeups.ts';
import type { Inventory, Target } from './inventory.ts';
import { inspectEncryptionSet, type MachineInspection } from './read-machine.ts';
import { isAhead, isOfAnother, isRegionFresh, nightsPerRound, worseSince } from './rules/last-region-inspection.ts';
import { pairedRegion } from './rules/paired-region.ts';
import { type PairFacts, unreadGap } from './rules/region-lines.ts';
import { regionReadiness } from './rules/region-readiness.ts';

/** A finding with its time and its machine. */
type RegionInspection = RegionReadiness & Pick<LastRegionInspection, 'lookedAt' | 'immutableId'>;

export type RegionInspector = ReturnType<typeof createRegionInspector>;

/** Several people ask within seconds, but a fix should show at once. */
const ageMs = 5_000;

/**
 * Checks whether machines would survive the loss of their region. Read-only, with the rights of tier observe; a vault
 * without cross-region restore is not queried. Results are the same for everyone: callers must check each time who may
 * see them.
 * @param keep receives each result of a vault that is copied, or may be
 */
export function createRegionInspector(
  azure: Pick<Azure, 'points' | 'places' | 'keyVaults' | 'diskEncryptionSets' | 'storedKeys'>,
  machineInspector: { of(target: Target): Promise<MachineInspection> },
  profileOf: (vault: string) => RestoreProfile,
  clock: Clock,
  log: Pick<Log, 'error'>,
  keep: (target: Target, inspection: RegionInspection) => Promise<void>,
) {
  const inspections = new TtlCache<RegionInspection>(clock, ageMs);
  const pairs = new TtlCache<PairFacts | undefined>(clock, ageMs);

  async function inspection(target: Target): Promise<RegionInspection> {
    // Taken before the check: of two checks, the one that started later knows more.
    const lookedAt = clock.now();
    const found = await assess(target).catch((error: unknown) => notKnown(target, error));
    const seen = { ...found, lookedAt };
    if (isCopied(target)) await keep(target, seen);
    return seen;
  }

  /** A defect in one machine's data must not stop the check of the others. */
  function notKnown({ vault, item }: Target, error: unknown): RegionReadiness {
    const failure = asFailure(error);
    log.error({ error, vm: item.vmName, vault: vault.name, code: failure.code }, 'a look at another region failed');
    return { state: 'unknown', gaps: [unreadGap({ kind: 'unread', failure })] };
  }

  async function assess(target: Target): Promise<Omit<RegionInspection, 'lookedAt'>> {
    const { vault, item } = target;
    const on = vault.crossRegionRestore === 'yes';
    const [machine, there, places] = on
      ? await Promise.all([
          tryRead(() => machineInspector.of(target)),
          tryRead(() => azure.points.inPair(item.id)),
          pairs.get(vault.name.toLowerCase(), () => readPair(vault.name)),
        ])
      : [notRead, notRead, undefined];
    const found = regionReadiness({
      now: clock.now(),
      vm: item.vmName,
      vault,
      item,
      region: pairedRegion(vault.location),
      encryption: mapRead(machine, ({ encryption }) => encryption),
      home: mapRead(machine, ({ points }) => points),
      there,
      places,
    });
    const immutableId = readValue(mapRead(machine, ({ vm }) => (vm ? vm.immutableId : null)));
    return { ...found, ...(immutableId !== undefined && { immutableId }) };
  }

  async function readPair(vault: string): Promise<PairFacts | undefined> {
    const pair = placesOf(vault);
    if (!pair) return undefined;
    const { resourceGroupId, stagingStorageAccountId, subnetId, diskEncryptionSetId, keyVaultId } = pair;
    const [group, staging, subnet, set, keyVault] = await Promise.all([
      tryRead(() => azure.places.groupRegion(resourceGroupId)),
      tryRead(() => azure.places.storageAccount(stagingStorageAccountId)),
      tryRead(() => azure.places.network(subnetId)),
      diskEncryptionSetId === undefined ? undefined : readSet(diskEncryptionSetId),
      keyVaultId === undefined ? undefined : tryRead(() => azure.keyVaults.get(keyVaultId)),
    ]);
    return {
      group: { id: resourceGroupId, found: group },
      staging: { id: stagingStorageAccountId, found: staging },
      subnet: { id: subnetId, found: subnet },
      ...(set && { set }),
      ...(keyVaultId !== undefined && keyVault && { keyVault: { id: keyVaultId, found: keyVault } }),
    };
  }

  async function readSet(id: string): Promise<NonNullable<PairFacts['set']>> {
    const set = await inspectEncryptionSet(azure, id);
    const { keyVaultId } = readValue(set.settings) ?? {};
    const keyVaultRegion = await tryRead(async () =>
      keyVaultId === undefined ? undefined : (await azure.keyVaults.get(keyVaultId))?.location,
    );
    return { ...set, keyVaultRegion };
  }

  function placesOf(vault: string): RestoreProfile['pairedRegion'] {
    try {
      return profileOf(vault).pairedRegion;
    } catch (error) {
      if (error instanceof CodedError && error.code === 'no-profile') return undefined;
      throw error;
    }
  }

  async function of(target: Target): Promise<RegionInspection> {
    let isOwn = false;
    const shared = inspections.get(itemKey(target), () => {
      isOwn = true;
      return inspection(target);
    });
    try {
      return await shared;
    } catch (error) {
      // This check belonged to another run that was taken over; that says nothing about the machine.
      if (isOwn || !(error instanceof TakenOverError)) throw error;
      return of(target);
    }
  }

  return { of };
}

/** Placeholder for vaults that copy nothing to another region: nothing is read there. */
const notRead: Read<never> = { kind: 'unread', failure: { code: 'internal', params: {} } };

function itemKey({ item }: Target): string {
  return item.id.toLowerCase();
}

function mapRead<T, Part>(read: Read<T>, of: (value: T) => Part): Read<Part> {
  return read.kind === 'read' ? { kind: 'read', value: of(read.value) } : read;
}

/** Whether the vault is, or may be, copied to another region. */
export function isCopied({ vault }: Pick<Target, 'vault'>): boolean {
  return vault.crossRegionRestore !== 'no';
}

type Parts = { store: Pick<Store, 'db'>; log: Pick<Log, 'error'> };
type Ids = { inventory: Pick<Inventory, 'readImmutableIds'> };

export type LastRegionInspections = {
  /**
   * The last result for this machine, however old; undefined: never checked. Results of an earlier machine of the same
   * name do not count.
   */
  find(target: Target): LastRegionInspection | undefined;
  /** The last result, unless it is too old. */
  findFresh(target: Target, now: Date): LastRegionInspection | undefined;
};

/** Reads stored results; does not query Azure about the other region. */
export async function readLastRegionInspections({
  store,
  log,
  inventory,
}: Parts & Ids): Promise<LastRegionInspections> {
  const [rows, ids] = await Promise.all([listRegionInspections(store.db, log), inventory.readImmutableIds()]);
  const found = new Map(rows.map((row) => [textOf(row), row.found]));
  const rounds = new Map(
    [...Map.groupBy(rows, ({ vaultId }) => subscriptionOf(vaultId))].map(([id, { length }]) => [
      id,
      nightsPerRound(length),
    ]),
  );
  const find = (target: Target) => {
    const last = found.get(textOf(rowKey(target)));
    return last && isOfAnother(last, ids.get(armIdKey(target.item.vmId))) ? undefined : last;
  };
  return {
    find,
    findFresh(target, now) {
      const last = find(target);
      const nights = rounds.get(subscriptionOf(rowKey(target).vaultId));
      return last && isRegionFresh(last, now, nights) ? last : undefined;
    },
  };
}

/** A result as shown: a stale one counts as unknown, whatever it was. */
export type ShownRegion = LastRegionInspection & { isOld?: true };

/** undefined: never checked, or checked at a time in the future, by a wrong clock. */
export function shownRegion(regions: LastRegionInspections, target: Target, now: Date): ShownRegion | undefined {
  const last = regions.find(target);
  if (!last || isAhead(last, now)) return undefined;
  return regions.findFresh(target, now) ?? { ...last, state: 'unknown', isOld: true };
}

/** Stores a result, with the time it last became worse. */
export async function keepRegionInspection(
  { store, log }: Parts & { store: Pick<Store, 'transaction'> },
  target: Target,
  found: RegionInspection,
): Promise<void> {
  const key = rowKey(target);
  await store.transaction(async (tx) => {
    const [last] = await listRegionInspections(tx.db, log, key);
    const before = last && isOfAnother(last.found, found.immutableId ?? undefined) ? undefined : last?.found;
    const worseAt = worseSince(before, found, found.lookedAt);
    await putRegionInspection(tx, { ...key, found: { ...found, ...(worseAt && { worseAt }) } });
  });
}

/** Deletes results of machines in these vaults that are not in this list: no longer protected, or no longer copied. */
export async function forgetRegionsBut(
  { store, log }: Parts & { store: Pick<Store, 'transaction'> },
  copied: readonly Target[],
  isRead: (vaultId: string) => boolean,
): Promise<void> {
  const known = new Set(copied.map((target) => textOf(rowKey(target))));
  const gone = (await listRegionInspections(store.db, log)).filter(
    (row) => isRead(row.vaultId) && !known.has(textOf(row)),
  );
  if (gone.length === 0) return;
  await store.transaction(async (tx) => {
    for (const row of gone) await forgetRegionInspection(tx, row);
  });
}

function rowKey({ vault, item }: Target) {
  return { vaultId: vault.id.toLowerCase(), container: item.containerName.toLowerCase() };
}

function textOf({ vaultId, container }: { vaultId: string; container: string }): string {
  return `${vaultId} ${container}`;
}
