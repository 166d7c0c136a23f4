import type { Store } from '../store/open.ts';
import { forgetRegionLook, listRegionLooks, putRegionLook } from '../store/region-looks.ts';
import type { Log } from '../telemetry/log.ts';
import type { Target } from './inventory.ts';
import { type KeptRegion, toldRegion, worseSince } from './rules/kept-region.ts';
import type { RegionReadiness } from './rules/region-readiness.ts';

type Parts = { store: Pick<Store, 'db'>; log: Pick<Log, 'error'> };

/** What the last look at each machine's other region found, without asking Azure; undefined: nobody has looked. */
export async function readKeptRegions({ store, log }: Parts): Promise<(target: Target) => KeptRegion | undefined> {
  const rows = await listRegionLooks(store.db, log);
  const found = new Map(rows.map((row) => [textOf(row), row.found]));
  return (target) => found.get(textOf(keyOf(target)));
}

/** The same, as it is told: what is too old is not known any more. */
export async function readToldRegions(parts: Parts, now: Date): Promise<(target: Target) => KeptRegion | undefined> {
  const kept = await readKeptRegions(parts);
  return (target) => {
    const last = kept(target);
    return last && toldRegion(last, now);
  };
}

/** Keeps what a look found, beside when it was last found worse. */
export async function keepRegionLook(
  { store, log }: Parts & { store: Pick<Store, 'transaction'> },
  target: Target,
  found: RegionReadiness & { lookedAt: Date },
): Promise<void> {
  const key = keyOf(target);
  await store.transaction(async (tx) => {
    const [before] = await listRegionLooks(tx.db, log, key);
    const worseAt = worseSince(before?.found, found, found.lookedAt);
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
