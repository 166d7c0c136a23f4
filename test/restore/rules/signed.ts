import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { type PlannedSource, plannedMachine, toExpectedTemplate } from '../../../src/restore/rules/planned-machine.ts';
import { facts, type Machine, machines, planned, subnet, targetGroup } from './plan-facts.ts';

export const restored = (name: string) => `${targetGroup}/providers/Microsoft.Compute/disks/${name}`;

/** A plan for a copy, with the disks that were restored for it. */
export function signed(
  machine: Machine = machines.pmk(),
  over: Partial<RestoreFacts> = {},
  choice: Partial<RestoreChoice> = {},
): PlannedSource {
  const wanted: RestoreChoice = { mode: 'rebuild', names: { vm: 'copy' }, ...choice };
  const one = facts({ ...machine, point: { ...machine.point, vmSize: 'Standard_D2s_v5' } }, over);
  const disk = (lun: number, name: string) => {
    const id = restored(name);
    return { lun, id, facts: { id, name, sizeGb: 127, encryptionType: 'platform-key' as const } };
  };
  return { plan: planned(one, wanted), choice: wanted, point: one.point, disks: [disk(-1, 'os-r'), disk(0, 'data-r')] };
}

export function builtFrom(source: PlannedSource, agreed: Parameters<typeof plannedMachine>[2] = []) {
  return plannedMachine(source, undefined, agreed) ?? fail();
}

function fail(): never {
  throw new Error('no machine');
}

export { toExpectedTemplate };

/** The template that Azure Backup generates for that copy, with what is known of its parameters. */
export const template = () => ({
  $schema: 'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    VirtualMachineName: { type: 'string' },
    VirtualNetwork: { type: 'string' },
    VirtualNetworkResourceGroup: { type: 'string' },
    Subnet: { type: 'string' },
    OSDiskName: { type: 'string', defaultValue: 'os-r' },
  } as Record<string, object>,
  variables: {} as Record<string, unknown>,
  resources: [
    { type: 'Microsoft.Network/publicIPAddresses', apiVersion: '2018-11-01', name: 'ip' },
    {
      type: 'Microsoft.Network/networkInterfaces',
      apiVersion: '2018-11-01',
      name: "[concat(parameters('VirtualMachineName'), '-nic')]",
      location: '[resourceGroup().location]',
      dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'ip')]"],
      properties: {
        ipConfigurations: [
          {
            name: 'ipconfig1',
            properties: {
              privateIPAllocationMethod: 'Dynamic',
              publicIPAddress: { id: "[resourceId('Microsoft.Network/publicIPAddresses', 'ip')]" },
              subnet: {
                id: "[resourceId(parameters('VirtualNetworkResourceGroup'), 'Microsoft.Network/virtualNetworks/subnets', parameters('VirtualNetwork'), parameters('Subnet'))]",
              },
            },
          },
        ],
      },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: '2018-10-01',
      name: "[parameters('VirtualMachineName')]",
      location: '[resourceGroup().location]',
      dependsOn: ["[concat('Microsoft.Network/networkInterfaces/', parameters('VirtualMachineName'), '-nic')]"],
      properties: {
        hardwareProfile: { vmSize: 'Standard_D2s_v5' },
        storageProfile: {
          osDisk: {
            name: "[parameters('OSDiskName')]",
            osType: 'Windows',
            createOption: 'Attach',
            managedDisk: { id: "[resourceId('Microsoft.Compute/disks', parameters('OSDiskName'))]" },
          },
          dataDisks: [{ lun: 0, name: 'data-r', createOption: 'Attach', managedDisk: { id: restored('data-r') } }],
        },
        diagnosticsProfile: { bootDiagnostics: { enabled: true, storageUri: 'https://st.blob.core.windows.net/' } },
        networkProfile: {
          networkInterfaces: [
            {
              id: "[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('VirtualMachineName'), '-nic'))]",
            },
          ],
        },
      },
    },
  ] as Record<string, unknown>[],
});

export { subnet, targetGroup };
