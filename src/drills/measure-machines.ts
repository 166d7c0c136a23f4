import { armIdKey, subscriptionOf } from '../kernel/arm-id.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import type { DiskFacts, VmFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import type { RestorePlan } from '../restore/rules/plan.ts';
import type { Measured } from './rules/drill-scope.ts';

/**
 * The current size of machines.
 * @param lists of their subscription, as Azure gives them now
 * @throws drill-unmeasured for a machine that is gone or has no known size, because nobody could approve the size of
 * its copies
 */
export async function measureMachines(
  azure: RequestServices['azure'],
  lists: { vms: readonly VmFacts[]; disks: readonly DiskFacts[] },
  targets: readonly Target[],
): Promise<Measured[]> {
  const { vms } = lists;
  const disks = new Map(lists.disks.map((disk) => [armIdKey(disk.id), disk]));
  const byId = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  const found = targets.map(({ item }) => ({ item, vm: byId.get(armIdKey(item.vmId)) }));
  const places = new Map(found.flatMap(({ vm }) => (vm ? [[placeKey(vm.id, vm.location), vm] as const] : [])));
  const cores = new Map(
    await Promise.all(
      [...places].map(async ([key, vm]) => [key, await readCores(azure, subscriptionOf(vm.id), vm.location)] as const),
    ),
  );
  return found.map(({ item, vm }) => {
    const size = vm?.size;
    const each = vm?.disks.map(({ diskId, sizeGb }) => disks.get(armIdKey(diskId ?? ''))?.sizeGb ?? sizeGb);
    const gb = sumOf(each);
    const known = vm && size && cores.get(placeKey(vm.id, vm.location))?.get(size.toLowerCase());
    if (!size || known === undefined || known === '' || gb === undefined) {
      throw new CodedError('drill-unmeasured', { vm: item.vmName });
    }
    return { id: item.vmId, size, cores: known, gb };
  });
}

/** Size of the copy that a plan makes; undefined if any part of it is unknown. */
export async function measureCopy(
  { azure }: Pick<RequestServices, 'azure'>,
  { target, effects }: Pick<RestorePlan, 'target' | 'effects'>,
): Promise<{ cores: number; gb: number } | undefined> {
  const gb = sumOf(effects.machine?.original?.disks.map(({ mostGb }) => mostGb ?? undefined));
  const size = effects.machine?.size?.toLowerCase();
  if (gb === undefined || size === undefined) return undefined;
  const read = await tryRead(() => readCores(azure, subscriptionOf(target.resourceGroupId), target.region));
  const cores = readValue(read)?.get(size);
  return cores === undefined ? undefined : { cores, gb };
}

async function readCores({ places }: RequestServices['azure'], subscriptionId: string, region: string) {
  const sizes = await places.sizes(subscriptionId, region);
  return new Map(
    sizes.flatMap(({ name, cores }) => (cores === undefined ? [] : [[name.toLowerCase(), cores] as const])),
  );
}

function sumOf(amounts: readonly (number | undefined)[] | undefined): number | undefined {
  if (!amounts || amounts.length === 0 || amounts.includes(undefined)) return undefined;
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}

function placeKey(id: string, location: string): string {
  return `${subscriptionOf(id)} ${location}`.toLowerCase();
}
