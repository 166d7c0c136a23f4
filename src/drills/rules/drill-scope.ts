import { z } from 'zod/v4';
import { armIdKey } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { VmFacts } from '../../kernel/facts.ts';
import type { Extent, Scope } from '../../requests/rules/definition-scope.ts';
import type { DrillTimes } from './drill-clock.ts';
import { type ProbeWanted, probeHash } from './probe.ts';

/** Where copies are restored to. */
export const copyPlace = z.object({
  groupId: z.string(),
  stagingId: z.string(),
  subnetId: z.string(),
  openings: z.array(z.string()),
});

type Place = z.infer<typeof copyPlace>;

/** Current size of a machine. */
export type Measured = { id: string; size: string; cores: number; gb: number };

/** The most that a definition may use per month; each copy counts for its whole lifetime. */
export type Ceilings = { coreHours: number; gbHours: number };

/** How often a machine may be due within 30 days, plus one, because a period may end soon after a drill. */
const mostRuns: Readonly<Record<DrillTimes['every'], number>> = { week: 6, month: 2, quarter: 2 };

/** Default ceilings: what a definition needs for all of its machines. */
export function usualCeilings(machines: readonly Measured[], every: DrillTimes['every'], lifeHours: number): Ceilings {
  const sum = (amount: 'cores' | 'gb') =>
    machines.reduce((total, one) => total + one[amount], 0) * mostRuns[every] * lifeHours;
  return { coreHours: sum('cores'), gbHours: sum('gb') };
}

/** Finds a given ceiling that leaves no room for one drill of each machine; such a drill would never begin. */
export function findLowCeiling(
  machines: readonly Measured[],
  { coreHours, gbHours }: Partial<Ceilings>,
  lifeHours: number,
): Failure | undefined {
  const low = (code: string, given: number | undefined, amount: 'cores' | 'gb'): Failure | undefined => {
    const least = most(machines, amount) * lifeHours;
    return given !== undefined && given < least ? { code, params: { given, least, hours: lifeHours } } : undefined;
  };
  return low('drill-few-core-hours', coreHours, 'cores') ?? low('drill-few-gb-hours', gbHours, 'gb');
}

function most(machines: readonly Measured[], amount: 'cores' | 'gb'): number {
  return Math.max(...machines.map((one) => one[amount]));
}

/** Ceilings of a definition, as signed. */
export function ceilingsOf({ perMonth, lifeHours }: Pick<Scope, 'perMonth'> & { lifeHours: number }): Ceilings {
  return { coreHours: (perMonth.cores ?? 0) * lifeHours, gbHours: (perMonth.gb ?? 0) * lifeHours };
}

/** Ceilings of a renewed definition: the old ones, plus what its new machines need. */
export function renewedCeilings(
  before: Pick<Scope, 'machines' | 'perMonth'> & { every: DrillTimes['every']; lifeHours: number },
  machines: readonly Measured[],
): Ceilings {
  const gained = machines.filter(({ id }) => !before.machines.some((one) => armIdKey(one) === armIdKey(id)));
  const [present, more] = [ceilingsOf(before), usualCeilings(gained, before.every, before.lifeHours)];
  return { coreHours: present.coreHours + more.coreHours, gbHours: present.gbHours + more.gbHours };
}

/** Scope that a definition signs for its runs: these machines at their current sizes, this place, these ceilings. */
export function drillScope(
  machines: readonly Measured[],
  { place, sizes }: { place: Place; sizes: readonly string[] },
  { coreHours, gbHours }: Ceilings,
  { lifeHours, days, probe }: { lifeHours: number; days: number; probe?: ProbeWanted },
): Scope {
  return {
    runs: 'drill',
    days,
    machines: machines.map(({ id }) => id),
    fixed: fixedOf(place),
    allowed: {
      sizes: [...new Set([...machines.map(({ size }) => size), ...sizes].map((size) => size.toLowerCase()))].sort(),
      probes: [probeHash('Linux', probe), probeHash('Windows', probe)],
    },
    perRun: { machines: 1, cores: most(machines, 'cores'), gb: most(machines, 'gb') },
    perMonth: { cores: Math.floor(coreHours / lifeHours), gb: Math.floor(gbHours / lifeHours) },
  };
}

/**
 * Extent of a single run, in the terms of the scope.
 * @param measured sizes at planning; unknown sizes count as outside the scope
 */
export function drillExtent(run: {
  vmId: string;
  place: Place;
  size: string | null | undefined;
  probe: string;
  measured?: { cores: number; gb: number } | undefined;
}): Extent {
  return {
    kind: 'drill',
    machines: [run.vmId],
    fixed: fixedOf(run.place),
    uses: { sizes: [(run.size ?? '').toLowerCase()], probes: [run.probe] },
    amounts: { machines: 1, ...run.measured },
  };
}

function fixedOf({ groupId, stagingId, subnetId, openings }: Place): Record<string, string> {
  return {
    group: armIdKey(groupId),
    staging: armIdKey(stagingId),
    subnet: armIdKey(subnetId),
    openings: [...openings].sort().join(', '),
  };
}

/** gone: no machine has the name now. unknown: Azure gives neither an id nor a creation time. */
export type MachineVerdict = 'same' | 'another' | 'gone' | 'unknown';

/**
 * Whether the machine that has the name now is the approved one, by its immutable id in Azure. If one of the two ids is
 * unknown, creation time decides: a machine made after the request was not approved.
 */
export function judgeMachine(
  { immutableId, askedAt }: { immutableId?: string | undefined; askedAt: Date },
  vm: Pick<VmFacts, 'immutableId' | 'createdAt'> | undefined,
): MachineVerdict {
  if (!vm) return 'gone';
  if (immutableId !== undefined && vm.immutableId !== undefined) {
    return immutableId.toLowerCase() === vm.immutableId.toLowerCase() ? 'same' : 'another';
  }
  if (vm.createdAt === undefined) return 'unknown';
  return vm.createdAt > askedAt ? 'another' : 'same';
}
