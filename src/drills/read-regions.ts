import { pageId } from '../chat/paging.ts';
import type { PersonServices } from '../chat/turn.ts';
import { newNonce } from '../kernel/nonce.ts';
import { pageOf } from '../kernel/page.ts';
import type { Target } from '../machines/inventory.ts';
import { type LastRegionLooks, readLastRegionLooks, toldRegion } from '../machines/last-region-looks.ts';
import { isCopied } from '../machines/region-looks.ts';
import { regionRank } from '../machines/rules/last-region-look.ts';
import { findVault } from '../machines/vault-names.ts';
import type { RegionCard, RegionCounts } from './cards/region.ts';

/** A card holds few that lack much; and of a vault that was named each is looked at, which takes some ten calls. */
const rowsPerPage = 4;

/**
 * What would be missing on the day a region is lost, worst first, as it was last looked at. Of a machine or vault that is
 * named, what stands on the page is looked at now, by name.
 * @throws as `target` of the inventory
 */
export async function readRegions(services: PersonServices, number: number, named = ''): Promise<RegionCard> {
  const { inventory, regionLooks, clock } = services;
  const { vaults: all, unread: failures } = await inventory.readVaults();
  const vault = findVault(all, named);
  const machine = named !== '' && !vault ? await inventory.target(named) : undefined;
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
