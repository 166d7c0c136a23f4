import type { Azure } from '../azure/open.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { Target } from '../machines/inventory.ts';
import { type PopulationRow, populationRow } from './rules/evidence.ts';

/** Every machine that Azure Backup protects, as Azure gives it now; and by name what could not be read. */
export async function readPopulation(
  azure: Pick<Azure, 'vaults' | 'items' | 'vms'>,
  subscriptions: readonly string[],
): Promise<{ population: PopulationRow[]; unread: string[]; targets: Target[] }> {
  const population: PopulationRow[] = [];
  const targets: Target[] = [];
  const unread: string[] = [];
  for (const id of subscriptions) {
    const vaults = await reading(() => azure.vaults.listOf(id));
    if (vaults.kind === 'unread') {
      unread.push(`subscription ${id}`);
      continue;
    }
    const machines = await reading(() => azure.vms.list(id));
    // Then they go by their names, and what proves one that had the name before counts.
    if (machines.kind === 'unread') unread.push(`identities of machines in subscription ${id}`);
    const ids = new Map((readValue(machines) ?? []).map((vm) => [armIdKey(vm.id), vm.immutableId]));
    for (const vault of vaults.value) {
      const items = await reading(() => azure.items.list(vault));
      if (items.kind === 'unread') unread.push(`vault ${vault.name}`);
      else {
        const live = items.value.filter(({ softDeleted }) => !softDeleted);
        population.push(
          ...live.map((item) => {
            const immutableId = ids.get(armIdKey(item.vmId));
            return { ...populationRow({ vault, item }), ...(immutableId !== undefined && { immutableId }) };
          }),
        );
        targets.push(...live.map((item) => ({ vault, item })));
      }
    }
  }
  return { population: population.toSorted((a, b) => a.vm.localeCompare(b.vm)), unread, targets };
}
