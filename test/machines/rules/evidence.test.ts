import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { machines } from '../../../src/i18n/en/machines.ts';
import { classify } from '../../../src/machines/rules/classify.ts';
import type { EncryptionAssessment } from '../../../src/machines/rules/encryption-assessment.ts';
import { anyMachine, anyPoint } from './any-machine.ts';

const anyVerdict = fc
  .record({ machine: anyMachine, point: fc.option(anyPoint, { nil: undefined }) })
  .map(({ machine, point }) => ({
    point,
    verdict: classify({ ...machine, ...(point === undefined ? {} : { point }) }),
  }));

function findings(verdict: EncryptionAssessment) {
  const { ade, customerKey, doubleEncryption, encryptionAtHost, confidential, trustedLaunch, managed } = verdict;
  return [ade, customerKey, doubleEncryption, encryptionAtHost, confidential, trustedLaunch, managed];
}

describe('whatever the facts', () => {
  it('every piece of evidence and every conflict has a text for all that it says', () => {
    const catalogue: Record<string, { message: string; remedy?: string }> = machines.texts.encryption;
    fc.assert(
      fc.property(anyVerdict, ({ verdict }) => {
        const said = [...findings(verdict).flatMap((finding) => finding.evidence), ...verdict.conflicts];
        for (const { code, params } of said) {
          const text = catalogue[code];
          assert.ok(text, code);
          for (const [, name = ''] of `${text.message} ${text.remedy ?? ''}`.matchAll(/\{\{(\w+)\}\}/g)) {
            assert.ok(Object.hasOwn(params, name), `${code} lacks ${name}`);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('a conclusion about ADE always has evidence', () => {
    fc.assert(
      fc.property(anyVerdict, ({ verdict }) => {
        if (verdict.ade.value !== 'unknown') assert.ok(verdict.ade.evidence.length > 0);
      }),
    );
  });

  it('ADE is ruled out for a restore only by the GET of the point itself', () => {
    fc.assert(
      fc.property(anyVerdict, ({ point, verdict }) => {
        if (point === undefined || verdict.ade.value !== 'no') return;
        assert.equal(point.detailed && point.encrypted === 'no', true);
      }),
      { numRuns: 1000 },
    );
  });

  it('evidence and conflicts carry no key material', () => {
    fc.assert(
      fc.property(anyVerdict, ({ verdict }) => {
        const said = JSON.stringify([findings(verdict).map((finding) => finding.evidence), verdict.conflicts]);
        assert.doesNotMatch(said, /vault\.azure\.net|secretData|keyBackupData/);
      }),
    );
  });
});
