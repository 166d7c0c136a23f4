import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VmFacts } from '../../../src/kernel/facts.ts';
import type { RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { signMachine } from '../../../src/restore/rules/plan-restore.ts';
import type { SignedMachine } from '../../../src/restore/rules/signed-machine.ts';
import { disk, diskId, point, vm } from '../../machines/rules/machines.ts';
import { encryptionSet, facts, machines, signedAs } from './plan-facts.ts';

const signed = (machine: Partial<VmFacts>, at = point(), over: Partial<RestoreFacts> = {}) =>
  signMachine(facts({ vm: vm(machine), disks: [disk('os'), disk('data')], point: at }, over));
const gone = (at = point()) => signMachine(facts({ point: at }));

describe('what is signed of a machine', () => {
  it('is its size and system by the point, else by the original, and its zone by the point alone', () => {
    const at = point({ vmSize: 'Standard_D2s_v5', osType: 'Linux', zones: ['2', '3'] });
    const { original: _, ...known } = signed({ size: 'Standard_D8s_v5', osType: 'Windows', zones: ['1'] }, at) ?? {};
    assert.deepEqual(known, { size: 'Standard_D2s_v5', zone: '2', osType: 'Linux' });
    const silent = point({ osType: 'unknown', zones: [] });
    const { original: __, ...own } = signed({ size: 'Standard_D8s_v5', osType: 'Linux', zones: ['1'] }, silent) ?? {};
    assert.deepEqual(own, { size: 'Standard_D8s_v5', zone: null, osType: 'Linux' });
  });

  it('is not known where neither tells, and of an original that is gone nothing more is said', () => {
    assert.deepEqual(gone(point({ osType: 'unknown' })), { size: null, zone: null, osType: 'unknown' });
    assert.deepEqual(gone(point({ vmSize: 'Standard_D2s_v5' })), {
      size: 'Standard_D2s_v5',
      zone: null,
      osType: 'Windows',
    });
  });

  it('is none of what the original does not have', () => {
    assert.deepEqual(signed({ disks: [] })?.original, {
      plan: null,
      licenseType: null,
      diskController: null,
      acceleratedNetworking: null,
      interfaces: 0,
      placement: [],
      disks: [],
    });
  });

  it('is its plan, licence, interfaces and network, as the original has them', () => {
    const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
    const { original } =
      signed({ plan, licenseType: 'RHEL_BYOS', networkInterfaceIds: ['/a', '/b'] }, point(), {
        originalAccelerated: false,
      }) ?? {};
    assert.deepEqual(
      [original?.plan, original?.licenseType, original?.interfaces, original?.acceleratedNetworking],
      [plan, 'RHEL_BYOS', 2, false],
    );
  });

  it('is the disk controller where it is not the one that Azure gives by itself, however that is spelled', () => {
    const of = (diskController: string) => signed({ diskController })?.original?.diskController;
    assert.deepEqual(['SCSI', 'scsi', 'NVMe'].map(of), [null, null, 'NVMe']);
  });

  it('is what the original is placed in, in one spelling and order whatever Azure lists first', () => {
    const [set, group] = ['/Subscriptions/S/availabilitySets/AS', '/subscriptions/s/proximityPlacementGroups/ppg'];
    for (const placement of [
      [set, group],
      [group, set],
    ])
      assert.deepEqual(signed({ placement })?.original?.placement, [set.toLowerCase(), group.toLowerCase()]);
  });
});

describe('what is signed of its disks', () => {
  const disks: VmFacts['disks'] = [
    { name: 'data', lun: 3, diskId: diskId('data').toUpperCase(), sizeGb: 64, caching: 'ReadOnly' },
    { name: 'os', lun: -1, diskId: diskId('os'), sizeGb: 64 },
  ];
  const of = (read: RestoreFacts['disks'], model = disks) =>
    signMachine(facts({ ...machines.pmk(), vm: vm({ disks: model }) }, { disks: read }))?.original?.disks;
  const plain = { type: 'platform-key', set: null };

  it('is each by its LUN, with the size and encryption that the disk itself tells, however its id is spelled', () => {
    const read = [
      disk('data', { sizeGb: 512, encryptionType: 'customer-key', diskEncryptionSetId: encryptionSet }),
      disk('os'),
    ];
    assert.deepEqual(of(read), [
      { lun: -1, mostGb: 127, encryption: plain, caching: null },
      {
        lun: 3,
        mostGb: 512,
        encryption: { type: 'customer-key', set: encryptionSet.toLowerCase() },
        caching: 'ReadOnly',
      },
    ]);
  });

  it('is the size that the machine tells, and no encryption, where a disk could not be read or is a file', () => {
    const unread = [
      { lun: -1, mostGb: 64, encryption: null, caching: null },
      { lun: 3, mostGb: 64, encryption: null, caching: 'ReadOnly' },
    ];
    for (const read of [undefined, [], [disk('other')]]) assert.deepEqual(of(read), unread);
    const file = [{ name: 'os', lun: -1, vhdUri: 'https://stapp.blob.core.windows.net/vhds/os.vhd' }];
    assert.deepEqual(of([disk('os')], file), [{ lun: -1, mostGb: null, encryption: null, caching: null }]);
  });

  it('is no encryption of a disk that does not tell it', () => {
    const [os] = of([disk('os', { encryptionType: 'unknown' }), disk('data')]) ?? [];
    assert.equal(os?.encryption, null);
  });
});

describe('a machine that was signed', () => {
  const before: SignedMachine = { size: 'Standard_B1s', zone: '3', osType: 'Linux' };
  it('stands, whatever the original is since, and gains nothing from it', () => {
    assert.equal(signed({ size: 'Standard_D8s_v5' }, point(), { signed: signedAs({ machine: before }) }), before);
  });
  it('is none in a plan of before it was signed', () => {
    assert.equal(signed({}, point(), { signed: signedAs() }), undefined);
  });
});
