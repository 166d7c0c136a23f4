import { pageId } from '../chat/paging.ts';
import { newNonce } from '../kernel/nonce.ts';
import { pageOf } from '../kernel/page.ts';
import type { Target } from '../machines/inventory.ts';
import type { PersonServices } from '../services.ts';
import type { RegionCard, RegionCounts } from './cards/region.ts';

/** A look takes some ten calls to Azure, so that a page has few. */
const rowsPerPage = 4;

/** What would be missing on the day a region is lost: looked at now for one page, as it is known for the others. */
export async function readRegions(
  { inventory, regionLooks, clock }: PersonServices,
  number: number,
): Promise<RegionCard> {
  const { vaults, unread: failures } = await inventory.readVaults();
  const { targets: all, unread } = await inventory.readTargets(vaults);
  const live = all.filter(({ item }) => !item.softDeleted);
  const targets = live
    .filter(isCopied)
    .toSorted((a, b) => a.item.vmName.localeCompare(b.item.vmName) || a.vault.name.localeCompare(b.vault.name));
  const page = pageOf(targets, number, rowsPerPage);
  const rows = await Promise.all(
    page.rows.map(async (target) => ({
      vm: target.item.vmName,
      vault: target.vault.name,
      found: await regionLooks.of(target),
    })),
  );
  const off = await Promise.all(
    vaults
      .filter(({ crossRegionRestore }) => crossRegionRestore === 'no')
      .map(async (vault) => {
        const within = live.filter((target) => target.vault.id === vault.id);
        const [gap] = within[0] ? (await regionLooks.of(within[0])).gaps : [];
        return gap ? [{ vault: vault.name, count: within.length, gap }] : [];
      }),
  );
  const why = failures[0] ?? unread.why;
  return {
    nonce: newNonce(),
    now: clock.now(),
    counts: countRegions({ regionLooks }, targets),
    page: { ...page, rows },
    off: off.flat().toSorted((a, b) => b.count - a.count),
    unread: { vaults: unread.vaults, subscriptions: failures.length, ...(why && { why }) },
    ...(page.number < page.pages && { next: pageId(page.number + 1, '') }),
  };
}

/** Whether there is anything to look at in another region, or nobody can tell. */
export function isCopied({ vault }: Pick<Target, 'vault'>): boolean {
  return vault.crossRegionRestore !== 'no';
}

/** As far as it is known without asking Azure. */
export function countRegions(
  { regionLooks }: Pick<PersonServices, 'regionLooks'>,
  targets: readonly Target[],
): RegionCounts {
  const states = targets.map((target) => regionLooks.known(target)?.state ?? 'none');
  const count = (state: keyof RegionCounts) => states.filter((one) => one === state).length;
  return { ready: count('ready'), lacking: count('lacking'), unknown: count('unknown'), none: count('none') };
}
