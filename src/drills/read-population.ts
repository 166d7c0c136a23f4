import type { Azure } from '../azure/open.ts';
import { reading } from '../kernel/result.ts';
import type { PopulationRow } from './rules/evidence.ts';

/** Every machine that Azure Backup protects, as Azure gives it now; and by name what could not be read. */
export async function readPopulation(
  azure: Pick<Azure, 'vaults' | 'items'>,
  subscriptions: readonly string[],
): Promise<{ population: PopulationRow[]; unread: string[] }> {
  const population: PopulationRow[] = [];
  const unread: string[] = [];
  for (const id of subscriptions) {
    const vaults = await reading(() => azure.vaults.listOf(id));
    if (vaults.kind === 'unread') {
      unread.push(`subscription ${id}`);
      continue;
    }
    for (const vault of vaults.value) {
      const items = await reading(() => azure.items.list(vault));
      if (items.kind === 'unread') unread.push(`vault ${vault.name}`);
      else {
        const live = items.value.filter(({ softDeleted }) => !softDeleted);
        population.push(...live.map(({ vmId, vmName }) => ({ vmId, vm: vmName, vault: vault.name })));
      }
    }
  }
  return { population: population.toSorted((a, b) => a.vm.localeCompare(b.vm)), unread };
}
