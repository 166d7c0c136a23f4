import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { look } from '../../../src/i18n/en/look.ts';
import type { ProtectedItemFacts, RecoveryPointFacts } from '../../../src/kernel/facts.ts';
import { checkPoint, type PlanCheckFacts } from '../../../src/restore/rules/checks.ts';
import { encryptedPoint, keys, point } from '../../machines/rules/machines.ts';
import { adeMachineAndPoint, checkFacts } from './plan-check-facts.ts';
import { item, machines } from './plan-facts.ts';

const source = { vm: 'sql-01' };
const found = (facts: PlanCheckFacts) =>
  checkPoint(facts).map(({ check, verdict, text, command }) => [check, verdict, text?.code, text?.params, command]);
const about = (over: Partial<PlanCheckFacts> = {}) => checkFacts(machines.pmk(), over);

describe('the point of a restore', () => {
  it('is nothing to speak of where it is there', () => assert.deepEqual(found(about()), []));

  it('stops a restore where there is none, and says how to make one', () => {
    assert.deepEqual(found(about({ point: undefined })), [
      ['point', 'stop', 'check.no-points', source, 'backup sql-01'],
    ]);
  });

  it('is doubted where the machine is suspected, or where nobody could look', () => {
    const scanned = (sourceScan: ProtectedItemFacts['sourceScan']) =>
      found(about({ item: { ...item, ...(sourceScan && { sourceScan }) } }));
    assert.deepEqual(scanned({ status: 'failed', summary: 'suspicious' }), [
      ['point', 'warn', 'check.source-suspicious', source, undefined],
    ]);
    assert.deepEqual(scanned({ status: 'failed', summary: 'unknown' }), [
      ['point', 'warn', 'check.source-scan-failed', source, undefined],
    ]);
    assert.deepEqual(scanned({ status: 'configured', summary: 'healthy' }), []);
  });

  it('is one of fewer where a policy cut some, which a longer one brings back, or which are listed', () => {
    const points = [point(), point({ softDeleted: true }), point({ softDeleted: true })];
    const cut = (command: string) => [['point', 'warn', 'check.points-cut', { ...source, count: 2 }, command]];
    assert.deepEqual(found(about({ points })), cut('retention raise sql-01'));
    const stopped = { ...item, protectionState: 'ProtectionStopped' };
    assert.deepEqual(found(about({ points, item: stopped })), cut('points sql-01'));
  });
});

describe('the snapshot of a machine whose keys have changed since', () => {
  const before = encryptedPoint(true, { keys: keys(true, 'a571b984') });
  const of = (...others: Partial<RecoveryPointFacts>[]) => {
    const points = others.map((over, at) => ({
      ...before,
      name: `${at}`,
      at: new Date(before.at.getTime() - at - 1),
      ...over,
    }));
    return found(checkFacts({ ...adeMachineAndPoint(), point: before }, { points: [before, ...points] }));
  };
  const tiers = (...all: RecoveryPointFacts['tiers'][number]['tier'][]) => ({
    tiers: all.map((tier) => ({ tier, status: 'valid' as const })),
  });

  it('is left for the newest point that is in the vault alone, by its number', () => {
    assert.deepEqual(of(tiers('snapshot', 'vault-standard'), tiers('vault-standard'), tiers('vault-standard')), [
      ['point', 'warn', 'check.rotated', { ...source, number: 3 }, 'restore sql-01 #3'],
    ]);
    assert.deepEqual(of({ ...tiers('snapshot', 'vault-standard'), managed: 'unknown' }), [
      ['point', 'warn', 'check.rotated-no-other', source, undefined],
    ]);
    assert.deepEqual(of({ ...tiers('snapshot', 'vault-standard'), managed: 'no' }), [
      ['point', 'warn', 'check.rotated', { ...source, number: 2 }, 'restore sql-01 #2'],
    ]);
  });

  it('has no other where all are snapshots', () => {
    assert.deepEqual(of(tiers('snapshot')), [['point', 'warn', 'check.rotated-no-other', source, undefined]]);
  });

  it('is not to be waited for where the point is in no vault: it goes with its snapshot', () => {
    const alone = { ...before, ...tiers('snapshot') };
    const told = (...others: RecoveryPointFacts[]) =>
      found(checkFacts({ ...adeMachineAndPoint(), point: alone }, { points: [alone, ...others] }));
    const onlyCopy = [['point', 'warn', 'check.rotated-snapshot-only', source, undefined]];
    assert.deepEqual(told(), onlyCopy);
    assert.deepEqual(told({ ...before, name: '1', at: new Date(before.at.getTime() - 1) }), onlyCopy);
    const kept = { ...before, ...tiers('snapshot', 'vault-archive') };
    assert.deepEqual(found(checkFacts({ ...adeMachineAndPoint(), point: kept }, { points: [kept] })), [
      ['point', 'warn', 'check.rotated-no-other', source, undefined],
    ]);
    assert.match(look.texts.check['rotated-snapshot-only'].remedy, /before the snapshot expires/);
  });

  it('is not spoken of where there is no plan, or its keys are the same', () => {
    assert.deepEqual(found(checkFacts(adeMachineAndPoint())), []);
    const facts = checkFacts({ ...adeMachineAndPoint(), point: before });
    assert.deepEqual(found({ ...facts, outcome: undefined }), []);
    assert.deepEqual(found({ ...facts, outcome: { kind: 'refused', violations: [] } }), []);
  });
});
