import { pageId } from '../chat/arguments.ts';
import { resolveTarget } from '../chat/targets.ts';
import type { Turn } from '../chat/turn.ts';
import { lastDaily, nextDaily } from '../i18n/parse-date.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import { newNonce } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { pageOf } from '../kernel/page.ts';
import { findVault, type Target } from '../machines/inventory.ts';
import {
  forgetRegionsBut,
  isCopied,
  type LastRegionInspections,
  readLastRegionInspections,
  shownRegion,
} from '../machines/region-inspector.ts';
import {
  inspectionsPerRun,
  isRegionDue,
  isUnsure,
  regionRank,
  secondsPerRun,
} from '../machines/rules/last-region-inspection.ts';
import type { RequestServices } from '../requests/services.ts';
import type { RegionCard, RegionCounts } from './cards/region.ts';
import { quietTime } from './rules/drill-clock.ts';

/**
 * Machines per page: a card holds few machines that lack much, and a page of a named vault takes about ten calls per
 * machine.
 */
const rowsPerPage = 4;

/**
 * Region readiness by the last looks, worst first. For a named machine or vault the rows of the page are read now and
 * sorted by name.
 * @throws as `target` of the inventory
 */
export async function readRegions(turn: Turn, number: number, named = ''): Promise<RegionCard> {
  const { services } = turn;
  const { inventory, regionInspector, clock } = services;
  const { vaults: all, unread: failures } = await inventory.readVaults();
  const vault = findVault(all, named);
  const machine = named !== '' && !vault ? await resolveTarget(turn, named) : undefined;
  const vaults = vault ? [vault] : machine ? [] : all;
  const { targets: inside, unread } = await inventory.readTargets(vaults);
  const live = inside.filter(({ item }) => !item.softDeleted);
  const targets = machine ? [machine] : live.filter(isCopied);
  const inspections = await readLastRegionInspections(services);
  const told = (target: Target) => shownRegion(inspections, target, clock.now());
  const ordered = targets
    .map((target) => ({ target, found: told(target) }))
    .toSorted(
      (a, b) =>
        // Sorting by results would let a look at one page change the content of the next.
        (named === '' ? regionRank(a.found) - regionRank(b.found) : 0) ||
        a.target.item.vmName.localeCompare(b.target.item.vmName),
    );
  const page = pageOf(ordered, number, rowsPerPage);
  const rows = await Promise.all(
    page.rows.map(async ({ target, found: known }) => {
      const found = named === '' ? known : await regionInspector.of(target);
      return { vm: target.item.vmName, vault: target.vault.name, ...(found && { found }) };
    }),
  );
  const off = await Promise.all(
    vaults
      .filter(({ crossRegionRestore }) => crossRegionRestore === 'no')
      .map(async (vault) => {
        const within = live.filter((target) => target.vault.id === vault.id);
        // A vault without cross-region restore is not queried.
        const [gap] = within[0] ? (await regionInspector.of(within[0])).gaps : [];
        return gap ? [{ vault: vault.name, count: within.length, gap }] : [];
      }),
  );
  const why = failures[0] ?? unread.why;
  return {
    nonce: newNonce(),
    now: clock.now(),
    counts: countRegions(named === '' ? inspections : await readLastRegionInspections(services), targets, clock.now()),
    ...(named !== '' && { named }),
    page: { ...page, rows },
    off: off.flat().toSorted((a, b) => b.count - a.count),
    unread: { vaults: unread.vaults, subscriptions: failures.length, ...(why && { why }) },
    ...(page.number < page.pages && { next: pageId(page.number + 1, named) }),
  };
}

/** Counts machines by the results of the last looks. */
export function countRegions(inspections: LastRegionInspections, targets: readonly Target[], now: Date): RegionCounts {
  const states = targets.map((target) => shownRegion(inspections, target, now)?.state ?? 'none');
  const count = (state: keyof RegionCounts) => states.filter((one) => one === state).length;
  return { ready: count('ready'), lacking: count('lacking'), unknown: count('unknown'), none: count('none') };
}

/** Delay before a failed read is tried again, in the same night or morning (world seconds). */
const againSeconds = 4 * 60 * 60;

/** Start of the nightly looks: another minute for each tenant, so that Azure isn't called by all at once. */
export function nextRegionInspections({ config }: Pick<RequestServices, 'config'>, now: Date): Date {
  return nextDaily(quietTime(config.tenantId), config.timeZone, now);
}

/**
 * Timer `region-looks`: inspects nightly what the paired region has for each machine whose vault is replicated, longest
 * unseen first. Limits apply per subscription; with more machines than a day allows, they take turns.
 */
export async function inspectRegions(services: RequestServices): Promise<void> {
  const { config, store, inventory, regionInspector, clock } = services;
  const { vaults, unread: failures } = await inventory.readVaults();
  const { targets, unread } = await inventory.readTargets(vaults);
  const copied = targets.filter((target) => !target.item.softDeleted && isCopied(target));
  await forgetRegionsBut(services, copied, (vaultId) => {
    const vault = vaults.find(({ id }) => id.toLowerCase() === vaultId);
    return vault ? !unread.vaults.includes(vault.name) : failures.length === 0;
  });
  const inspections = await readLastRegionInspections(services);
  const waited = (target: Target) => inspections.find(target)?.lookedAt.getTime() ?? 0;
  const now = clock.now();
  const night = lastDaily(quietTime(config.tenantId), config.timeZone, now);
  const due = copied
    .filter((target) => isRegionDue(inspections.find(target), { now, night }))
    .toSorted((one, other) => waited(one) - waited(other));
  const shares = [...Map.groupBy(due, ({ vault }) => subscriptionOf(vault.id)).values()];
  await Promise.all(
    shares.map(async (share) => {
      for (const target of share.slice(0, inspectionsPerRun)) await regionInspector.of(target);
    }),
  );
  const { find } = await readLastRegionInspections(services);
  const isMissed = (target: Target) => {
    const found = find(target);
    return !found || isUnsure(found);
  };
  // An earlier run of this night may have left misses, too.
  const misses = failures.length + unread.vaults.length > 0 || copied.some(isMissed);
  await store.transaction(async (tx) => {
    const again = (at: Date) => tx.wake('timer', 'region-looks:', at);
    again(nextRegionInspections(services, tx.now()));
    // The earliest wake wins.
    if (shares.some(({ length }) => length > inspectionsPerRun)) again(inSeconds(tx.now(), secondsPerRun));
    else if (misses) again(inSeconds(tx.now(), againSeconds));
  });
}
