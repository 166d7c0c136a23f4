import type { OsType } from '../facts.ts';
import { interfaceNameOf } from '../restore-plan/vm-name.ts';
import type { Deployment, MachineWish } from './deployment.ts';
import { securityProfileOf } from './security.ts';
import type { StagedDisk } from './staged.ts';

/** What a template of our own has to know that the generated one would have told. */
export type DiskMachine = MachineWish & { size: string; osType: OsType; disks: readonly StagedDisk[]; region: string };

/**
 * A machine made from restored disks, for when the generated template cannot be used: the disks are attached as they
 * are, encrypted or not, and nothing else is set before the first start but what the machine itself must be.
 */
export function deploymentFromDisks(machine: DiskMachine): Deployment {
  const nic = interfaceNameOf(machine.name);
  const [os, ...data] = [...machine.disks].sort((a, b) => a.lun - b.lun);
  return {
    parameters: {},
    template: {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.Network/networkInterfaces',
          apiVersion: '2023-06-01',
          name: nic,
          location: machine.region,
          properties: {
            ipConfigurations: [
              {
                name: 'ipconfig1',
                properties: { privateIPAllocationMethod: 'Dynamic', subnet: { id: machine.subnetId } },
              },
            ],
          },
        },
        {
          type: 'Microsoft.Compute/virtualMachines',
          apiVersion: '2023-09-01',
          name: machine.name,
          location: machine.region,
          ...(machine.zone !== undefined && { zones: [machine.zone] }),
          dependsOn: [`[resourceId('Microsoft.Network/networkInterfaces', '${nic}')]`],
          properties: {
            hardwareProfile: { vmSize: machine.size },
            storageProfile: {
              osDisk: {
                createOption: 'Attach',
                ...(machine.osType !== 'unknown' && { osType: machine.osType }),
                managedDisk: { id: os?.id },
              },
              dataDisks: data.map(({ lun, id }) => ({ lun, createOption: 'Attach', managedDisk: { id } })),
            },
            networkProfile: {
              networkInterfaces: [{ id: `[resourceId('Microsoft.Network/networkInterfaces', '${nic}')]` }],
            },
            diagnosticsProfile: { bootDiagnostics: { enabled: true } },
            ...securityProfileOf(machine.security),
          },
        },
      ],
    },
  };
}
