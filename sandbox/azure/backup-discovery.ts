import { parseArmId } from '../world/arm-id.ts';
import { addOperation } from '../world/jobs.ts';
import type { ArmResource } from '../world/resources.ts';
import type { Vault } from '../world/vault.ts';
import { accepted } from './accepted.ts';
import { theOperation } from './backup-operations.ts';
import { type Context, param, type Reply } from './call.ts';
import { theVault, vaultPath } from './find.ts';
import { page, readFilter } from './paging.ts';
import { type Route, route } from './router.ts';

const fabric = `${vaultPath}/backupFabrics/{fabricName}`;

/** VMs that a vault could protect, and how many it does. */
export function backupDiscoveryRoutes(): Route[] {
  return [
    route('POST', `${fabric}/refreshContainers`, refresh),
    route('GET', `${fabric}/operationResults/{operationId}`, refreshed),
    route('GET', `${vaultPath}/backupProtectableItems`, protectable),
    route('GET', `${vaultPath}/backupUsageSummaries`, usage),
  ];
}

/** Discovers VMs made since the last time, when the operation ends: 202 with both addresses, recorded. */
function refresh(context: Context): Reply {
  const vault = theVault(context);
  const operation = addOperation(context.world, vault);
  context.world.agenda.add(operation.doneAt, () => {
    vault.discoveredAt = operation.acceptedAt;
  });
  const base = `${vault.id}/backupFabrics/${param(context, 'fabricName')}`;
  return accepted(context, base, operation, `${vault.name} looks for virtual machines`);
}

function refreshed(context: Context): Reply {
  const operation = theOperation(context);
  if (context.now >= operation.doneAt) return { status: 204 };
  return { status: 202, headers: { location: `https://${context.host}${context.url}`, 'retry-after': '60' } };
}

function protectable(context: Context): Reply {
  const vault = theVault(context);
  const type = readFilter(context.query.get('$filter')).get('backupmanagementtype') ?? 'AzureIaasVM';
  const machines = type.toLowerCase() === 'azureiaasvm' ? unprotected(context, vault) : [];
  return { status: 200, body: page(context, machines, (vm) => show(vault, vm)) };
}

function unprotected({ world }: Context, vault: Vault): ArmResource[] {
  const seen = (vault.discoveredAt ?? world.origin).getTime();
  const taken = new Set(
    [...world.vaults.values()]
      .flatMap(({ items, configuring }) => [...items.values(), ...configuring.values()])
      .map(({ vmId }) => vmId.toLowerCase()),
  );
  return world.resources
    .list('Microsoft.Compute/virtualMachines', `/subscriptions/${vault.subscriptionId}`)
    .filter(
      (vm) => vm.location === vault.location && new Date(String(vm.properties.timeCreated ?? 0)).getTime() <= seen,
    )
    .filter((vm) => !taken.has(vm.id.toLowerCase()));
}

function show(vault: Vault, vm: ArmResource): Record<string, unknown> {
  const { group = '', name = vm.name } = parseArmId(vm.id) ?? {};
  const unique = `iaasvmcontainerv2;${group};${name}`.toLowerCase();
  return {
    id: `${vault.id}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectableItems/VM;${unique}`,
    name: unique,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectableItems',
    properties: {
      virtualMachineId: vm.id,
      virtualMachineVersion: 'Compute',
      resourceGroup: group,
      backupManagementType: 'AzureIaasVM',
      protectableItemType: 'Microsoft.Compute/virtualMachines',
      friendlyName: name,
      protectionState: 'NotProtected',
    },
  };
}

function usage(context: Context): Reply {
  const vault = theVault(context);
  const type = readFilter(context.query.get('$filter')).get('type') ?? 'BackupProtectedItemCountSummary';
  if (type.toLowerCase() !== 'backupprotecteditemcountsummary') return { status: 200, body: { value: [] } };
  const name = { value: 'AzureIaasVM', localizedValue: 'Azure Virtual Machine' };
  return { status: 200, body: { value: [{ unit: 'Count', currentValue: vault.items.size, limit: -1, name }] } };
}
