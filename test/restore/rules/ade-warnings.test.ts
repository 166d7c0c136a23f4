import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import { restoreWarnings } from '../../../src/restore/rules/warnings.ts';
import { disk, encryptedPoint, keys, point } from '../../machines/rules/machines.ts';
import { facts, machines, now } from './plan-facts.ts';

const copy: RestoreChoice = { mode: 'rebuild', names: { vm: 'copy' } };
const source = { vm: 'sql-01' };

function told(one: RestoreFacts, choice: RestoreChoice = { mode: 'disks' }, at = now) {
  return restoreWarnings(one, choice, planTarget(one, choice), { now: at }).map(({ code, params }) => [code, params]);
}

describe('what is warned of a machine with Azure Disk Encryption', () => {
  const stays = ['ade-stays-encrypted', source];

  it('is that its disks stay encrypted, unless a machine is made of them', () => {
    assert.deepEqual(told(facts(machines.ade())), [stays]);
    assert.deepEqual(told(facts(machines.ade()), copy), []);
    assert.deepEqual(told(facts(machines.unknown())), [['encryption-unknown', source]]);
  });

  it('is past which limits of Azure it is', () => {
    const large = facts({ ...machines.ade(), disks: [disk('os', { sizeGb: 4097 })] });
    const limit = ['ade-next-backup-size', { ...source, disk: 'os', gb: 4097, limit: 4096 }];
    assert.deepEqual(told(large), [stays, limit]);
  });

  it('is where machine and point contradict each other', () => {
    const since = facts({ ...machines.ade(), point: point() });
    const before = facts({ ...machines.pmk(), point: encryptedPoint(true) });
    const conflict = (one: RestoreFacts) => told(one).filter(([code]) => String(code).startsWith('conflict'));
    assert.deepEqual(conflict(since), [['conflict-vm-encrypted-since', source]]);
    assert.deepEqual(conflict(before), [['conflict-vm-no-longer-encrypted', source]]);
  });

  it('is that a snapshot of before a rotation may not be restored', () => {
    const rotated = facts({ ...machines.ade(), point: encryptedPoint(true, { keys: keys(true, 'a571b984') }) });
    assert.deepEqual(told(rotated), [stays, ['snapshot-after-rotation', source]]);
    const read = (rotatedSincePoint: 'yes' | 'no' | 'unknown') =>
      told(facts(machines.ade(), { keys: { rotatedSincePoint, kekCertificateBacked: 'no' } }));
    assert.deepEqual(read('yes'), [stays, ['snapshot-after-rotation', source]]);
    for (const untold of ['no', 'unknown'] as const) assert.deepEqual(read(untold), [stays]);
    const tiers = [{ tier: 'vault-standard', status: 'valid' } as const];
    assert.deepEqual(told({ ...rotated, point: { ...rotated.point, tiers } }), [stays], 'from the vault it may');
    const { ade } = rotated.encryption;
    const dual = { ...rotated, encryption: { ...rotated.encryption, ade: { ...ade, pass: 'dual' as const } } };
    assert.deepEqual(told(dual), [stays], 'its machine keeps its keys itself');
  });

  it('is what becomes of a key encryption key that a certificate holds, or may hold', () => {
    const held = (kekCertificateBacked: 'yes' | 'unknown', machine = machines.ade()) =>
      told(facts(machine, { keys: { kekCertificateBacked, rotatedSincePoint: 'no' } }));
    assert.deepEqual(held('yes'), [stays, ['kek-certificate', source]]);
    assert.deepEqual(held('unknown'), [stays, ['kek-certificate-unknown', source]]);
    assert.deepEqual(held('unknown', machines.ade(false)), [stays], 'it has none');
  });

  it('is its retirement, from the day on', () => {
    const on = (day: string, machine = machines.ade()) => told(facts(machine), { mode: 'disks' }, new Date(day));
    assert.deepEqual(on('2028-09-15T00:00:00Z'), [stays, ['ade-retired', { ...source, date: '2028-09-15' }]]);
    assert.deepEqual(on('2028-09-14T23:59:59.999Z'), [stays]);
  });

  it('is nothing of that for other machines', () => {
    const keys = { kekCertificateBacked: 'yes', rotatedSincePoint: 'yes' } as const;
    assert.deepEqual(told(facts(machines.pmk(), { keys }), { mode: 'disks' }, new Date('2030-01-01')), []);
  });
});
