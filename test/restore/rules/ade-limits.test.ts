import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DiskFacts, RecoveryPointFacts, VmFacts } from '../../../src/kernel/facts.ts';
import { adeSettingsStep } from '../../../src/restore/rules/steps.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import { isPastAdeLimits, needsAdeSettings, restoreWarnings } from '../../../src/restore/rules/warnings.ts';
import { disk, encryptedPoint } from '../../machines/rules/machines.ts';
import { facts, machines, now, staging, targetGroup } from './plan-facts.ts';

const ade = machines.ade();
const listedDisks = (count: number) => Array.from({ length: count }, (_, at) => ({ lun: at - 1, name: `disk-${at}` }));

type Over = { vm?: VmFacts | undefined; disks?: DiskFacts[] };

function limitsOf(
  at: Partial<RecoveryPointFacts>,
  over: Over = {},
  machine = { ...ade, point: encryptedPoint(true, at) },
) {
  const one = facts({ ...machine, ...over });
  const choice = { mode: 'disks' } as const;
  const warned = restoreWarnings(one, choice, planTarget(one, choice), { now })
    .filter(({ code }) => code === 'ade-next-backup-size')
    .map(({ params }) => [params.disk, params.gb]);
  return { settings: needsAdeSettings(one), warned };
}

describe('limits of Azure for machines encrypted with ADE', () => {
  it('count the disks of the point, else what it says of their number, else those of the machine', () => {
    assert.ok(limitsOf({ disks: listedDisks(17) }).settings);
    assert.ok(!limitsOf({ disks: listedDisks(16), diskCounts: { included: 20, attached: 20 } }).settings);
    assert.ok(limitsOf({ disks: [], diskCounts: { included: 18, attached: 30 } }).settings);
    const { diskCounts: _, ...uncounted } = encryptedPoint(true, { disks: [] });
    const machine = (one: VmFacts | undefined) => limitsOf({}, {}, { ...ade, vm: one, point: uncounted });
    assert.ok(machine({ ...ade.vm, disks: listedDisks(19) } as VmFacts).settings);
    assert.ok(!machine(undefined).settings);
  });

  it('measure each disk once, by its own size where the machine tells another', () => {
    const own = [disk('OS', { sizeGb: 5000 }), disk('data', { sizeGb: 100 })];
    const told = ade.vm?.disks.map((one) => ({ ...one, sizeGb: 9000 })) ?? [];
    assert.deepEqual(limitsOf({}, { vm: { ...ade.vm, disks: told } as VmFacts, disks: own }), {
      settings: true,
      warned: [['OS', 5000]],
    });
  });

  it('are passed by what is larger, by the size that the machine tells where the disk itself tells none', () => {
    const os = (sizeGb?: number) => ({ disks: [disk('os', { sizeGb })] });
    assert.deepEqual(limitsOf({}, os(4096)).warned, []);
    const passed = { settings: false, warned: [['os', 4097]] };
    assert.deepEqual(limitsOf({}, os(4097)), passed);
    const told = { ...ade.vm, disks: [{ lun: -1, name: 'os', sizeGb: 4097 }] } as VmFacts;
    assert.deepEqual(limitsOf({}, { vm: told, ...os() }), passed);
  });

  it('are those of machines that may be encrypted, too, and of no others', () => {
    const large = [disk('os', { sizeGb: 5000 })];
    assert.deepEqual(limitsOf({}, { disks: large }, machines.unknown()), { settings: true, warned: [['os', 5000]] });
    assert.deepEqual(limitsOf({}, { disks: large }, machines.pmk()), { settings: false, warned: [] });
  });

  it('leave the settings out on the OS disk of too many, and on each that is too large', () => {
    assert.deepEqual(
      [16, 17].map((count) => [-1, 0].map((lun) => isPastAdeLimits({ lun }, count))),
      [
        [false, false],
        [true, false],
      ],
    );
    assert.deepEqual(
      [4097, 4098].map((sizeGb) => isPastAdeLimits({ lun: 0, sizeGb }, 2)),
      [false, true],
    );
  });
});

describe('the step that writes the settings', () => {
  const stepFor = (machine: Parameters<typeof facts>[0]) => {
    const one = facts(machine);
    return adeSettingsStep(one, planTarget(one, { mode: 'disks' }));
  };
  const wide = { disks: listedDisks(17) };

  it('writes a disk, or is left to people where disks come back as files', () => {
    assert.deepEqual(stepFor(ade), {
      kind: 'apply-ade-settings',
      action: 'Microsoft.Compute/disks/write',
      scope: targetGroup,
      conditional: true,
      byHand: false,
      carrier: 'requester',
      needs: [],
      keyNeeds: [],
    });
    const files = stepFor(machines.ade(true, false));
    assert.deepEqual([files.scope, files.byHand], [staging, true]);
    assert.match(files.action ?? '', /^Microsoft.Storage\//);
  });

  it('runs in any case only where the point is encrypted and past the limits', () => {
    assert.equal(stepFor({ ...ade, point: encryptedPoint(true, wide) }).conditional, false);
    assert.equal(stepFor({ ...machines.unknown(), point: { ...machines.unknown().point, ...wide } }).conditional, true);
    const large = facts({ ...ade, disks: [disk('os', { sizeGb: 4098 })] });
    const next = facts({ ...ade, disks: [disk('os', { sizeGb: 4097 })] });
    assert.deepEqual([needsAdeSettings(large), needsAdeSettings(next)], [true, false]);
  });
});
