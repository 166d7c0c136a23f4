import { lastDaily, nextDaily } from '../i18n/next-daily.ts';
import { inSeconds } from '../kernel/clock.ts';
import type { Target } from '../machines/inventory.ts';
import { forgetRegionsBut, readKeptRegions } from '../machines/kept-regions.ts';
import { isCopied } from '../machines/region-looks.ts';
import { isRegionDue, isUnsure, type KeptRegion } from '../machines/rules/kept-region.ts';
import type { Services } from '../services.ts';
import { quietTime } from './rules/quiet-time.ts';

/** A look takes some ten calls to Azure; a few each quarter of an hour leave the limits to people. */
const everySeconds = 15 * 60;
const mostPerRun = 10;
/** What could not be read is tried again in the same night, or morning. */
const againSeconds = 4 * 60 * 60;

/** When the night's looks begin: at another minute for each tenant, so that Azure doesn't hear from all at once. */
export function nextRegionLooks({ config }: Pick<Services, 'config'>, now: Date): Date {
  return nextDaily(quietTime(config.tenantId), config.timeZone, now);
}

function isMissed(found: KeptRegion | undefined): boolean {
  return !found || isUnsure(found);
}

/**
 * Timer `region-looks`: looks once a night at what the paired region has of each machine whose vault is copied, those
 * first that waited longest. Where there are more than a day takes, each is looked at in its turn.
 */
export async function lookAtRegions(services: Services): Promise<void> {
  const { config, store, inventory, regionLooks, clock } = services;
  const { vaults, unread: failures } = await inventory.readVaults();
  const { targets, unread } = await inventory.readTargets(vaults);
  const copied = targets.filter((target) => !target.item.softDeleted && isCopied(target));
  await forgetRegionsBut(services, copied, (vaultId) => {
    const vault = vaults.find(({ id }) => id.toLowerCase() === vaultId);
    return vault ? !unread.vaults.includes(vault.name) : failures.length === 0;
  });
  const kept = await readKeptRegions(services);
  const waited = (target: Target) => kept(target)?.lookedAt.getTime() ?? 0;
  const now = clock.now();
  const night = lastDaily(quietTime(config.tenantId), config.timeZone, now);
  const due = copied
    .filter((target) => isRegionDue(kept(target), { now, night }))
    .toSorted((one, other) => waited(one) - waited(other));
  for (const target of due.slice(0, mostPerRun)) await regionLooks.of(target);
  const found = await readKeptRegions(services);
  // Also of what an earlier run of this night could not read.
  const misses = failures.length + unread.vaults.length > 0 || copied.some((target) => isMissed(found(target)));
  await store.transaction(async (tx) => {
    const again = (at: Date) => tx.wake('timer', 'region-looks:', at);
    again(nextRegionLooks(services, tx.now()));
    // The earliest wins.
    if (due.length > mostPerRun) again(inSeconds(tx.now(), everySeconds));
    else if (misses) again(inSeconds(tx.now(), againSeconds));
  });
}
