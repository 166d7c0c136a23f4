import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  diskShape,
  type ExpectedTemplate,
  entries,
  ipShape,
  isNothing,
  type Leaf,
  nicEntryShape,
  nicShape,
  type Shape,
  storageShape,
  vmShape,
} from '../../../src/restore/rules/expected-template.ts';
import type { SignedOriginal } from '../../../src/restore/rules/signed-machine.ts';
import { Unresolved } from '../../../src/restore/rules/template-values.ts';
import { encryptionSet, subnet, targetGroup } from './plan-facts.ts';
import { restored } from './signed.ts';

const placement = `${targetGroup}/providers/Microsoft.Compute/hostGroups/hg`;
const other = `${targetGroup}/providers/Microsoft.Compute/disks/payroll`;

const original: SignedOriginal = {
  plan: { name: 'byol', publisher: 'contoso', product: 'gateway' },
  licenseType: 'Windows_Server',
  diskController: 'NVMe',
  acceleratedNetworking: true,
  interfaces: 1,
  placement: [placement.toLowerCase()],
  disks: [
    { lun: -1, mostGb: 127, encryption: null, caching: 'ReadWrite' },
    { lun: 0, mostGb: 127, encryption: null, caching: 'ReadOnly' },
  ],
};

const expected: ExpectedTemplate = {
  groupId: targetGroup,
  region: 'westeurope',
  name: 'copy',
  nic: 'copy-nic',
  subnetId: subnet,
  sizes: ['Standard_D2s_v5', 'Standard_D4s_v5'],
  zones: ['1'],
  security: ['encryption-at-host', 'trusted-launch', 'secure-boot', 'vtpm'],
  signed: { size: 'Standard_D2s_v5', zone: '1', osType: 'Linux', original },
  disks: [
    { lun: -1, id: restored('os-r') },
    { lun: 0, id: restored('data-r'), diskEncryptionSetId: encryptionSet },
  ],
};

const gone: ExpectedTemplate = { ...expected, signed: { size: null, zone: null, osType: 'Linux' } };
const older: ExpectedTemplate = { ...expected, signed: undefined };
const bare = { plan: null, licenseType: null, diskController: null, acceleratedNetworking: false, disks: [] };
const plain: ExpectedTemplate = {
  ...expected,
  security: [],
  signed: { size: null, zone: null, osType: 'Linux', original: { ...original, ...bare } },
};

function leafAt(shape: Shape, path: string): Leaf {
  const found = path
    .split('/')
    .reduce<Leaf | Shape | undefined>(
      (at, name) => (typeof at === 'object' && Object.hasOwn(at, name) ? at[name] : undefined),
      shape,
    );
  return typeof found === 'function' ? found : assert.fail(`no value at ${path}`);
}

type Row = [path: string, same: unknown[], differs: unknown[], foreign: unknown[]];

function rows(shape: () => Shape, table: Row[]): void {
  for (const [path, same, differs, foreign] of table) {
    it(path, () => {
      const measure = leafAt(shape(), path);
      const told = (values: unknown[]) => values.map((value) => [value, measure(value)]);
      const meant = (values: unknown[], as: string) => values.map((value) => [value, as]);
      assert.deepEqual(told(same), meant(same, 'same'));
      assert.deepEqual(told(differs), meant(differs, 'differs'));
      assert.deepEqual(told(foreign), meant(foreign, 'foreign'));
    });
  }
}

/** Left to the deployer, or read only at run time. */
const open = new Unresolved('open', 'x');
const later = new Unresolved('runtime', 'x');
/** Any value. */
const any = ['x', 1, true, null, other, later];

describe('a resource of a template', () => {
  for (const shape of [() => vmShape(expected), () => nicShape(expected)]) {
    rows(shape, [
      ...['type', 'apiVersion', 'name', 'comments', 'metadata', 'dependsOn'].map((name): Row => [name, any, [], []]),
      ['condition', [true, null, undefined, open], [], [false, 'true', later]],
      ['location', ['westeurope', 'West Europe', null, open], [], ['eastus', ['westeurope'], later]],
    ]);
  }
});

