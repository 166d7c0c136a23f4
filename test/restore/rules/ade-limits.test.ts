import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DiskFacts, RecoveryPointFacts, VmFacts } from '../../../src/kernel/facts.ts';
import { adeSettingsStep } from '../../../src/restore/rules/steps.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import { adeLimits, isPastAdeLimits, needsAdeSettings } from '../../../src/restore/rules/warnings.ts';
import { disk, encryptedPoint } from '../../machines/rules/machines.ts';
import { facts, machines, staging, targetGroup } from './plan-facts.ts';

const ade = machines.ade();
const listedDisks = (count: number) => Array.from({ length: count }, (_, at) => ({ lun: at - 1, name: `disk-${at}` }));

function limitsOf(at: Partial<RecoveryPointFacts>, over: { vm?: VmFacts | undefined; disks?: DiskFacts[] } = {}) {
  const one = facts({ ...ade, point: encryptedPoint(true, at), ...over });
  return adeLimits(one).map(({ code, params }) => [code, params]);
}

describe('limits of Azure for machines encrypted with ADE', () => {
  const vm = 'sql-01';

  it('count the disks of the point, else what it says of their number, else those of the machine', () => {
    const tooMany = (disks: number) => [['ade-settings-disks', { vm, disks, limit: 16 }]];
    assert.deepEqual(limitsOf({ disks: listedDisks(17) }), tooMany(17));
    assert.deepEqual(limitsOf({ disks: listedDisks(16), diskCounts: { included: 20, attached: 20 } }), []);
    assert.deepEqual(limitsOf({ disks: [], diskCounts: { included: 18, attached: 30 } }), tooMany(18));
    const { diskCounts: _, ...uncounted } = encryptedPoint(true, { disks: [] });
    const wide = { ...ade.vm, disks: listedDisks(19) } as VmFacts;
    const machine = (one: VmFacts | undefined) => adeLimits(facts({ ...ade, vm: one, point: uncounted }));
    assert.deepEqual(
      machine(wide).map(({ params }) => params.disks),
      [19],
    );
    assert.deepEqual(machine(undefined), []);
  });

  it('measure each disk once, by its own size where the machine tells another', () => {
    const own = [disk('OS', { sizeGb: 5000 }), disk('data', { sizeGb: 100 })];
    const told = ade.vm?.disks.map((one) => ({ ...one, sizeGb: 9000 })) ?? [];
    assert.deepEqual(limitsOf({}, { vm: { ...ade.vm, disks: told } as VmFacts, disks: own }), [
      ['ade-settings-size', { vm, disk: 'OS', gb: 5000, limit: 4097 }],
      ['ade-next-backup-size', { vm, disk: 'OS', gb: 5000, limit: 4096 }],
    ]);
  });

  it('are passed by what is larger, by the size that the machine tells where the disk itself tells none', () => {
    const os = (sizeGb?: number) => ({ disks: [disk('os', { sizeGb })] });
    assert.deepEqual(limitsOf({}, os(4096)), []);
    const passed = [['ade-next-backup-size', { vm, disk: 'os', gb: 4097, limit: 4096 }]];
    assert.deepEqual(limitsOf({}, os(4097)), passed);
    const told = { ...ade.vm, disks: [{ lun: -1, name: 'os', sizeGb: 4097 }] } as VmFacts;
    assert.deepEqual(limitsOf({}, { vm: told, ...os() }), passed);
  });

  it('are those of machines that may be encrypted, too, and of no others', () => {
    const large = [disk('os', { sizeGb: 5000 })];
    assert.equal(adeLimits(facts({ ...machines.unknown(), disks: large })).length, 2);
    assert.deepEqual(adeLimits(facts({ ...machines.pmk(), disks: large })), []);
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
