import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckName } from '../../../src/kernel/codes/findings.ts';
import type { ViolationCode, WarningCode } from '../../../src/kernel/codes/restore.ts';
import type { PlanCheckFacts } from '../../../src/restore/rules/checks.ts';
import type { PlanOutcome } from '../../../src/restore/rules/plan.ts';
import { planFindings } from '../../../src/restore/rules/run-checks.ts';
import { checkFacts, read, unread } from './plan-check-facts.ts';
import { facts, machines, planned } from './plan-facts.ts';

const params = { vm: 'sql-01' };
const found = (outcome: PlanOutcome | undefined, over: Partial<PlanCheckFacts> = {}) =>
  planFindings(checkFacts(machines.pmk(), { ...over, outcome }));
const refused = (...codes: ViolationCode[]): PlanOutcome => ({
  kind: 'refused',
  violations: codes.map((code) => ({ code, params })),
});
const plan = planned(facts(machines.pmk()));
const warned = (...codes: WarningCode[]): PlanOutcome => ({
  kind: 'plan',
  plan: { ...plan, warnings: codes.map((code) => ({ code, params })) },
});

describe('what the rules of a plan say in a check', () => {
  it('is nothing where there is no plan, or nothing to say', () => {
    assert.deepEqual([found(undefined), found(warned())], [[], []]);
  });

  it('stops the restore, each under its check', () => {
    const under: [ViolationCode, CheckName][] = [
      ['point-no-usable-tier', 'point'],
      ['selective-backup-only-disks', 'point'],
      ['lun-not-in-point', 'point'],
      ['vm-other-subscription-ade', 'vault'],
      ['staging-other-region', 'staging'],
      ['subnet-other-region', 'network'],
      ['new-vm-subnet-missing', 'network'],
      ['other-region-off', 'target'],
      ['other-subscription-off', 'target'],
      ['replace-ade', 'encryption'],
      ['zone-disks', 'encryption'],
    ];
    for (const [code, check] of under) {
      assert.deepEqual(found(refused(code)), [
        { check, verdict: 'stop', stops: 'restore', text: { code: `plan.${code}`, params } },
      ]);
    }
  });

  it('can be mended where the item was deleted: it is undeleted', () => {
    assert.deepEqual(found(refused('item-soft-deleted')), [
      { check: 'vault', verdict: 'act', text: { code: 'check.undelete-first', params }, command: 'undelete sql-01' },
    ]);
  });

  it('warns, each under its check', () => {
    const under: [CheckName, WarningCode[]][] = [
      ['point', ['point-past-expiry', 'point-soft-deleted', 'point-unhealthy', 'point-warning']],
      ['point', ['point-archived-standard', 'point-archived-high']],
      ['point', ['selective-backup', 'selective-backup-named']],
      ['staging', ['staging-by-identity']],
      ['retirement', ['ade-retired']],
      ['encryption', ['encryption-unknown', 'managed-unknown']],
    ];
    for (const [check, codes] of under) {
      assert.deepEqual(
        found(warned(...codes)),
        codes.map((code) => ({ check, verdict: 'warn', text: { code: `plan.${code}`, params } })),
      );
    }
  });

  it('stops the next backup where that is what fails', () => {
    const stop = (check: CheckName, code: WarningCode) => ({
      check,
      verdict: 'stop',
      stops: 'backup',
      text: { code: `plan.${code}`, params },
    });
    assert.deepEqual(found(warned('ade-next-backup-size', 'kek-certificate')), [
      stop('backup', 'ade-next-backup-size'),
      stop('keys', 'kek-certificate'),
    ]);
  });

  it('leaves out what a check of its own tells, or what is true of every encrypted machine', () => {
    assert.deepEqual(
      found(
        warned(
          'vault-guarded',
          'snapshot-after-rotation',
          'unmanaged-as-vhd',
          'ade-stays-encrypted',
          'kek-certificate-unknown',
        ),
      ),
      [],
    );
  });

  it('leaves out what Azure decides once it has looked and found nothing', () => {
    const outcome = warned('azure-decides-machine', 'encryption-unknown');
    const codes = (validation: PlanCheckFacts['validation']) =>
      found(outcome, { validation }).map(({ text }) => text?.code);
    const both = ['plan.azure-decides-machine', 'plan.encryption-unknown'];
    assert.deepEqual(codes(read([])), ['plan.encryption-unknown']);
    assert.deepEqual(codes(read([{ code: 'x', message: '', recommendations: [] }])), both);
    assert.deepEqual(codes(unread), both);
  });
});
