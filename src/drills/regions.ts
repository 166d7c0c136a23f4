import { pageId } from '../chat/arguments.ts';
import { resolveTarget } from '../chat/targets.ts';
import type { Turn } from '../chat/turn.ts';
import { lastDaily, nextDaily } from '../i18n/parse-date.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { newNonce } from '../kernel/nonce.ts';
import { pageOf } from '../kernel/page.ts';
import { findVault, type Target } from '../machines/inventory.ts';
import {
  forgetRegionsBut,
  isCopied,
  type LastRegionLooks,
  readLastRegionLooks,
  toldRegion,
} from '../machines/region-looks.ts';
import { isRegionDue, isUnsure, looksPerRun, regionRank, secondsPerRun } from '../machines/rules/last-region-look.ts';
import type { RequestServices } from '../requests/services.ts';
import type { RegionCard, RegionCounts } from './cards/region.ts';
import { quietTime } from './rules/drill-clock.ts';

/** A card holds few that lack much; and of a vault that was named each is looked at, which takes some ten calls. */
const rowsPerPage = 4;

/**
 * What would be missing on the day a region is lost, worst first, as it was last looked at. Of a machine or vault that is
 * named, what stands on the page is looked at now, by name.
 * @throws as `target` of the inventory
 */
export async function readRegions(turn: Turn, number: number, named = ''): Promise<RegionCard> {
  const { services } = turn;
  const { inventory, regionLooks, clock } = services;
  const { vaults: all, unread: failures } = await inventory.readVaults();
  const vault = findVault(all, named);
  const machine = named !== '' && !vault ? await resolveTarget(turn, named) : undefined;
  const vaults = vault ? [vault] : machine ? [] : all;
  const { targets: inside, unread } = await inventory.readTargets(vaults);
  const live = inside.filter(({ item }) => !item.softDeleted);
  const targets = machine ? [machine] : live.filter(isCopied);
  const looks = await readLastRegionLooks(services);
  const told = (target: Target) => toldRegion(looks, target, clock.now());
  const ordered = targets
    .map((target) => ({ target, found: told(target) }))
    .toSorted(
      (a, b) =>
        // A look at one page would change what stands on the next.
        (named === '' ? regionRank(a.found) - regionRank(b.found) : 0) ||
        a.target.item.vmName.localeCompare(b.target.item.vmName),
    );
  const page = pageOf(ordered, number, rowsPerPage);
  const rows = await Promise.all(
    page.rows.map(async ({ target, found: known }) => {
      const found = named === '' ? known : await regionLooks.of(target);
      return { vm: target.item.vmName, vault: target.vault.name, ...(found && { found }) };
    }),
  );
  const off = await Promise.all(
    vaults
      .filter(({ crossRegionRestore }) => crossRegionRestore === 'no')
      .map(async (vault) => {
        const within = live.filter((target) => target.vault.id === vault.id);
        // Nothing is asked of a vault without it.
        const [gap] = within[0] ? (await regionLooks.of(within[0])).gaps : [];
        return gap ? [{ vault: vault.name, count: within.length, gap }] : [];
      }),
  );
  const why = failures[0] ?? unread.why;
  return {
    nonce: newNonce(),
    now: clock.now(),
    counts: countRegions(named === '' ? looks : await readLastRegionLooks(services), targets, clock.now()),
    ...(named !== '' && { named }),
    ...(named === '' && looks.nights > 1 && { nights: looks.nights }),
    page: { ...page, rows },
    off: off.flat().toSorted((a, b) => b.count - a.count),
    unread: { vaults: unread.vaults, subscriptions: failures.length, ...(why && { why }) },
    ...(page.number < page.pages && { next: pageId(page.number + 1, named) }),
  };
}

/** As they were last looked at. */
export function countRegions(looks: LastRegionLooks, targets: readonly Target[], now: Date): RegionCounts {
  const states = targets.map((target) => toldRegion(looks, target, now)?.state ?? 'none');
  const count = (state: keyof RegionCounts) => states.filter((one) => one === state).length;
  return { ready: count('ready'), lacking: count('lacking'), unknown: count('unknown'), none: count('none') };
}

/** What could not be read is tried again in the same night, or morning. */
const againSeconds = 4 * 60 * 60;

/** When the night's looks begin: at another minute for each tenant, so that Azure doesn't hear from all at once. */
export function nextRegionLooks({ config }: Pick<RequestServices, 'config'>, now: Date): Date {
  return nextDaily(quietTime(config.tenantId), config.timeZone, now);
}

/**
 * Timer `region-looks`: looks once a night at what the paired region has of each machine whose vault is copied, those
 * first that waited longest. Each subscription has limits of its own; where one has more machines than a day takes, each
 * is looked at in its turn.
 */
export async function lookAtRegions(services: RequestServices): Promise<void> {
  const { config, store, inventory, regionLooks, clock } = services;
  const { vaults, unread: failures } = await inventory.readVaults();
  const { targets, unread } = await inventory.readTargets(vaults);
  const copied = targets.filter((target) => !target.item.softDeleted && isCopied(target));
  await forgetRegionsBut(services, copied, (vaultId) => {
    const vault = vaults.find(({ id }) => id.toLowerCase() === vaultId);
    return vault ? !unread.vaults.includes(vault.name) : failures.length === 0;
  });
  const looks = await readLastRegionLooks(services);
  const waited = (target: Target) => looks.find(target)?.lookedAt.getTime() ?? 0;
  const now = clock.now();
  const night = lastDaily(quietTime(config.tenantId), config.timeZone, now);
  const due = copied
    .filter((target) => isRegionDue(looks.find(target), { now, night }))
    .toSorted((one, other) => waited(one) - waited(other));
  const shares = [...Map.groupBy(due, ({ vault }) => subscriptionOf(vault.id)).values()];
  await Promise.all(
    shares.map(async (share) => {
      for (const target of share.slice(0, looksPerRun)) await regionLooks.of(target);
    }),
  );
  const { find } = await readLastRegionLooks(services);
  const isMissed = (target: Target) => {
    const found = find(target);
    return !found || isUnsure(found);
  };
  // Also of what an earlier run of this night could not read.
  const misses = failures.length + unread.vaults.length > 0 || copied.some(isMissed);
  await store.transaction(async (tx) => {
    const again = (at: Date) => tx.wake('timer', 'region-looks:', at);
    again(nextRegionLooks(services, tx.now()));
    // The earliest wins.
    if (shares.some(({ length }) => length > looksPerRun)) again(inSeconds(tx.now(), secondsPerRun));
    else if (misses) again(inSeconds(tx.now(), againSeconds));
  });
}
