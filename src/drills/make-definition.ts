import { restoreAction } from '../access/rules/actions.ts';
import { armIdKey, subscriptionOf } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { effectsHash } from '../kernel/request.ts';
import type { Target } from '../machines/inventory.ts';
import { choosable } from '../restore/rules/points.ts';
import type { RestoreServices } from '../restore/services.ts';
import { findRemade, requireOneVault } from './find-machines.ts';
import { makeDrill } from './make-drill.ts';
import { measureMachines } from './measure-machines.ts';
import { drillNeeds } from './request-kinds/drill.ts';
import type { DrillTimes } from './rules/drill-clock.ts';
import { type Ceilings, drillScope, findLowCeiling, renewedCeilings, usualCeilings } from './rules/drill-scope.ts';
import type { ProbeWanted } from './rules/probe.ts';
import type { DrillSelection, StoredDefinition } from './stored-definition.ts';

/** Scheduled drills as somebody requests them. */
export type WantedDrills = {
  selection: DrillSelection;
  times: DrillTimes;
  atOnce: number;
  lifeHours: number;
  days: number;
  ceilings: Partial<Ceilings>;
  /** The definition being renewed: its ceilings apply unless new ones are given. */
  before?: StoredDefinition;
  probe: ProbeWanted;
  told: { oid: string; name: string }[];
  targets: { rtoMinutes?: number; rpoMinutes?: number };
  /** Id of the definition that this one replaces. */
  renews?: string;
};

/** Most machines whose readers are counted, as each takes a count of its own. */
const mostCounted = 5;

/**
 * Makes the definition that goes to approvers. A drill of its first machine is planned, to check that there is a place,
 * that it is isolated, and that the requester may run it.
 * @throws drill-*, no-points, plan.*, not-allowed, not-known, TierOffError, azure.*
 */
export async function makeDefinition(
  services: RestoreServices,
  found: readonly Target[],
  { selection, times, atOnce, lifeHours, days, ceilings, before, renews, probe, told: toNotify, targets }: WantedDrills,
  requester: Person,
): Promise<StoredDefinition> {
  const { vault, targets: machines } = requireOneVault(found);
  const [first] = machines;
  if (!first) throw new CodedError('drill-no-machines');
  const points = choosable(await services.azure.points.list(first.item.id));
  const rehearsed = await makeDrill(services, await services.inventory.readNow(first), points, { requester, probe });
  const { azure } = services;
  const subscriptions = [...new Set(machines.map(({ item }) => subscriptionOf(item.vmId)))];
  const [vms, disks] = await Promise.all([
    Promise.all(subscriptions.map((id) => azure.vms.list(id))).then((lists) => lists.flat()),
    Promise.all(subscriptions.map((id) => azure.disks.list(id))).then((lists) => lists.flat()),
  ]);
  const there = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  requireOneSystem(there, machines, probe);
  const measured = await measureMachines(azure, { vms, disks }, machines);
  const low = findLowCeiling(measured, ceilings, lifeHours);
  if (low) throw new CodedError(low.code, low.params);
  const usual = before
    ? renewedCeilings(before.plan.effects, measured)
    : usualCeilings(measured, times.every, lifeHours);
  const within = { place: rehearsed.place, sizes: services.planning.profileOf(vault.name).vmSizes ?? [] };
  const effects = {
    version: 2 as const,
    ...drillScope(measured, within, { ...usual, ...ceilings }, { lifeHours, days, probe }),
    every: times.every,
    from: times.from,
    to: times.to,
    zone: times.timeZone,
    atOnce,
    lifeHours,
    renews: renews ?? null,
    ...(Object.keys(probe).length > 0 && { probe }),
    ...(toNotify.length > 0 && { told: toNotify }),
    ...(Object.keys(targets).length > 0 && { targets }),
  };
  const names = machines.map(({ item }) => item.vmName);
  const remade = await findRemade(services, machines, vms);
  return {
    kind: 'drill-definition',
    target: { vaultId: vault.id, vaultName: vault.name, containerName: '', vmId: '', vmName: namesLine(names) },
    names,
    immutableIds: Object.fromEntries(
      machines.flatMap(({ item }) => {
        const key = armIdKey(item.vmId);
        const immutableId = there.get(key)?.immutableId;
        return immutableId === undefined ? [] : [[key, immutableId]];
      }),
    ),
    ...(remade.length > 0 && { remade }),
    selection,
    place: rehearsed.place,
    needs: drillNeeds(rehearsed),
    readers: await countReaders(services, there, machines, rehearsed.place),
    plan: { hash: effectsHash(effects), effects },
    // An approval rule may depend on the tags of any of the machines, so every rule that may apply must be met.
    gated: { action: restoreAction, scope: vault.id },
  };
}

/** Machines as listed now, by comparable id. */
type Machines = ReadonlyMap<string, VmFacts>;

/**
 * Requires machines of one operating system, because a script runs on one only.
 * @throws drill-mixed-systems
 */
function requireOneSystem(there: Machines, targets: readonly Target[], { script }: ProbeWanted): void {
  if (script === undefined) return;
  const systems = new Set(targets.map(({ item }) => there.get(armIdKey(item.vmId))?.osType));
  if (systems.size > 1) throw new CodedError('drill-mixed-systems');
}

/** Short list of names for a heading, such as "app-01, sql-01, web-01 +4". */
function namesLine(names: readonly string[]): string {
  const more = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${more > 0 ? ` +${more}` : ''}`;
}

/**
 * Readers of the machine whose copy gives access to the most people; only the first few machines are counted, each
 * anew.
 */
async function countReaders(
  { countReaders: count }: RestoreServices,
  there: Machines,
  targets: readonly Target[],
  { groupId, stagingId }: StoredDefinition['place'],
): Promise<StoredDefinition['readers']> {
  const counted = await Promise.all(
    targets.slice(0, mostCounted).map(async ({ item }) => {
      const disks = there.get(armIdKey(item.vmId))?.disks.flatMap(({ diskId }) => diskId ?? []) ?? [];
      const seen = await count({
        original: { machine: item.vmId, disks },
        copy: { group: groupId, staging: stagingId, makesMachine: true },
      });
      return { vm: item.vmName, seen };
    }),
  );
  const people = ({ seen }: StoredDefinition['readers']) =>
    seen === 'unread' ? Number.POSITIVE_INFINITY : seen.people;
  const [most] = counted.toSorted((a, b) => people(b) - people(a));
  return most ?? { vm: '', seen: 'unread' };
}
