import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviation } from '../../../src/requests/rules/addendum.ts';
import type { PlanEffects } from '../../../src/restore/rules/plan.ts';
import { type PlannedSource, plannedMachine, toExpectedTemplate } from '../../../src/restore/rules/planned-machine.ts';
import { vm } from '../../machines/rules/machines.ts';
import { encryptionSet, machines, subnet, targetGroup } from './plan-facts.ts';
import { builtFrom, restored, signed } from './signed.ts';

const { vm: _, ...gone } = machines.pmk();
const sized = (size: string) => deviation(['virtualMachines', 'properties', 'hardwareProfile', 'vmSize'], size);

/** A plan from before the machine was part of what is signed. */
function older(source: PlannedSource): PlannedSource {
  const { machine: _, ...effects } = source.plan.effects;
  return { ...source, plan: { ...source.plan, effects: effects as PlanEffects } };
}

function withSigned(source: PlannedSource, over: Partial<NonNullable<PlanEffects['machine']>>): PlannedSource {
  const machine = { ...(source.plan.effects.machine ?? assert.fail('nothing signed')), ...over };
  return { ...source, plan: { ...source.plan, effects: { ...source.plan.effects, machine } } };
}

describe('what a template is measured by', () => {
  it('is the place, the name and the disks of the plan', () => {
    const source = signed();
    const [os, data] = source.disks;
    assert.ok(os && data);
    const set = { ...data, facts: { ...data.facts, diskEncryptionSetId: encryptionSet } };
    assert.deepEqual(toExpectedTemplate({ ...source, disks: [os, set] }), {
      groupId: targetGroup,
      region: 'westeurope',
      name: 'copy',
      nic: 'copy-nic',
      subnetId: subnet,
      sizes: ['Standard_D2s_v5'],
      zones: [],
      security: undefined,
      signed: source.plan.effects.machine,
      disks: [
        { lun: -1, id: restored('os-r'), diskEncryptionSetId: undefined },
        { lun: 0, id: restored('data-r'), diskEncryptionSetId: encryptionSet },
      ],
    });
    assert.deepEqual(toExpectedTemplate(signed(machines.host())).security, ['encryption-at-host']);
  });

  it('is each size that the plan knows: chosen, signed, or one that it may have later', () => {
    const { plan, ...rest } = withSigned(signed(), { size: 'Standard_D4s_v5' });
    const effects = { ...plan.effects, alternatives: { sizes: ['Standard_E8s_v5'] } };
    const source = { ...rest, plan: { ...plan, effects }, choice: { size: 'Standard_D8s_v5' } };
    assert.deepEqual(toExpectedTemplate(source).sizes, ['Standard_D8s_v5', 'Standard_D4s_v5', 'Standard_E8s_v5']);
  });

  it('is each zone that the plan knows: chosen or signed', () => {
    const { plan, ...rest } = withSigned(signed(), { zone: '1' });
    assert.deepEqual(toExpectedTemplate({ ...rest, plan }).zones, ['1']);
    assert.deepEqual(
      toExpectedTemplate({ ...rest, plan: { ...plan, target: { ...plan.target, otherZone: '2' } } }).zones,
      ['2', '1'],
    );
  });

  it('is the size and the zone of the point, in plans of before the machine was signed', () => {
    const source = older(signed());
    const expected = toExpectedTemplate({ ...source, point: { ...source.point, zones: ['3'] } });
    assert.deepEqual([expected.sizes, expected.zones, expected.signed], [['Standard_D2s_v5'], ['3'], undefined]);
  });

  for (const member of ['vmId', 'subnetId'] as const) {
    it(`is nothing without ${member}: no machine is made`, () => {
      const { plan, ...rest } = signed();
      const { [member]: _, ...target } = plan.target;
      assert.throws(() => toExpectedTemplate({ ...rest, plan: { ...plan, target } }), /without a name or a subnet/);
    });
  }
});

