import type {
  DiskEncryptionSettings,
  ManagedDiskParameters,
  VirtualMachine,
  VirtualMachineExtension,
} from '@azure/arm-compute';
import { parseResourceId, type Ref } from '../kernel/arm-id.ts';
import type { AdeExtensionFacts, AdeKeys, OsType, Tri, VmDiskFacts, VmFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { parseAdeKeys } from './disks.ts';
import { scrub } from './errors.ts';
import { list, moment, osTypes, parseOneOf, setting, size, text, textList } from './parse/values.ts';
import { singlePassExtension } from './rules/single-pass-extension.ts';

export type Vms = {
  /**
   * The model of every VM. A list has no instance view and only stubs of extensions: facts from those are unknown.
   */
  list(subscriptionId: string): Promise<VmFacts[]>;
  /** With the instance view; undefined when the VM does not exist. */
  get(vm: Ref): Promise<VmFacts | undefined>;
};

export function createVms(clients: ClientsOf): Vms {
  return {
    list: (subscriptionId) =>
      askAll(clients(subscriptionId).reading.compute.virtualMachines.listAll(), (vm) => parseVm(vm)),
    async get(vm) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(vm);
      const { virtualMachines } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => virtualMachines.get(resourceGroup, name, { expand: 'instanceView' }));
      return found && parseVm(found);
    },
  };
}

const powers = { running: 'running', stopped: 'stopped', deallocated: 'deallocated' } as const;
const movingPowers = ['starting', 'stopping', 'deallocating', 'creating', 'updating'];

/** From a GET with the instance view expanded: a complete answer, so an absent `encryptionAtHost` is no. */
export function parseVm(vm: VirtualMachine): VmFacts | undefined {
  if (!vm.id) return undefined;
  const osDisk = vm.storageProfile?.osDisk;
  const size = text(vm.hardwareProfile?.vmSize);
  const securityType = text(vm.securityProfile?.securityType);
  const uefi = vm.securityProfile?.uefiSettings;
  const instanceDisks = parseInstanceDisks(vm);
  const adeExtension = parseAdeExtension(vm.resources);
  const provisioningFailure = parseProvisioningFailure(vm);
  const immutableId = text(vm.vmId);
  const createdAt = moment(vm.timeCreated);
  return {
    ...parseResourceId(vm.id),
    ...(immutableId && { immutableId }),
    ...(createdAt && { createdAt }),
    name: vm.name ?? parseResourceId(vm.id).name,
    location: vm.location,
    zones: textList(vm.zones),
    ...(size && { size }),
    osType: parseOneOf(osDisk?.osType, osTypes) ?? 'unknown',
    tags: vm.tags ?? {},
    provisioningState: text(vm.provisioningState) ?? '',
    ...(provisioningFailure && { provisioningFailure }),
    power: parsePower(vm),
    agentReady: parseAgent(vm),
    ...(securityType && { securityType }),
    ...(uefi && { uefi: { secureBoot: uefi.secureBootEnabled === true, vTpm: uefi.vTpmEnabled === true } }),
    encryptionAtHost: vm.securityProfile?.encryptionAtHost === true ? 'yes' : 'no',
    managed: osDisk?.managedDisk ? 'yes' : osDisk?.vhd ? 'no' : 'unknown',
    disks: parseDisks(vm),
    ...(osDisk?.encryptionSettings && { osEncryptionSettings: parseOsEncryption(osDisk.encryptionSettings) }),
    ...(adeExtension && { adeExtension }),
    ...(instanceDisks && { instanceDisks }),
    ...(vm.resources && { extensions: list(vm.resources).flatMap(({ name }) => text(name) ?? []) }),
    ...parseAdded(vm),
    ...(vm.identity && { identity: parseIdentity(vm.identity) }),
    ...parsePlan(vm.plan),
    ...parseModel(vm),
    networkInterfaceIds: list(vm.networkProfile?.networkInterfaces).flatMap(({ id }) => text(id) ?? []),
    ...parseDeletedWith(vm),
  };
}

/** Set by whoever attaches the resource; by default it stays. */
function parseDeletedWith({ storageProfile, networkProfile }: VirtualMachine): Pick<VmFacts, 'deletedWith'> {
  const disks = [storageProfile?.osDisk, ...list(storageProfile?.dataDisks)].map((disk) => ({
    id: disk?.managedDisk?.id,
    deleteOption: disk?.deleteOption,
  }));
  const all = [...disks, ...list(networkProfile?.networkInterfaces)];
  const ids = all.flatMap(({ id, deleteOption }) => (deleteOption?.toLowerCase() === 'delete' ? (text(id) ?? []) : []));
  return ids.length > 0 ? { deletedWith: ids } : {};
}

