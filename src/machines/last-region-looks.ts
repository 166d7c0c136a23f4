import { armIdKey, subscriptionOf } from '../kernel/arm-id.ts';
import type { Store } from '../store/open.ts';
import { forgetRegionLook, listRegionLooks, putRegionLook } from '../store/region-looks.ts';
import type { LastRegionLook } from '../store/rules/region-look.ts';
import type { Log } from '../telemetry/log.ts';
import type { Inventory, Target } from './inventory.ts';
import type { RegionLook } from './region-looks.ts';
import { isAhead, isOfAnother, isRegionFresh, nightsPerRound, worseSince } from './rules/last-region-look.ts';

type Parts = { store: Pick<Store, 'db'>; log: Pick<Log, 'error'> };
type Ids = { inventory: Pick<Inventory, 'readImmutableIds'> };

export type LastRegionLooks = {
  /**
   * What the last look at the machine's other region found, however long ago; undefined: nobody has looked at this one,
   * whatever had its name before.
   */
  find(target: Target): LastRegionLook | undefined;
  /** The same, where it is no older than it may be. */
  findFresh(target: Target, now: Date): LastRegionLook | undefined;
  /** How many nights it takes until each machine had its turn. */
  nights: number;
};

/** Without asking Azure what is in the other region. */
export async function readLastRegionLooks({ store, log, inventory }: Parts & Ids): Promise<LastRegionLooks> {
  const [rows, ids] = await Promise.all([listRegionLooks(store.db, log), inventory.readImmutableIds()]);
  const found = new Map(rows.map((row) => [textOf(row), row.found]));
  const rounds = new Map(
    [...Map.groupBy(rows, ({ vaultId }) => subscriptionOf(vaultId))].map(([id, { length }]) => [
      id,
      nightsPerRound(length),
    ]),
  );
  const find = (target: Target) => {
    const last = found.get(textOf(keyOf(target)));
    return last && isOfAnother(last, ids.get(armIdKey(target.item.vmId))) ? undefined : last;
  };
  return {
    find,
    findFresh(target, now) {
      const last = find(target);
      const nights = rounds.get(subscriptionOf(keyOf(target).vaultId));
      return last && isRegionFresh(last, now, nights) ? last : undefined;
    },
    nights: Math.max(1, ...rounds.values()),
  };
}

/** As it is told: what is too old is not known any more, whatever it was. */
export type ToldRegion = LastRegionLook & { isOld?: true };

/** undefined: nobody has looked, or by a clock that was wrong. */
export function toldRegion(regions: LastRegionLooks, target: Target, now: Date): ToldRegion | undefined {
  const last = regions.find(target);
  if (!last || isAhead(last, now)) return undefined;
  return regions.findFresh(target, now) ?? { ...last, state: 'unknown', isOld: true };
}

/** Keeps what a look found, beside when it was last found worse. */
export async function keepRegionLook(
  { store, log }: Parts & { store: Pick<Store, 'transaction'> },
  target: Target,
  found: RegionLook,
): Promise<void> {
  const key = keyOf(target);
  await store.transaction(async (tx) => {
    const [last] = await listRegionLooks(tx.db, log, key);
    const before = last && isOfAnother(last.found, found.immutableId ?? undefined) ? undefined : last?.found;
    const worseAt = worseSince(before, found, found.lookedAt);
    await putRegionLook(tx, { ...key, found: { ...found, ...(worseAt && { worseAt }) } });
  });
}

/** Of machines that are no longer protected, or no longer copied: all that is not among these and lies in these vaults. */
export async function forgetRegionsBut(
  { store, log }: Parts & { store: Pick<Store, 'transaction'> },
  copied: readonly Target[],
  isRead: (vaultId: string) => boolean,
): Promise<void> {
  const known = new Set(copied.map((target) => textOf(keyOf(target))));
  const gone = (await listRegionLooks(store.db, log)).filter((row) => isRead(row.vaultId) && !known.has(textOf(row)));
  if (gone.length === 0) return;
  await store.transaction(async (tx) => {
    for (const row of gone) await forgetRegionLook(tx, row);
  });
}

function keyOf({ vault, item }: Target) {
  return { vaultId: vault.id.toLowerCase(), container: item.containerName.toLowerCase() };
}

function textOf({ vaultId, container }: { vaultId: string; container: string }): string {
  return `${vaultId} ${container}`;
}
