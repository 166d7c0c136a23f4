import type { RegionCode } from '../../kernel/codes/region.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-look.ts';
import { readyEncryption } from './region-encryption.ts';
import { type Gap, type RegionFacts, unknownGap, unreadGap } from './region-facts.ts';
import { regionLine } from './region-lines.ts';
import { readyPlaces } from './region-places.ts';
import { isInVault } from './usable-tier.ts';

/** By when Azure has copied what is in the vault: a day between backups, and 12 hours (documented). */
const copiedMs = 36 * 60 * 60_000;

/** Ready only where all was read and nothing is missing: what is not known is never taken for there. */
export function regionReadiness(facts: RegionFacts): RegionReadiness {
  const { vm, vault, region = '?' } = facts;
  const about = { vm, vault: vault.name, home: vault.location, region };
  const gap: Gap = (code, params = {}) => {
    const line = regionLine(code, facts, params);
    return {
      verdict: 'lacking',
      text: { code: `region.${code}`, params: { ...about, ...params } },
      ...(line && { line }),
    };
  };
  const unsure = (code: RegionCode): RegionReadiness => ({ state: 'unknown', gaps: [unknownGap(gap(code))] });
  if (vault.crossRegionRestore === 'no') {
    return { state: 'off', gaps: [gap(vault.redundancy === 'geo' ? 'off-geo' : 'off')] };
  }
  if (vault.crossRegionRestore === 'unknown') return unsure('vault-unknown');
  if (facts.region === undefined) return unsure('region-unlisted');
  const { inPoints, pointAt } = readyPoints(facts, gap);
  const gaps = eachOnce([...inPoints, ...readyPlaces(facts, region, gap), ...readyEncryption(facts, region, gap)]);
  const lacks = gaps.some(({ verdict }) => verdict === 'lacking');
  return {
    state: lacks ? 'lacking' : gaps.length > 0 ? 'unknown' : 'ready',
    region,
    ...(pointAt && { pointAt }),
    gaps,
  };
}

function readyPoints({ now, home, there }: RegionFacts, gap: Gap): { inPoints: RegionGap[]; pointAt?: Date } {
  if (there.kind === 'unread') return { inPoints: [unreadGap(there)] };
  const pointAt = newestThere(there.value);
  if (!pointAt) return { inPoints: [gap('point-none')] };
  if (home.kind === 'unread') return { inPoints: [unreadGap(home)], pointAt };
  // One that is made once a week gets old, and nothing is wrong: what matters is that a newer one didn't get there.
  const isLate = home.value.some(
    (point) => isInVault(point) && point.at > pointAt && now.getTime() - point.at.getTime() > copiedMs,
  );
  return { inPoints: isLate ? [gap('point-late', { at: `${pointAt.toISOString().slice(0, 16)}Z` })] : [], pointAt };
}

/** There is nothing but the vault tier there, which older answers spell in a way that is not known here (recorded in 2021). */
function newestThere(points: readonly RecoveryPointFacts[]): Date | undefined {
  return points
    .filter((point) => (point.tiers.length === 0 || isInVault(point)) && !point.softDeleted)
    .map(({ at }) => at)
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
}

/** One call that failed may have been for several of them. */
function eachOnce(gaps: readonly RegionGap[]): RegionGap[] {
  const named = gaps.map((gap) => [JSON.stringify(gap.text), gap] as const);
  return [...new Map(named).values()];
}