/** A run command leaves no resource behind, but its handler shows in the instance view. */
function parseAdded(vm: VirtualMachine): Pick<VmFacts, 'extensionTypes' | 'applications'> {
  const extensionTypes = [
    ...list(vm.resources).map(({ typePropertiesType }) => typePropertiesType),
    ...list(vm.instanceView?.extensions).map(({ type }) => type),
  ].flatMap((type) => text(type) ?? []);
  const applications = list(vm.applicationProfile?.galleryApplications).flatMap(
    ({ packageReferenceId }) => text(packageReferenceId) ?? [],
  );
  return { ...(extensionTypes.length > 0 && { extensionTypes }), ...(applications.length > 0 && { applications }) };
}

function parsePlan(given: VirtualMachine['plan']): Pick<VmFacts, 'plan'> {
  const [name, publisher, product] = [text(given?.name), text(given?.publisher), text(given?.product)];
  return name && publisher && product ? { plan: { name, publisher, product } } : {};
}

function parseModel(vm: VirtualMachine): Pick<VmFacts, 'licenseType' | 'diskController' | 'placement'> {
  const licenseType = text(vm.licenseType);
  const diskController = text(vm.storageProfile?.diskControllerType);
  const placement = [
    vm.availabilitySet,
    vm.capacityReservation?.capacityReservationGroup,
    vm.proximityPlacementGroup,
    vm.host,
    vm.hostGroup,
  ].flatMap((place) => text(place?.id) ?? []);
  return {
    ...(licenseType && { licenseType }),
    ...(diskController && { diskController }),
    ...(placement.length > 0 && { placement }),
  };
}

function parseIdentity(identity: NonNullable<VirtualMachine['identity']>): VmFacts['identity'] {
  const principalId = text(identity.principalId);
  return { ...(principalId && { principalId }), userAssigned: Object.keys(identity.userAssignedIdentities ?? {}) };
}

type ModelDisk = {
  name?: string;
  diskSizeGB?: number;
  caching?: string;
  vhd?: { uri?: string };
  managedDisk?: ManagedDiskParameters;
};

function parseDisks(vm: VirtualMachine): VmDiskFacts[] {
  const { osDisk, dataDisks } = vm.storageProfile ?? {};
  const data = list(dataDisks).map((disk) => parseDisk(disk, disk.lun));
  return osDisk ? [parseDisk(osDisk, -1), ...data] : data;
}

function parseDisk(disk: ModelDisk, lun: number): VmDiskFacts {
  const diskId = text(disk.managedDisk?.id);
  const vhdUri = text(disk.vhd?.uri);
  const sizeGb = size(disk.diskSizeGB);
  const diskEncryptionSetId = text(disk.managedDisk?.diskEncryptionSet?.id);
  const secureEncryptionSetId = text(disk.managedDisk?.securityProfile?.diskEncryptionSet?.id);
  const caching = text(disk.caching);
  return {
    name: disk.name ?? '',
    lun,
    ...(diskId && { diskId }),
    ...(vhdUri && { vhdUri }),
    ...(sizeGb !== undefined && { sizeGb }),
    ...(diskEncryptionSetId && { diskEncryptionSetId }),
    ...(secureEncryptionSetId && { secureEncryptionSetId }),
    ...(caching && { caching }),
  };
}

function parseOsEncryption(settings: DiskEncryptionSettings): VmFacts['osEncryptionSettings'] {
  const keys = parseAdeKeys(settings);
  return { enabled: settings.enabled !== false, ...(keys && { keys }) };
}

function parseInstanceDisks(vm: VirtualMachine): VmFacts['instanceDisks'] {
  const disks = list(vm.instanceView?.disks);
  if (disks.length === 0) return undefined;
  return disks.map((disk) => {
    const settings = list(disk.encryptionSettings)[0];
    const keys = parseAdeKeys(settings);
    return {
      name: disk.name ?? '',
      statusCodes: list(disk.statuses).flatMap(({ code }) => text(code) ?? []),
      ...(settings?.enabled !== undefined && { enabled: settings.enabled }),
      ...(keys && { keys }),
    };
  });
}

