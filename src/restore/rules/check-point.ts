import { type Finding, said, stopsRestore, warn } from '../../machines/rules/finding.ts';
import { raiseRefusal } from '../../machines/rules/item-state.ts';
import { usableTier } from '../../machines/rules/usable-tier.ts';
import type { PlanCheckFacts } from './plan-check-facts.ts';
import { choosable } from './recovery-points.ts';

/** Whether there is a point, what is known against the machine, and whether a snapshot can be trusted after a change of key. */
export function checkPoint(facts: PlanCheckFacts): Finding[] {
  const vm = facts.item.vmName;
  if (facts.point === undefined) return [stopsRestore('point', said('no-points'), { vm }, `backup ${vm}`)];
  return [...checkSource(facts), ...checkSnapshot(facts), ...checkCut(facts)];
}

/** What is known of the point itself is a warning of its plan. */
function checkSource({ item: { vmName: vm, sourceScan } }: PlanCheckFacts): Finding[] {
  if (sourceScan?.summary === 'suspicious') return [warn('point', said('source-suspicious'), { vm })];
  if (sourceScan?.status === 'failed') return [warn('point', said('source-scan-failed'), { vm })];
  return [];
}

/** Points that a shorter policy cut, which a longer one brings back while they last. */
function checkCut({ points, item, vault }: PlanCheckFacts): Finding[] {
  const vm = item.vmName;
  const count = points.filter(({ softDeleted }) => softDeleted).length;
  if (count === 0) return [];
  const refusal = raiseRefusal({ item, vault });
  return [warn('point', said('points-cut'), { vm, count }, refusal ? `points ${vm}` : `retention raise ${vm}`)];
}

/** Of what is there once the snapshot has expired. */
const staying: ReadonlySet<string> = new Set(['valid', 'rehydrated']);

function checkSnapshot({ points, point, outcome, item }: PlanCheckFacts): Finding[] {
  const vm = item.vmName;
  const rotated =
    outcome?.kind === 'plan' && outcome.plan.warnings.some(({ code }) => code === 'snapshot-after-rotation');
  if (!rotated) return [];
  // Azure takes the snapshot wherever there is one, so only a point without it is restored from the vault.
  const choices = choosable(points);
  const other = choices.findIndex((one) => usableTier(one, one.managed !== 'no').tier === 'vault-standard');
  if (other === -1) {
    const outlives = point?.tiers.some(({ tier, status }) => tier !== 'snapshot' && staying.has(status)) === true;
    return [warn('point', said(outlives ? 'rotated-no-other' : 'rotated-snapshot-only'), { vm })];
  }
  return [warn('point', said('rotated'), { vm, number: other + 1 }, `restore ${vm} #${other + 1}`)];
}
