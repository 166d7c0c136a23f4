import { resourceId } from './arm-id.ts';
import { guid } from './ids.ts';
import type { Machine } from './machine.ts';
import type { MarketplacePlan, PointSource, SourceDisk } from './point-source.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

/** Short description of a VM; its encryption is one of the builders in encryption.ts. */
export type VmSpec = {
  name: string;
  subscriptionId: string;
  group: string;
  location?: string;
  os: 'Windows' | 'Linux';
  size?: string;
  osGb?: number;
  /** Sizes of the data disks in GB, LUN 0 first. */
  dataGb?: number[];
  encryption: Encryption;
  power?: Machine['power'];
  agent?: Machine['agent'];
  tags?: Record<string, string>;
  /** Storage account of its page blobs, for an unmanaged VM. */
  vhdAccount?: string;
  /** True if a restored copy asks for the recovery key when it first boots. */
  copyAsksForKey?: boolean;
  /** Plan of its Marketplace image. */
  plan?: MarketplacePlan;
  /** Setting of its network interface. */
  acceleratedNetworking?: boolean;
};

/** A VM under construction: the model and its disks, for an encryption to change. */
export type Draft = {
  spec: VmSpec;
  vm: ArmResource;
  disks: { resource: ArmResource; source: SourceDisk }[];
  machine: Machine;
  extensions: ArmResource[];
  source: PointSource;
};

export type Encryption = (draft: Draft, world: World) => void;

/**
 * Adds a VM with its disks and network interface.
 * @returns the content of its recovery points
 */
export function addVirtualMachine(world: World, spec: VmSpec): PointSource {
  const location = spec.location ?? 'westeurope';
  const at = (type: string, ...names: string[]) => resourceId(spec.subscriptionId, spec.group, type, ...names);
  const id = at('Microsoft.Compute/virtualMachines', spec.name);
  const nic = addNetworkInterface(world, spec, location, id);
  const made = new Date(world.origin.getTime() - 400 * 86_400_000);
  const disks = [spec.osGb ?? (spec.os === 'Windows' ? 127 : 30), ...(spec.dataGb ?? [])].map((sizeGb, index) =>
    makeDisk(spec, index - 1, sizeGb, location, id, made),
  );
  const vm: ArmResource = {
    name: spec.name,
    id,
    type: 'Microsoft.Compute/virtualMachines',
    location,
    ...(spec.tags && { tags: spec.tags }),
    ...(spec.plan && { plan: spec.plan }),
    properties: {
      hardwareProfile: { vmSize: spec.size ?? 'Standard_D2s_v5' },
      provisioningState: 'Succeeded',
      vmId: guid(`vm ${id}`),
      storageProfile: storageProfile(spec, disks),
      osProfile: osProfile(spec),
      networkProfile: { networkInterfaces: [{ id: nic, properties: { primary: true } }] },
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      timeCreated: made.toISOString(),
    },
  };
  const draft: Draft = {
    spec,
    vm,
    disks,
    machine: {
      power: spec.power ?? 'running',
      agent: spec.agent ?? 'Ready',
      disks: new Map(),
      bootedAt: made,
      ...(spec.copyAsksForKey && { copyAsksForKey: true }),
    },
    extensions: [],
    source: {
      vmName: spec.name,
      osType: spec.os,
      size: spec.size ?? 'Standard_D2s_v5',
      managed: spec.vhdAccount === undefined,
      zones: [],
      disks: disks.map((disk) => disk.source),
      ...(spec.plan && { plan: spec.plan }),
      ...(spec.copyAsksForKey && { copyAsksForKey: true }),
      model: vm.properties,
    },
  };
  spec.encryption(draft, world);
  // A copy, so that the points stay as they are when the VM changes.
  draft.source.model = structuredClone(vm.properties);
  world.resources.put(vm);
  for (const disk of disks) if (draft.source.managed) world.resources.put(disk.resource);
  for (const extension of draft.extensions) world.resources.put(extension);
  world.machines.set(id.toLowerCase(), draft.machine);
  return draft.source;
}

