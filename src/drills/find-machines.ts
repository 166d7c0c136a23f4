import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import type { Inventory, Target } from '../machines/inventory.ts';
import { vaultNames } from '../machines/vault-names.ts';
import type { DrillSelection } from './stored-definition.ts';

/** More are another definition: whoever decides has to be able to read the list. */
const mostMachines = 30;

/** Each once. Looking for a name costs as much as there are machines. @throws drill-many-machines */
export function machineNames(vms = ''): string[] {
  const names = new Set(vms.split(/[\s,]+/).filter((name) => name !== ''));
  requireFewEnough(names.size);
  return [...names];
}

type Lists = Pick<Inventory, 'targetsOf' | 'vms'>;

/** The machines of a vault that a tag, or the vault itself, means now, by name. */
export async function findMachines(
  inventory: Lists,
  vault: VaultFacts,
  selection: Exclude<DrillSelection, { by: 'name' }>,
): Promise<Target[]> {
  const [targets, vms] = await Promise.all([inventory.targetsOf(vault), inventory.vms()]);
  const there = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  return targets
    .filter(({ item }) => !item.softDeleted)
    .filter(({ item }) => {
      if (selection.by === 'vault') return true;
      const tags = Object.entries(there.get(armIdKey(item.vmId))?.tags ?? {});
      // Names of tags come in any case, their values do not.
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