describe('the machine of a template', () => {
  rows(
    () => vmShape(expected),
    [
      ['zones', [['1'], [1], [], null, open], [['2'], ['1', '2'], '1'], [later]],
      ['plan/name', ['byol', 'BYOL', null], ['other'], [later]],
      ['plan/publisher', ['contoso', null], ['other'], [later]],
      ['plan/product', ['gateway', null], ['other'], [later]],
      ['properties/hardwareProfile/vmSize', ['Standard_D2s_v5', 'standard_d4s_v5', open], ['Standard_E8s_v5'], [later]],
      ['properties/diagnosticsProfile/bootDiagnostics/enabled', any, [], []],
      ['properties/diagnosticsProfile/bootDiagnostics/storageUri', any, [], []],
      ['properties/licenseType', ['windows_server', null], ['RHEL_BYOS'], [later]],
      ['properties/availabilitySet/id', [placement, null], [], [other, 1]],
      ['properties/capacityReservation/capacityReservationGroup/id', [placement, null], [], [other, 1]],
      ['properties/proximityPlacementGroup/id', [placement, null], [], [other, 1]],
      ['properties/host/id', [placement, null], [], [other, 1]],
      ['properties/hostGroup/id', [placement, null], [], [other, 1, later]],
      ['properties/securityProfile/encryptionAtHost', [true, false, null], ['x'], [later]],
      ['properties/securityProfile/securityType', ['TrustedLaunch', 'Standard', null], ['ConfidentialVM'], []],
      ['properties/securityProfile/uefiSettings/secureBootEnabled', [true, false, null], ['x'], []],
      ['properties/securityProfile/uefiSettings/vTpmEnabled', [true, false, null], ['x'], []],
    ],
  );
});

describe('the machine of a template, of an original that has none of it', () => {
  rows(
    () => vmShape(plain),
    [
      ['plan/name', [null], ['byol'], []],
      ['plan/publisher', [null], ['contoso'], []],
      ['plan/product', [null], ['gateway'], []],
      ['properties/licenseType', [null], ['Windows_Server', 'null', 'undefined'], []],
      ['properties/securityProfile/encryptionAtHost', [false, null], [true], []],
      ['properties/securityProfile/securityType', ['Standard', null], ['TrustedLaunch'], []],
      ['properties/securityProfile/uefiSettings/secureBootEnabled', [false, null], [true], []],
      ['properties/securityProfile/uefiSettings/vTpmEnabled', [false, null], [true], []],
    ],
  );
});

describe('the machine of a template, of an original that is gone', () => {
  rows(
    () => vmShape(gone),
    [
      ['properties/availabilitySet/id', any, [], []],
      ['plan/name', [null], ['byol'], []],
      ['properties/licenseType', [null], ['Windows_Server'], []],
    ],
  );
});

describe('a template that is measured by a plan of before the machine was signed', () => {
  rows(
    () => vmShape(older),
    [
      ['properties/availabilitySet/id', any, [], []],
      ['properties/licenseType', [null], ['Windows_Server', 'null', 'undefined'], []],
    ],
  );
  rows(() => storageShape(older), [['diskControllerType', ['SCSI', null], ['NVMe'], []]]);
  rows(
    () => diskShape(older, -1),
    [
      ['osType', [null], ['Linux'], []],
      ['caching', ['None', 'ReadOnly', 'ReadWrite', null], ['x'], []],
    ],
  );
  rows(() => nicShape(older), [['properties/enableAcceleratedNetworking', [true, false, null], ['x'], []]]);
});

