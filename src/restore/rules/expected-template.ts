import { armIdKey, regionKey } from '../../kernel/arm-id.ts';
import { asText } from '../../kernel/stored.ts';
import { type Security, type SignedMachine, securityProfileOf } from './signed-machine.ts';
import { Unresolved } from './template-values.ts';

/** foreign: nobody may have it at all. differs: another value than was signed. */
export type Comparison = 'same' | 'differs' | 'foreign';
export type Leaf = (value: unknown) => Comparison;
/** Members that are known, by their names as Azure spells them. */
export type Shape = { [member: string]: Leaf | Shape };

/** The signed facts that a template is measured by. */
export type ExpectedTemplate = {
  /** ARM id of the resource group. */
  groupId: string;
  region: string;
  name: string;
  nic: string;
  subnetId: string;
  /** Sizes that the plan knows for it; []: none. */
  sizes: readonly string[];
  /** Zones that the plan knows for it; []: none. */
  zones: readonly string[];
  security?: readonly Security[] | undefined;
  signed: SignedMachine | undefined;
  disks: readonly { lun: number; id: string; diskEncryptionSetId?: string | undefined }[];
};

/** The plan decides this value, whatever the template says. */
const ours: Leaf = () => 'same';

/** Left open by the template: it is for whoever deploys to say, and the plan does. */
function leaf(measure: (value: unknown) => Comparison): Leaf {
  return (value) => {
    if (value instanceof Unresolved) return value.kind === 'open' ? 'same' : 'foreign';
    return measure(value);
  };
}

/** Any of these values, or none; case is ignored, as Azure does. */
function oneOf(...wanted: readonly unknown[]): Leaf {
  const keys = wanted.map(resourceKey);
  return leaf((value) => (isNothing(value) || keys.includes(resourceKey(value)) ? 'same' : 'differs'));
}

/** Something else than these ids belongs to somebody else. */
function idIn(...wanted: readonly string[]): Leaf {
  const keys = wanted.map(armIdKey);
  return leaf((value) => {
    if (isNothing(value)) return 'same';
    return typeof value === 'string' && keys.includes(armIdKey(value)) ? 'same' : 'foreign';
  });
}

/** A list whose entries are measured one by one. */
export const entries: Leaf = leaf((value) => (isNothing(value) || Array.isArray(value) ? 'same' : 'foreign'));

/** Additions of a template beyond this are not built, and do not come from Azure Backup. */
const never: Leaf = (value) => (isNothing(value) ? 'same' : 'foreign');

const resource = {
  type: ours,
  apiVersion: ours,
  name: ours,
  comments: ours,
  metadata: ours,
  dependsOn: ours,
  tags: {},
  condition: leaf((value) => (isNothing(value) || value === true ? 'same' : 'foreign')),
};

export function vmShape(expected: ExpectedTemplate): Shape {
  const { signed, zones } = expected;
  const original = signed?.original;
  const security = securityProfileOf(expected.security).securityProfile as Record<string, unknown> | undefined;
  const uefi = security?.uefiSettings as Record<string, unknown> | undefined;
  // A copy joins none of it; of an original that is gone nobody knows which are its own.
  const inPlace = { id: original ? idIn(...original.placement) : ours };
  return {
    ...resource,
    location: location(expected),
    zones: leaf((value) => list(value, (one) => zones.includes(asText(one)))),
    plan: {
      name: oneOf(original?.plan?.name),
      publisher: oneOf(original?.plan?.publisher),
      product: oneOf(original?.plan?.product),
    },
    properties: {
      hardwareProfile: { vmSize: oneOf(...expected.sizes) },
      diagnosticsProfile: { bootDiagnostics: { enabled: ours, storageUri: ours } },
      licenseType: oneOf(original?.licenseType),
      availabilitySet: inPlace,
      capacityReservation: { capacityReservationGroup: inPlace },
      proximityPlacementGroup: inPlace,
      host: inPlace,
      hostGroup: inPlace,
      securityProfile: {
        encryptionAtHost: oneOf(security?.encryptionAtHost ?? false, false),
        securityType: oneOf(security?.securityType, 'Standard'),
        uefiSettings: {
          secureBootEnabled: oneOf(uefi?.secureBootEnabled ?? false, false),
          vTpmEnabled: oneOf(uefi?.vTpmEnabled ?? false, false),
        },
      },
    },
  };
}

/** Beside its disks, which are measured one by one. */
export function storageShape({ signed }: ExpectedTemplate): Shape {
  return { diskControllerType: oneOf(signed?.original?.diskController, 'SCSI'), osDisk: ours, dataDisks: entries };
}

export function diskShape(expected: ExpectedTemplate, lun: number): Shape {
  const disk = expected.disks.find((one) => one.lun === lun);
  const before = expected.signed?.original?.disks.find((one) => one.lun === lun);
  const caching = before ? oneOf(before.caching, 'None') : oneOf('None', 'ReadOnly', 'ReadWrite');
  return {
    lun: ours,
    name: ours,
    createOption: leaf((value) => (isNothing(value) || resourceKey(value) === 'attach' ? 'same' : 'foreign')),
    caching,
    osType: lun === -1 ? oneOf(expected.signed?.osType) : never,
    diskSizeGB: ours,
    // The disk itself says how it is encrypted, and nothing of this is built.
    encryptionSettings: ours,
    deleteOption: oneOf('Detach'),
    toBeDetached: oneOf(false),
    writeAcceleratorEnabled: oneOf(false),
    vhd: never,
    image: never,
    managedDisk: {
      id: disk ? idIn(disk.id) : never,
      storageAccountType: ours,
      diskEncryptionSet: { id: idIn(...(disk?.diskEncryptionSetId ? [disk.diskEncryptionSetId] : [])) },
      securityProfile: { securityEncryptionType: ours, diskEncryptionSet: { id: ours } },
    },
  };
}

export function nicShape(expected: ExpectedTemplate): Shape {
  const accelerated = expected.signed?.original?.acceleratedNetworking;
  return {
    ...resource,
    location: location(expected),
    properties: {
      ipConfigurations: entries,
      // Unknown of an original that is gone: either is harmless, and taken from the template.
      enableAcceleratedNetworking: typeof accelerated === 'boolean' ? oneOf(accelerated, false) : oneOf(true, false),
      enableIPForwarding: oneOf(false),
      networkSecurityGroup: never,
      primary: ours,
    },
  };
}

export function ipShape({ subnetId }: ExpectedTemplate): Shape {
  return {
    name: ours,
    type: ours,
    properties: {
      primary: ours,
      privateIPAllocationMethod: oneOf('Dynamic'),
      privateIPAddressVersion: oneOf('IPv4'),
      subnet: { id: idIn(subnetId) },
      // A restored machine never has one: it is left out, as the plan says.
      publicIPAddress: ours,
    },
  };
}

/** An entry of the machine's list of interfaces: whichever it names, it gets the one that is built. */
export const nicEntryShape: Shape = { id: ours, properties: { primary: ours, deleteOption: oneOf('Detach') } };

function location({ region }: ExpectedTemplate): Leaf {
  return leaf((value) =>
    isNothing(value) || (typeof value === 'string' && regionKey(value) === regionKey(region)) ? 'same' : 'foreign',
  );
}

function list(value: unknown, fits: (one: unknown) => boolean): Comparison {
  if (isNothing(value)) return 'same';
  return Array.isArray(value) && value.every(fits) ? 'same' : 'differs';
}

export function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (value instanceof Unresolved) return false;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function resourceKey(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : asText(value).toLowerCase();
}
