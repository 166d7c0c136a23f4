import { lastDaily, nextDaily } from '../i18n/next-daily.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import type { Target } from '../machines/inventory.ts';
import { forgetRegionsBut, readLastRegionLooks } from '../machines/last-region-looks.ts';
import { isCopied } from '../machines/region-looks.ts';
import { isRegionDue, isUnsure, looksPerRun, secondsPerRun } from '../machines/rules/last-region-look.ts';
import type { RequestServices } from '../requests/services.ts';
import { quietTime } from './rules/quiet-time.ts';

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
