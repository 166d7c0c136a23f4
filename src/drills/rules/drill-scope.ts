import { armIdKey } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { VmFacts } from '../../kernel/facts.ts';
import type { Extent, Scope } from '../../requests/rules/definition-scope.ts';
import type { DrillTimes } from './drill-clock.ts';
import { type ProbeWanted, probeHash } from './probe.ts';

/** Where copies go. */
type Place = { groupId: string; stagingId: string; subnetId: string; openings: readonly string[] };

/** A machine as large as it is now. */
export type Measured = { id: string; size: string; cores: number; gb: number };

/** The most that a definition may use; each copy is counted as living its whole lifetime. */
export type Ceilings = { coreHours: number; gbHours: number };

/** How often a machine may be due within 30 days, and once more: a period may end soon after it was drilled. */
const mostRuns: Readonly<Record<DrillTimes['every'], number>> = { week: 6, month: 2, quarter: 2 };

/** What a definition needs for all of its machines, where nobody gave a ceiling. */
export function usualCeilings(machines: readonly Measured[], every: DrillTimes['every'], lifeHours: number): Ceilings {
  const runs = mostRuns[every];
  const sum = (amount: (one: Measured) => number) => machines.reduce((total, one) => total + amount(one), 0);
  return {
    coreHours: sum(({ cores }) => cores) * runs * lifeHours,
    gbHours: sum(({ gb }) => gb) * runs * lifeHours,
  };
}

/** A ceiling that was named and leaves no room for one drill of each machine, which would then never begin. */
export function findLowCeiling(
  machines: readonly Measured[],
  { coreHours, gbHours }: Partial<Ceilings>,
  lifeHours: number,
): Failure | undefined {
  const most = (amount: (one: Measured) => number) => Math.max(...machines.map(amount)) * lifeHours;
  const low = (code: string, given: number | undefined, least: number): Failure[] =>
    given !== undefined && given < least ? [{ code, params: { given, least, hours: lifeHours } }] : [];
  const [first] = [
    ...low(
      'drill-few-core-hours',
      coreHours,
      most(({ cores }) => cores),
    ),
    ...low(
      'drill-few-gb-hours',
      gbHours,
      most(({ gb }) => gb),
    ),
  ];
  return first;
}

/** What a definition may use, as it was signed. */
export function ceilingsOf({ perMonth, lifeHours }: Pick<Scope, 'perMonth'> & { lifeHours: number }): Ceilings {
  return { coreHours: (perMonth.cores ?? 0) * lifeHours, gbHours: (perMonth.gb ?? 0) * lifeHours };
}

/** Those of a definition that is asked for anew: what it may use, and what machines need that it gained. */
export function renewedCeilings(
  before: Pick<Scope, 'machines' | 'perMonth'> & { every: DrillTimes['every']; lifeHours: number },
  machines: readonly Measured[],
): Ceilings {
  const gained = machines.filter(({ id }) => !before.machines.some((one) => armIdKey(one) === armIdKey(id)));
  const [present, more] = [ceilingsOf(before), usualCeilings(gained, before.every, before.lifeHours)];
  return { coreHours: present.coreHours + more.coreHours, gbHours: present.gbHours + more.gbHours };
}

/** What a definition signs of its runs: these machines, in this place, as large as they are now, within the ceilings. */
export function drillScope(
  machines: readonly Measured[],
  {
    place,
    sizes,
    ceilings,
    lifeHours,
    days,
    probe,
  }: {
    place: Place;
    sizes: readonly string[];
    ceilings: Ceilings;
    lifeHours: number;
    days: number;
    probe?: ProbeWanted;
  },
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
    perRun: {
      machines: 1,
      cores: Math.max(...machines.map(({ cores }) => cores)),
      gb: Math.max(...machines.map(({ gb }) => gb)),
    },
    perMonth: {
      cores: Math.floor(ceilings.coreHours / lifeHours),
      gb: Math.floor(ceilings.gbHours / lifeHours),
    },
  };
}

/** The same of one run. @param measured what was not told when it was planned counts as outside */
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

/** What is known of a machine from when its drills were asked for. */
export type AskedMachine = { immutableId?: string | undefined; askedAt: Date };

/** gone: nothing has its name now. unknown: Azure tells neither what it is nor since when. */
export type MachineVerdict = 'same' | 'another' | 'gone' | 'unknown';

/**
 * Whether what has a machine's name now is the machine whose drills were approved, by what Azure gave that one and gives to
 * no other. Where that isn't known of both, by time: what was made after the drills were asked for is none that anybody
 * agreed to.
 */
export function judgeMachine(
  { immutableId, askedAt }: AskedMachine,
  vm: Pick<VmFacts, 'immutableId' | 'createdAt'> | undefined,
): MachineVerdict {
  if (!vm) return 'gone';
  if (immutableId !== undefined && vm.immutableId !== undefined) {
    return immutableId.toLowerCase() === vm.immutableId.toLowerCase() ? 'same' : 'another';
  }
  if (vm.createdAt === undefined) return 'unknown';
  return vm.createdAt > askedAt ? 'another' : 'same';
}