function parsePower(vm: VirtualMachine): VmFacts['power'] {
  const code = list(vm.instanceView?.statuses).find((status) => /^PowerState\//i.test(status.code ?? ''))?.code;
  const state = code?.slice('PowerState/'.length).toLowerCase() ?? '';
  if (state in powers) return powers[state as keyof typeof powers];
  return movingPowers.includes(state) ? 'changing' : 'unknown';
}

// ProvisioningState/failed/AllocationFailed: the error's code is the last part, and may be missing.
function parseProvisioningFailure(vm: VirtualMachine): VmFacts['provisioningFailure'] {
  const failed = list(vm.instanceView?.statuses).find(({ code }) => /^ProvisioningState\/failed\//i.test(code ?? ''));
  if (!failed) return undefined;
  const at = moment(failed.time);
  const [, , ...code] = (failed.code ?? '').split('/');
  return { code: scrub(code.join('/'), 200), message: scrub(text(failed.message) ?? '', 500), ...(at && { at }) };
}

// Ready: ProvisioningState/succeeded. A silent agent is reported as ProvisioningState/Unavailable.
function parseAgent(vm: VirtualMachine): Tri {
  const statuses = list(vm.instanceView?.vmAgent?.statuses);
  if (statuses.length === 0) return 'unknown';
  return statuses.some((status) => status.code?.toLowerCase() === 'provisioningstate/succeeded') ? 'yes' : 'no';
}

type AdeCall = {
  vmId: Ref;
  /** Region of the VM. */
  location: string;
  /** Name of the VM's existing ADE extension: Azure rejects two of one type. Otherwise the type's own name. */
  name?: string | undefined;
  osType: OsType;
  keys: AdeKeys;
  clientRequestId: string;
};

export type Extensions = {
  /** Runs single-pass ADE on the VM again, which unlocks and mounts its data disks. */
  sendAde(call: AdeCall): Promise<SendOutcome>;
  /** Found by publisher and type; undefined also when the VM does not exist. */
  ade(vmId: Ref): Promise<AdeExtensionFacts | undefined>;
};

export function createExtensions(clients: ClientsOf): Extensions {
  return {
    sendAde({ vmId, location, name, osType, keys, clientRequestId }) {
      const { subscriptionId, resourceGroup, name: vm } = parseResourceId(vmId);
      const { virtualMachineExtensions } = clients(subscriptionId).changing.compute;
      const { type, settings, ...rest } = singlePassExtension(osType, keys);
      const extension = {
        location,
        typePropertiesType: type,
        ...rest,
        // A new value makes the extension run again.
        settings: { ...settings, SequenceVersion: clientRequestId },
      };
      return sendForEffect(clientRequestId, (options) =>
        virtualMachineExtensions.createOrUpdate(resourceGroup, vm, name ?? type, extension, options).submitted(),
      );
    },
    async ade(vmId) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
      const { virtualMachineExtensions } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => virtualMachineExtensions.list(resourceGroup, name));
      return found && parseAdeExtension([...list(found.value)]);
    },
  };
}

const publisher = 'microsoft.azure.security';
const types = ['azurediskencryption', 'azurediskencryptionforlinux'];

/** The ADE extension of a VM, found by publisher and type, since its name is free. */
function parseAdeExtension(resources: VirtualMachineExtension[] | undefined): AdeExtensionFacts | undefined {
  const extension = list(resources).find(
    (candidate) =>
      candidate.publisher?.toLowerCase() === publisher &&
      types.includes(candidate.typePropertiesType?.toLowerCase() ?? ''),
  );
  if (!extension) return undefined;
  const { settings } = extension;
  const optional = {
    operation: setting(settings, 'EncryptionOperation'),
    volumeType: setting(settings, 'VolumeType'),
    keyVaultUrl: setting(settings, 'KeyVaultURL'),
    keyVaultId: setting(settings, 'KeyVaultResourceId'),
    keyEncryptionKeyUrl: setting(settings, 'KeyEncryptionKeyURL'),
    kekVaultId: setting(settings, 'KekVaultResourceId'),
    sequence: setting(settings, 'SequenceVersion'),
  };
  return {
    name: extension.name ?? '',
    type: extension.typePropertiesType ?? '',
    typeHandlerVersion: text(extension.typeHandlerVersion) ?? '',
    provisioningState: text(extension.provisioningState) ?? '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
