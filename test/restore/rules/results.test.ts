import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { disksInQuarantine, listInQuarantine } from '../../../src/restore/rules/made.ts';
import {
  checkedKeys,
  deployedSoFar,
  findRestoreResult,
  parseStepResult,
  presentKeys,
  restoreSentAt,
  resultOfStep,
  type StepResults,
  storedResults,
} from '../../../src/restore/rules/results.ts';
import { keys } from '../../machines/rules/machines.ts';
import { restored } from './signed.ts';

const job = { jobId: 'job', properties: {} };
const tidied = { left: true, refused: { code: 'azure.locked', params: {} } };

describe('what a step has left', () => {
  const step = (kind: string, state: string, result: unknown = job) => ({ kind, state, result });

  it('is read where the step was done or skipped, and nothing while a try is under way', () => {
    for (const state of ['done', 'skipped']) {
      assert.deepEqual(resultOfStep([step('restore-disks', state)], 'restore-disks'), job);
    }
    for (const state of ['running', 'failed', 'waiting']) {
      assert.equal(resultOfStep([step('restore-disks', state)], 'restore-disks'), undefined);
    }
    assert.equal(resultOfStep([step('restore-disks', 'done', null)], 'restore-disks'), undefined);
    assert.equal(resultOfStep([step('restore-vm', 'done')], 'restore-disks'), undefined);
  });

  it('is nothing where there is none, and unreadable where it is something else', () => {
    assert.equal(parseStepResult({}, 'restore-disks'), undefined);
    assert.throws(() => parseStepResult({ 'restore-disks': { jobId: 1 } }, 'restore-disks'));
  });

  /** Result of each kind, with all possible members. */
  const left: StepResults = {
    'export-key': { ...job, status: 'Failed', startedAt: '2026-11-24T03:00:00Z' },
    'remove-key-export': tidied,
    'restore-disks': { ...job, startedAt: '2026-11-24T03:00:00Z' },
    'restore-vm': job,
    'replace-disks': job,
    'check-keys': { keys: [keys(true)], states: [{ url: 'https://kv/x', state: 'present' }], missing: 0 },
    'recover-keys': { replaced: [{ from: keys(true, 'a'), to: keys(true, 'b') }] },
    'apply-ade-settings': { diskIds: [restored('os-r')] },
    'deploy-vm': { deployment: 'd', vmId: '/vm', resourceIds: ['/nic'], size: 'Standard_D4s_v5' },
    'ade-extension': { name: 'AzureDiskEncryption' },
    verify: { encrypted: true, agent: false, differences: [{ code: 'size', params: { before: 'a', after: 'b' } }] },
    'remove-key-copy': tidied,
  };

  for (const [kind, result] of Object.entries(left) as [keyof StepResults, object][]) {
    it(`comes back whole as it was written, and says what it is where it can't be read: ${kind}`, () => {
      const written = JSON.parse(JSON.stringify(storedResults[kind].write(result as never)));
      assert.deepEqual(written, result);
      assert.deepEqual(parseStepResult({ [kind]: written }, kind), result);
      const params = { name: kind.startsWith('remove-') ? 'result of tidying' : `result ${kind}`, path: '-' };
      assert.throws(() => parseStepResult({ [kind]: 'x' }, kind), { code: 'stored.unreadable', params });
    });
  }

  it('of the restore has to be there before anything goes on', () => {
    assert.deepEqual(findRestoreResult({ 'restore-disks': job }), job);
    assert.throws(() => findRestoreResult({}), /before the restore has ended/);
  });

  it('of a machine so far is what was made of it, also by a try that failed; what was chosen for a try is none', () => {
    for (const result of [null, {}, { size: 'Standard_D4s_v5' }]) assert.equal(deployedSoFar({ result }), undefined);
    assert.deepEqual(deployedSoFar({ result: left['deploy-vm'] }), left['deploy-vm']);
    const newer = { ...left['deploy-vm'], version: 99 };
    assert.throws(() => deployedSoFar({ result: newer }), { code: 'stored.newer' });
    const broken = { ...left['deploy-vm'], resourceIds: 'x' };
    assert.throws(() => deployedSoFar({ result: broken }), { code: 'stored.unreadable' });
  });
});

describe('keys of a restored machine', () => {
  const [before, after, other] = [keys(true, 'a'), keys(true, 'b'), keys(true, 'c')];

  it('are found under the address of the version that was made of them', () => {
    const results = { 'recover-keys': { replaced: [{ from: before, to: after }] } };
    assert.deepEqual(presentKeys(results, before), after);
    assert.deepEqual(presentKeys(results, other), other, 'another pair stays where it is');
    assert.deepEqual(presentKeys({}, before), before);
  });

  it('are told once each, as they were checked', () => {
    const results = { 'check-keys': { keys: [before, other, before], states: [], missing: 0 } };
    assert.deepEqual(checkedKeys(results), [before, other]);
    assert.deepEqual(checkedKeys({}), []);
  });
});

describe('what is on record of a copy in quarantine', () => {
  const disk = { what: 'disk', id: restored('os-r'), immutableId: 'one' };
  const vm = { what: 'vm', id: restored('vm').replace('/disks/', '/virtualMachines/'), immutableId: 'two' };
  const record = (...made: object[]) => ({ made, unproven: ['copy'] });

  it('is what was written down of its disks and of its machine, as far as it came', () => {
    const both = { 'quarantine-record-disks': record(disk), 'quarantine-record-machine': record(vm) };
    assert.deepEqual(
      listInQuarantine(both).map(({ id }) => id),
      [disk.id, vm.id],
    );
    assert.deepEqual(
      disksInQuarantine(both).map(({ id }) => id),
      [disk.id],
    );
    assert.deepEqual(
      listInQuarantine({ 'quarantine-record-disks': record(disk) }).map(({ id }) => id),
      [disk.id],
    );
    assert.deepEqual(listInQuarantine({}), []);
  });
});

const exportAt = new Date('2026-11-26T03:00:00Z');
const restoreAt = new Date('2026-11-26T03:40:00Z');

const exported = (status: string | undefined, state = 'done') => ({
  kind: 'export-key',
  state,
  started_at: exportAt,
  result: status === undefined ? null : { jobId: 'job', status, properties: {} },
});

const restoring = (kind = 'restore-disks', started_at: Date | null = restoreAt) => ({
  kind,
  state: 'done',
  started_at,
  result: { jobId: 'job', properties: {} },
});

describe('when a restore was sent', () => {
  for (const status of ['Completed', 'CompletedWithWarnings']) {
    it(`is when the key was to be brought out, if that restore came to its end: ${status}`, () => {
      for (const kind of ['restore-disks', 'restore-vm', 'replace-disks']) {
        assert.equal(restoreSentAt([exported(status), restoring(kind)]), exportAt, kind);
      }
    });
  }

  it('is when its own step began, if that restore failed as it was meant to, was not needed, or is not among them', () => {
    assert.equal(restoreSentAt([exported('Failed'), restoring()]), restoreAt);
    assert.equal(restoreSentAt([exported(undefined, 'skipped'), restoring()]), restoreAt);
    assert.equal(restoreSentAt([restoring('replace-disks')]), restoreAt);
  });

  it('is nothing while the step runs that is to bring out the key, or before any was sent', () => {
    assert.equal(restoreSentAt([exported(undefined, 'running'), restoring('restore-disks', null)]), undefined);
    assert.equal(restoreSentAt([]), undefined);
  });
});
