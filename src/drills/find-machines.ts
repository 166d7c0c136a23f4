import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { VaultFacts, VmFacts } from '../kernel/facts.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import { type Inventory, type Target, vaultNames } from '../machines/inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import type { ListedRequest } from '../store/requests.ts';
import { logUnread } from '../store/rows.ts';
import { listDefinitions } from './read-scores.ts';
import { judgeMachine, type MachineVerdict } from './rules/drill-scope.ts';
import type { DrillSelection, StoredDefinition } from './stored-definition.ts';

/** Most machines of one definition: an approver has to be able to read the list. */
const mostMachines = 30;

/**
 * Parses a list of names and drops duplicates; a search by name reads the whole inventory.
 * @throws drill-many-machines
 */
export function machineNames(vms = ''): string[] {
  const names = new Set(vms.split(/[\s,]+/).filter((name) => name !== ''));
  requireFewEnough(names.size);
  return [...names];
}

type Lists = Pick<Inventory, 'targetsOf' | 'vms'>;

/** Machines of a vault that its tag, or the vault itself, covers now; sorted by name. */
export async function findMachines(
  inventory: Lists,
  vault: VaultFacts,
  selection: Exclude<DrillSelection, { by: 'name' }>,
): Promise<Target[]> {
  const [targets, vms] = await Promise.all([inventory.targetsOf(vault), inventory.vms()]);
  const there = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  return targets
    .filter(({ item }) => {
      if (item.softDeleted || selection.by === 'vault') return !item.softDeleted;
      const tags = Object.entries(there.get(armIdKey(item.vmId))?.tags ?? {});
      // Azure compares tag names without case, and tag values with it.
      return tags.some(
        ([name, value]) => name.toLowerCase() === selection.tag.toLowerCase() && value === selection.value,
      );
    })
    .toSorted((a, b) => a.item.vmName.localeCompare(b.item.vmName));
}

/** @throws drill-no-machines, drill-many-machines, drill-many-vaults */
export function requireOneVault(targets: readonly Target[]): { vault: VaultFacts; targets: readonly Target[] } {
  const [first] = targets;
  if (!first) throw new CodedError('drill-no-machines');
  const vaults = [...new Map(targets.map(({ vault }) => [armIdKey(vault.id), vault])).values()];
  if (vaults.length > 1) throw new CodedError('drill-many-vaults', { vaults: vaultNames(vaults).join(', ') });
  requireFewEnough(targets.length);
  return { vault: first.vault, targets };
}

function requireFewEnough(count: number): void {
  if (count > mostMachines) throw new CodedError('drill-many-machines', { count, most: mostMachines });
}

/**
 * What became of each machine of a definition since the request, by comparable id.
 * @param vms machines as listed now
 */
export function judgeMachines(
  { plan, request }: { plan: StoredDefinition; request: Pick<ListedRequest, 'created_at'> },
  vms: readonly VmFacts[],
): Map<string, MachineVerdict> {
  const there = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  return new Map(
    plan.plan.effects.machines.map((id) => {
      const key = armIdKey(id);
      const asked = { immutableId: plan.immutableIds[key], askedAt: request.created_at };
      return [key, judgeMachine(asked, there.get(key))];
    }),
  );
}

/**
 * Names of machines that differ from the ones whose drills were last approved, in any definition: an approver would
 * mistake them for those. Definitions that nobody approved don't count.
 * @param vms machines as listed now
 * @throws NewerStoredError
 */
export async function findRemade(
  services: Pick<RequestServices, 'store' | 'requestKinds' | 'log'>,
  targets: readonly Target[],
  vms: readonly VmFacts[],
): Promise<string[]> {
  const agreed = await listDefinitions(services, { wasInForce: true }, (error, row) => {
    // Only the newer version knows which machines its definition covers; skipping it would drop their warning.
    if (error instanceof NewerStoredError) throw error;
    logUnread(services.log, error, row);
  });
  const judged = agreed.map((definition) => judgeMachines(definition, vms));
  const isAnother = (key: string) => judged.find((one) => one.has(key))?.get(key) === 'another';
  return targets.flatMap(({ item }) => (isAnother(armIdKey(item.vmId)) ? [item.vmName] : []));
}