function makeDisk(spec: VmSpec, lun: number, sizeGb: number, location: string, vmId: string, made: Date) {
  const name =
    lun < 0 ? `${spec.name}_OsDisk_1_${guid(`disk ${vmId}`).replaceAll('-', '')}` : `${spec.name}_DataDisk_${lun}`;
  const resource: ArmResource = {
    name,
    id: resourceId(spec.subscriptionId, spec.group, 'Microsoft.Compute/disks', name),
    type: 'Microsoft.Compute/disks',
    location,
    managedBy: vmId,
    sku: { name: 'Premium_LRS', tier: 'Premium' },
    properties: {
      ...(lun < 0 && { osType: spec.os, hyperVGeneration: 'V2' }),
      creationData: lun < 0 ? { createOption: 'FromImage' } : { createOption: 'Empty' },
      diskSizeGB: sizeGb,
      diskSizeBytes: sizeGb * 2 ** 30,
      encryption: { type: 'EncryptionAtRestWithPlatformKey' },
      networkAccessPolicy: 'AllowAll',
      publicNetworkAccess: 'Enabled',
      timeCreated: made.toISOString(),
      provisioningState: 'Succeeded',
      diskState: spec.power === 'deallocated' ? 'Reserved' : 'Attached',
      uniqueId: guid(`unique ${name} ${vmId}`),
    },
  };
  const source: SourceDisk = {
    lun,
    name,
    sizeGb,
    sku: 'Premium_LRS',
    encryption: { type: 'EncryptionAtRestWithPlatformKey' },
  };
  return { resource, source };
}

function storageProfile(spec: VmSpec, disks: Draft['disks']): Record<string, unknown> {
  // A deallocated VM does not report disk sizes.
  const size = (gb: number) => (spec.power === 'deallocated' ? {} : { diskSizeGB: gb });
  const attached = ({ resource, source }: Draft['disks'][number]) => ({
    name: source.name,
    caching: source.lun < 0 ? 'ReadWrite' : 'None',
    ...(spec.vhdAccount
      ? { vhd: { uri: `https://${spec.vhdAccount}.blob.core.windows.net/vhds/${source.name}.vhd` } }
      : {
          managedDisk: { id: resource.id, ...(spec.power !== 'deallocated' && { storageAccountType: source.sku }) },
          deleteOption: 'Detach',
        }),
    ...size(source.sizeGb),
  });
  const [os, ...data] = disks;
  return {
    imageReference:
      spec.os === 'Windows'
        ? { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter-g2', version: 'latest' }
        : { publisher: 'Canonical', offer: '0001-com-ubuntu-server-jammy', sku: '22_04-lts-gen2', version: 'latest' },
    osDisk: os && { osType: spec.os, createOption: 'FromImage', ...attached(os) },
    dataDisks: data.map((disk) => ({
      lun: disk.source.lun,
      createOption: 'Empty',
      toBeDetached: false,
      ...attached(disk),
    })),
    diskControllerType: 'SCSI',
  };
}

function osProfile(spec: VmSpec): Record<string, unknown> {
  const shared = { computerName: spec.name.slice(0, 15), adminUsername: 'azureuser', secrets: [] };
  return spec.os === 'Windows'
    ? {
        ...shared,
        windowsConfiguration: { provisionVMAgent: true, enableAutomaticUpdates: true },
        allowExtensionOperations: true,
        requireGuestProvisionSignal: true,
      }
    : {
        ...shared,
        linuxConfiguration: { disablePasswordAuthentication: true, provisionVMAgent: true },
        allowExtensionOperations: true,
        requireGuestProvisionSignal: true,
      };
}

function addNetworkInterface(world: World, spec: VmSpec, location: string, vmId: string): string {
  const id = resourceId(spec.subscriptionId, spec.group, 'Microsoft.Network/networkInterfaces', `${spec.name}-nic`);
  const network = resourceId(spec.subscriptionId, spec.group, 'Microsoft.Network/virtualNetworks', 'vnet-app');
  world.resources.put({
    name: `${spec.name}-nic`,
    id,
    type: 'Microsoft.Network/networkInterfaces',
    location,
    properties: {
      provisioningState: 'Succeeded',
      ipConfigurations: [
        {
          name: 'ipconfig1',
          id: `${id}/ipConfigurations/ipconfig1`,
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: 'Dynamic',
            privateIPAddress: world.nextAddress(`${network}/subnets/app`),
            subnet: { id: `${network}/subnets/app` },
            primary: true,
            privateIPAddressVersion: 'IPv4',
          },
        },
      ],
      virtualMachine: { id: vmId },
      primary: true,
      ...(spec.acceleratedNetworking && { enableAcceleratedNetworking: true }),
    },
  });
  return id;
}
