import { DateTime } from 'luxon';
import { writeItem, writePolicy } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { type Planned, planned } from './plans.ts';
import type { RaisedPolicy } from './raised-policy.ts';

/** A machine goes over to a policy that keeps longer, and nothing else of its protection changes. */
export type RaiseEffects = { kind: 'raise-retention'; vault: string; item: string; policy: RaisedPolicy };

export function planRaise(
  { vaultId, itemId }: { vaultId: string; itemId: string },
  policy: RaisedPolicy,
): Planned<RaiseEffects> {
  const effects: RaiseEffects = { kind: 'raise-retention', vault: armIdKey(vaultId), item: armIdKey(itemId), policy };
  return planned(effects, [writeItem(vaultId), writePolicy(vaultId)]);
}

/** Points that come back, how far they reach, and until when the oldest of them stays at least. */
export type Returning = { count: number; first: Date; last: Date; until: Date };

/**
 * What a longer retention brings back of the soft-deleted points, and how many are too old even for it.
 * By the shortest rule that any of its points goes by: which one a month or a year keeps, Azure doesn't say of a point.
 */
export function returning(
  points: readonly Pick<RecoveryPointFacts, 'at' | 'softDeleted'>[],
  retention: PolicyRetention,
  now: Date,
): { back?: Returning; gone: number } {
  const cut = points
    .filter(({ softDeleted }) => softDeleted)
    .map(({ at }) => ({ at, until: leastKept(retention, at) }))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const kept = cut.filter(({ until }) => until > now);
  const [first] = kept;
  const last = kept.at(-1);
  const gone = cut.length - kept.length;
  return first && last
    ? { back: { count: kept.length, first: first.at, last: last.at, until: first.until }, gone }
    : { gone };
}

/** Until when a point is kept at least. */
export function leastKept({ daily, weekly, monthly, yearly }: PolicyRetention, at: Date): Date {
  const length = daily
    ? { days: daily.count }
    : weekly
      ? { weeks: weekly.count }
      : monthly
        ? { months: monthly.count }
        : { years: yearly?.count ?? 0 };
  return DateTime.fromJSDate(at, { zone: 'utc' }).plus(length).toJSDate();
}