describe('the machine that is built', () => {
  const sizeOf = (source: PlannedSource, later?: string, voted?: string) =>
    plannedMachine(source, later, voted === undefined ? [] : [sized(voted)])?.size;

  it('has the size that was chosen last, else the signed one, else that of the point, else what a vote said', () => {
    const source = withSigned(signed(), { size: 'Standard_D4s_v5' });
    const chosen = { ...source, choice: { size: 'Standard_D8s_v5' } };
    assert.equal(sizeOf(chosen, 'Standard_E8s_v5', 'Standard_X'), 'Standard_E8s_v5');
    assert.equal(sizeOf(chosen, undefined, 'Standard_X'), 'Standard_D8s_v5');
    assert.equal(sizeOf(source), 'Standard_D4s_v5');
    const unsigned = withSigned(source, { size: null });
    assert.equal(sizeOf(unsigned), 'Standard_D2s_v5');
    const { vmSize: _, ...point } = unsigned.point;
    assert.equal(sizeOf({ ...unsigned, point }, undefined, 'Standard_X'), 'Standard_X');
    const voted = deviation(['virtualMachines', 'properties', 'foo'], 'Standard_X');
    for (const agreed of [[], [voted]]) {
      assert.equal(plannedMachine({ ...unsigned, point }, undefined, agreed), undefined, 'nobody has said one');
    }
  });

  it('has a size that was put to a vote in place of the signed one, but not of one that somebody chose', () => {
    const source = signed();
    const [size, foo] = [sized('Standard_X'), deviation(['virtualMachines', 'properties', 'foo'], 1)];
    assert.deepEqual(plannedMachine(source, undefined, [size, foo])?.agreed, [size, foo]);
    assert.deepEqual(plannedMachine(source, 'Standard_E8s_v5', [size, foo])?.agreed, [foo]);
    const chosen = { ...source, choice: { size: 'Standard_D8s_v5' } };
    assert.deepEqual(plannedMachine(chosen, undefined, [size, foo])?.agreed, [foo]);
  });

  it('has the system and the zone that were signed, else those of the point', () => {
    const source = withSigned(signed(), { osType: 'Linux', zone: '1' });
    const { osType, zone } = builtFrom({ ...source, point: { ...source.point, osType: 'Windows', zones: ['2'] } });
    assert.deepEqual([osType, zone], ['Linux', '1']);
    const before = older(source);
    const made = builtFrom({ ...before, point: { ...before.point, osType: 'Windows', zones: ['2'] } });
    assert.deepEqual([made.osType, made.zone], ['Windows', '2']);
  });

  it('has what its original has, whatever the template says', () => {
    const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
    const [os, data] = vm().disks;
    assert.ok(os && data);
    const disks = [
      { ...os, caching: 'ReadWrite' },
      { ...data, caching: 'None' },
    ];
    const original = vm({ plan, licenseType: 'Windows_Server', diskController: 'NVMe', disks });
    const source = signed({ ...machines.pmk(), vm: original }, { originalAccelerated: false });
    const taken = { caching: new Map([[-1, 'ReadOnly']]), acceleratedNetworking: true };
    const made = plannedMachine(source, undefined, [], taken);
    assert.deepEqual(
      [made?.plan, made?.licenseType, made?.diskController, made?.acceleratedNetworking],
      [plan, 'Windows_Server', 'NVMe', false],
    );
    assert.deepEqual(
      made?.disks.map(({ lun, caching }) => [lun, caching]),
      [
        [-1, 'ReadWrite'],
        [0, 'None'],
      ],
    );
  });

  it('has a disk that its original has not, with the caching of the template', () => {
    const source = signed();
    const [os] = source.disks;
    assert.ok(os);
    const taken = { caching: new Map([[7, 'ReadOnly']]) };
    const made = plannedMachine({ ...source, disks: [os, { ...os, lun: 7 }] }, undefined, [], taken);
    assert.equal(made?.disks[1]?.caching, 'ReadOnly');
  });

  it('has the caching and the speed of the template, where the original is gone', () => {
    const taken = { caching: new Map([[0, 'ReadOnly']]), acceleratedNetworking: true };
    const made = plannedMachine(signed(gone), undefined, [], taken);
    assert.equal(made?.acceleratedNetworking, true);
    assert.deepEqual(
      made?.disks.map(({ caching }) => caching),
      [undefined, 'ReadOnly'],
    );
    const untold = builtFrom(signed(gone));
    assert.deepEqual(
      [untold.plan, untold.licenseType, untold.diskController, untold.acceleratedNetworking, untold.agreed],
      [undefined, undefined, undefined, undefined, []],
    );
  });

  it('tells how its OS disk is encrypted with its state: by the disk, else by the point, and of no other disk', () => {
    const source = signed();
    const point = { ...source.point, securityType: 'ConfidentialVMDiskEncryptedWithCustomerKey' };
    const typesOf = (one: PlannedSource) => builtFrom(one).disks.map((disk) => [disk.lun, disk.securityType]);
    assert.deepEqual(typesOf({ ...source, point }), [
      [-1, point.securityType],
      [0, undefined],
    ]);
    const securityEncryptionType = 'ConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey';
    const disks = source.disks.map((disk) => ({ ...disk, facts: { ...disk.facts, securityEncryptionType } }));
    assert.deepEqual(typesOf({ ...source, point, disks }), [
      [-1, securityEncryptionType],
      [0, undefined],
    ]);
  });
});
