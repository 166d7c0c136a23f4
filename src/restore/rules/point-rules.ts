import type { RestoreContext, RestoreFacts, Violation } from './plan.ts';
import type { TieredTarget } from './target.ts';

/** Rules about the recovery point and the protected item themselves. */
export function pointRules(facts: RestoreFacts, target: TieredTarget, context: RestoreContext): Violation[] {
  const { point, item } = facts;
  if (context.restored) return [];
  const found: Violation[] = [];
  const params = { point: point.name };
  // A list may leave out the encryption members of the very same point.
  if (!point.detailed) found.push({ code: 'point-not-read', params });
  if (item.softDeleted) found.push({ code: 'item-soft-deleted', params: { vm: item.vmName } });
  if (target.tier.tier === 'none') found.push({ code: 'point-no-usable-tier', params });
  return found;
}
