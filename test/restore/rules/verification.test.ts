import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rebuild } from '../../../src/i18n/en/restore/rebuild.ts';
import { judgeVm, toFaultFailure } from '../../../src/restore/rules/verification.ts';
import { deallocated, vm } from '../../machines/rules/machines.ts';

const disks = (code: string) => ({ instanceDisks: [{ name: 'os', statusCodes: [code] }] });
const well = { provisioningState: 'Succeeded', power: 'running', agentReady: 'yes' } as const;

const faults = [
  'gone',
  'deallocated',
  'not-provisioned',
  'not-provisioned-yet',
  'not-encrypted',
  'agent-silent',
] as const;

describe('a restored machine', () => {
  it('is well when it is provisioned and its agent reports', () => {
    assert.equal(judgeVm(vm(well), { encrypted: false, made: true }).kind, 'well');
  });

  it('encrypted at the point, is well only when it says that it is', () => {
    const expected = { encrypted: true, made: true };
    assert.equal(judgeVm(vm({ ...well, ...disks('EncryptionState/encrypted') }), expected).kind, 'well');
    assert.deepEqual(judgeVm(vm({ ...well, ...disks('EncryptionState/notEncrypted') }), expected), {
      kind: 'not-yet',
      fault: 'not-encrypted',
    });
  });

  it('that does not report yet may still do so', () => {
    for (const agentReady of ['no', 'unknown'] as const) {
      const verdict = judgeVm(vm({ ...well, agentReady }), { encrypted: true, made: true });
      assert.deepEqual(verdict, { kind: 'not-yet', fault: 'agent-silent' });
    }
  });

  it('is bad when Azure gave it up, or when it is gone', () => {
    const failed = judgeVm(vm({ ...well, provisioningState: 'Failed' }), { encrypted: false, made: true });
    assert.deepEqual(failed, { kind: 'bad', fault: 'not-provisioned' });
    assert.deepEqual(judgeVm(undefined, { encrypted: false, made: true }), { kind: 'bad', fault: 'gone' });
  });

  it('that is deallocated, as one with replaced disks may have been, has no agent to wait for', () => {
    assert.equal(judgeVm(deallocated(vm(well)), { encrypted: false, made: false }).kind, 'well');
    assert.equal(judgeVm(deallocated(vm(well)), { encrypted: true, made: false }).kind, 'well');
  });

  it('that was made and is deallocated proves nothing', () => {
    for (const encrypted of [true, false]) {
      const verdict = judgeVm(deallocated(vm(well)), { encrypted, made: true });
      assert.deepEqual(verdict, { kind: 'bad', fault: 'deallocated' });
    }
  });

  it('that Azure is still at may come to it, and one that was cancelled does not', () => {
    const judged = (provisioningState: string) =>
      judgeVm(vm({ ...well, provisioningState }), { encrypted: false, made: true });
    assert.deepEqual(judged('Updating'), { kind: 'not-yet', fault: 'not-provisioned-yet' });
    assert.deepEqual(judged('Canceled'), { kind: 'bad', fault: 'not-provisioned' });
  });

  it('that is well says what was seen of it: any encrypted disk, and its agent', () => {
    const two = {
      instanceDisks: [
        { name: 'os', statusCodes: ['ProvisioningState/succeeded'] },
        { name: 'data', statusCodes: ['ProvisioningState/succeeded', 'encryptionstate/ENCRYPTED'] },
      ],
    };
    const seenOf = (over: Parameters<typeof vm>[0], made = true) =>
      judgeVm(vm({ ...well, ...over }), { encrypted: false, made });
    assert.deepEqual(seenOf(two), { kind: 'well', seen: { encrypted: true, agent: true } });
    assert.deepEqual(seenOf({}), { kind: 'well', seen: { encrypted: false, agent: true } });
    const { instanceDisks: _, ...untold } = vm(well);
    const expected = { encrypted: false, made: true };
    assert.deepEqual(judgeVm(untold, expected), { kind: 'well', seen: { encrypted: false, agent: true } });
    assert.deepEqual(seenOf({ power: 'deallocated' }, false), {
      kind: 'well',
      seen: { encrypted: false, agent: false },
    });
  });

  it('has a text for whatever is wrong with it', () => {
    for (const fault of faults) {
      const { code, params } = toFaultFailure({ fault }, '/subscriptions/s/virtualMachines/copy');
      assert.deepEqual(params, { vm: 'copy' });
      assert.ok(Object.hasOwn(rebuild.texts.rebuild, code.replace('rebuild.', '')), code);
    }
  });
});
