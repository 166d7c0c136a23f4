import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../../src/machines/rules/ade.ts';
import {
  adeMachine,
  deallocated,
  disk,
  encryptedPoint,
  keys,
  keyVaultId,
  listed,
  point,
  subscription,
  vm,
} from './machines.ts';

const plainDisks = [disk('os'), disk('data')];
const _set = `${subscription}/resourceGroups/RG-APP/providers/Microsoft.Compute/diskEncryptionSets/des-app`;

describe('the recovery point', () => {
  it('decides by its own GET; the same point in a list decides nothing', () => {
    const one = encryptedPoint(true);
    assert.equal(classify({ point: one }).ade.value, 'yes');
    assert.equal(classify({ point: listed(one) }).ade.value, 'unknown');
    assert.equal(classify({ point: { ...point(), detailed: false } }).ade.value, 'unknown');
  });

  it('in a list proves encryption where the list does say so', () => {
    assert.equal(classify({ point: point({ encrypted: 'yes', detailed: false }) }).ade.value, 'yes');
  });

  it('that says nothing leaves the question open, even if the machine is clear', () => {
    const verdict = classify({ vm: vm(), disks: plainDisks, point: point({ encrypted: 'unknown' }) });
    assert.equal(verdict.ade.now, 'no');
    assert.equal(verdict.ade.value, 'unknown');
  });

  it('that says nothing counts as encrypted when the machine is', () => {
    const machine = adeMachine({ kek: true, managed: true, pass: 'single' });
    const verdict = classify({ ...machine, point: point({ encrypted: 'unknown' }) });
    assert.equal(verdict.ade.value, 'yes');
  });

  it('that carries keys is encrypted even if the flag is absent', () => {
    assert.equal(classify({ point: encryptedPoint(false, { encrypted: 'unknown' }) }).kind, 'ade-bek');
  });

  it('that denies encryption and yet carries keys stays unknown', () => {
    const verdict = classify({ point: encryptedPoint(true, { encrypted: 'no' }) });
    assert.equal(verdict.ade.value, 'unknown');
  });

  it('encrypted while the machine no longer is: the point decides', () => {
    const verdict = classify({ vm: vm(), disks: plainDisks, point: encryptedPoint(true) });
    assert.equal(verdict.ade.value, 'yes');
    assert.equal(verdict.ade.now, 'no');
  });

  it('not encrypted while the machine is: the point decides', () => {
    const verdict = classify({ ...adeMachine({ kek: false, managed: true, pass: 'single' }), point: point() });
    assert.equal(verdict.ade.value, 'no');
  });

  it('of another mechanism, KEK or kind of disk than today: the point decides', () => {
    const machine = adeMachine({ kek: false, managed: true, pass: 'single' });
    const verdict = classify({ ...machine, point: encryptedPoint(true, { mechanism: 'double-pass', managed: 'no' }) });
    assert.equal(verdict.ade.pass, 'dual');
    assert.equal(verdict.ade.kek, 'yes');
    assert.equal(verdict.managed.value, 'no');
  });

  it('with another key version than today shows the rotation, and the port in a key address does not', () => {
    const machine = adeMachine({ kek: true, managed: true, pass: 'single' });
    const now = classify({ ...machine, point: encryptedPoint(true) });
    assert.equal(now.ade.rotatedSincePoint, 'no');
    const old = classify({ ...machine, point: encryptedPoint(true, { keys: keys(true, 'a571b984') }) });
    assert.equal(old.ade.rotatedSincePoint, 'yes');
    const { bek, kek } = keys(true);
    const withPort = { bek, kek: { keyUrl: (kek?.keyUrl ?? '').replace('.net/', '.net:443/'), keyVaultId } };
    assert.equal(classify({ ...machine, point: encryptedPoint(true, { keys: withPort }) }).ade.rotatedSincePoint, 'no');
  });

  it('without keys takes the KEK from the machine of today, else leaves it open', () => {
    const { keys: _none, ...bare } = encryptedPoint(true, { hasKeyAndSecret: false });
    assert.equal(classify({ point: bare }).kind, 'ade');
    assert.equal(
      classify({ ...adeMachine({ kek: true, managed: true, pass: 'single' }), point: bare }).kind,
      'ade-bek-kek',
    );
    assert.equal(classify({ vm: vm(), disks: plainDisks, point: bare }).ade.kek, 'unknown');
  });
});

describe('keys for what must not change when a machine is stopped', () => {
  it('come from disks and VM model, not from the instance view', () => {
    const machine = adeMachine({ kek: true, managed: true, pass: 'single' });
    const running = classify(machine);
    const stopped = classify({ ...machine, vm: deallocated(machine.vm) });
    assert.deepEqual(stopped.ade.keysOnRecord, running.ade.keysOnRecord);
    assert.equal(running.ade.keysOnRecord.length, 1);
  });
});
