import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WarningCode } from '../../../src/kernel/codes/restore.ts';
import { conclude, type Finding, unknown, warn } from '../../../src/machines/rules/finding.ts';
import { checkBesidePlan } from '../../../src/restore/rules/run-checks.ts';

function beside(findings: Finding[], ...codes: WarningCode[]) {
  const warnings = codes.map((code) => ({ code, params: {} }));
  const { check, warnings: left } = checkBesidePlan({ findings, conclusion: conclude(findings) }, { warnings });
  return {
    told: check.findings.map(({ text }) => text?.code),
    more: check.more,
    besides: check.besides,
    left: left.map(({ code }) => code),
  };
}

describe('a check beside a plan', () => {
  it('tells the three worst and counts the others, without what is fine or could not be checked', () => {
    const some = ['a', 'b', 'c', 'd', 'e'].map((code) => warn('point', code));
    const fine: Finding = { check: 'vault', verdict: 'ok' };
    const unread = unknown('rights', { code: 'azure.unreachable', params: {} });
    assert.deepEqual(beside([...some, unread, fine]), { told: ['a', 'b', 'c'], more: 2, besides: false, left: [] });
    assert.deepEqual(beside([fine, unread]), { told: [], more: 0, besides: false, left: [] });
  });

  it('leaves out what the plan warns of, and says that it does', () => {
    const findings = [warn('point', 'plan.managed-unknown'), warn('vault', 'check.other')];
    assert.deepEqual(beside(findings, 'managed-unknown', 'set-chosen'), {
      told: ['check.other'],
      more: 0,
      besides: true,
      left: ['managed-unknown', 'set-chosen'],
    });
  });

  for (const [code, warning] of [
    ['check.rotated', 'snapshot-after-rotation'],
    ['check.rotated-no-other', 'snapshot-after-rotation'],
    ['check.rotated-snapshot-only', 'snapshot-after-rotation'],
    ['check.disks-only-unmanaged', 'unmanaged-as-vhd'],
  ] as const) {
    it(`stands for a warning that it tells better: ${code}`, () => {
      const found = beside([warn('point', code)], 'managed-unknown', warning);
      assert.deepEqual(found, { told: [code], more: 0, besides: false, left: ['managed-unknown'] });
    });
  }

  it('stands for no warning where it is not among those that are told', () => {
    const findings = ['a', 'b', 'c', 'check.rotated'].map((code) => warn('point', code));
    assert.deepEqual(beside(findings, 'snapshot-after-rotation').left, ['snapshot-after-rotation']);
  });
});