describe('the disks of a template', () => {
  rows(
    () => storageShape(expected),
    [
      ['diskControllerType', ['NVMe', 'SCSI', null], ['x'], [later]],
      ['osDisk', any, [], []],
      ['dataDisks', [[{}], [], null, open], [], ['x', { lun: 0 }, later]],
    ],
  );
  for (const lun of [-1, 0]) {
    rows(
      () => diskShape(expected, lun),
      [
        ...['lun', 'name', 'diskSizeGB', 'encryptionSettings', 'managedDisk/storageAccountType'].map(
          (name): Row => [name, any, [], []],
        ),
        ['managedDisk/securityProfile/securityEncryptionType', any, [], []],
        ['managedDisk/securityProfile/diskEncryptionSet/id', any, [], []],
        ['createOption', ['Attach', 'attach', null, open], [], ['Copy', 'FromImage', later]],
        ['deleteOption', ['Detach', null], ['Delete'], [later]],
        ['toBeDetached', [false, null], [true], []],
        ['writeAcceleratorEnabled', [false, null], [true], []],
        ['vhd', [null, {}], [], [{ uri: 'x' }, open]],
        ['image', [null, {}], [], [{ uri: 'x' }, open]],
      ],
    );
  }
  rows(
    () => diskShape(expected, -1),
    [
      ['osType', ['Linux', 'linux', null], ['Windows'], [later]],
      ['caching', ['ReadWrite', 'None', null], ['ReadOnly'], [later]],
      ['managedDisk/id', [restored('os-r'), restored('OS-R'), null, open], [], [restored('data-r'), other, 1, later]],
      ['managedDisk/diskEncryptionSet/id', [null], [], [encryptionSet, later]],
    ],
  );
  rows(
    () => diskShape(expected, 0),
    [
      ['osType', [null], [], ['Linux', open]],
      ['caching', ['ReadOnly', 'None', null], ['ReadWrite'], []],
      ['managedDisk/id', [restored('data-r'), null], [], [restored('os-r'), other]],
      ['managedDisk/diskEncryptionSet/id', [encryptionSet, encryptionSet.toUpperCase(), null], [], [other]],
    ],
  );
});

describe('a disk of a template that was not restored', () => {
  rows(
    () => diskShape(expected, 7),
    [
      ['managedDisk/id', [null], [], [restored('os-r'), restored('data-r'), open]],
      ['managedDisk/diskEncryptionSet/id', [null], [], [encryptionSet]],
      ['caching', ['None', 'ReadOnly', 'ReadWrite', null], ['x'], []],
    ],
  );
});

describe('a disk of a template, of an original that is gone', () => {
  rows(() => storageShape(gone), [['diskControllerType', ['SCSI', null], ['NVMe'], []]]);
  rows(() => diskShape(gone, 0), [['caching', ['None', 'ReadOnly', 'ReadWrite', null], ['x'], [later]]]);
});

describe('the interface of a template', () => {
  rows(
    () => nicShape(expected),
    [
      ['properties/ipConfigurations', [[{}], null], [], [{ first: {} }, later]],
      ['properties/enableAcceleratedNetworking', [true, false, null], ['x'], [later]],
      ['properties/enableIPForwarding', [false, null], [true], [later]],
      ['properties/networkSecurityGroup', [null, {}], [], [{ id: other }, open]],
      ['properties/primary', any, [], []],
    ],
  );
  rows(() => nicShape(plain), [['properties/enableAcceleratedNetworking', [false, null], [true], []]]);
  rows(() => nicShape(gone), [['properties/enableAcceleratedNetworking', [true, false, null], ['x'], []]]);
  rows(
    () => ipShape(expected),
    [
      ...['name', 'type', 'properties/primary', 'properties/publicIPAddress'].map((name): Row => [name, any, [], []]),
      ['properties/privateIPAllocationMethod', ['Dynamic', null], ['Static'], []],
      ['properties/privateIPAddressVersion', ['IPv4', null], ['IPv6'], []],
      ['properties/subnet/id', [subnet, subnet.toUpperCase(), null], [], [other, later]],
    ],
  );
  rows(
    () => nicEntryShape,
    [
      ['id', any, [], []],
      ['properties/primary', any, [], []],
      ['properties/deleteOption', ['Detach', null], ['Delete'], [later]],
    ],
  );
});

it('is nothing where it has no members, and something where it is worked out later', () => {
  for (const value of [null, undefined, {}, []]) assert.equal(isNothing(value), true);
  for (const value of ['', 0, false, { x: 1 }, [0], open, later]) assert.equal(isNothing(value), false);
  assert.equal(entries(later), 'foreign');
});
