import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { policyChoice, policyDetails, policyLine } from '../../src/i18n/policy-words.ts';
import type { PolicyFacts } from '../../src/kernel/backup-policy.ts';
import type { Reader } from '../../src/kernel/chat.ts';
import { goodPolicy, nightly } from '../protection/rules/policies.ts';

const facts = { id: '/p', vaultId: '/v', name: 'nightly', itemCount: 14 };
const amsterdam: Reader = { language: 'en', timeZone: 'Europe/Amsterdam' };
const dutch: Reader = { language: 'nl', timeZone: 'Europe/Amsterdam' };
const first = { by: 'weekday' as const, days: ['Sunday' as const], weeks: ['First' as const] };
const long: PolicyFacts = {
  ...nightly,
  ...facts,
  retention: {
    daily: { count: 30 },
    weekly: { count: 12, days: ['Sunday'] },
    monthly: { count: 60, on: first },
    yearly: { count: 1, months: ['January'], on: { by: 'date', dates: [1, 15], last: true } },
  },
};

describe('a policy in words', () => {
  it('reads as people say it, in the name of the zone that the reader uses', () => {
    assert.equal(
      policyLine(long, amsterdam),
      'daily at 02:00 (Europe/Amsterdam), keeps 30 days, 12 weeks, 60 months, 1 year; snapshots 2 days; 14 VMs',
    );
    assert.match(policyLine(long, { ...amsterdam, timeZone: 'UTC' }), /\(Europe\/Berlin\)/);
    assert.equal(
      policyLine({ ...long, itemCount: 1 }, dutch),
      'dagelijks om 02:00 (Europe/Amsterdam), bewaart 30 dagen, 12 weken, 60 maanden, 1 jaar; momentopnamen 2 dagen; 1 VM',
    );
  });

  it('says every part of it in a sentence', () => {
    assert.deepEqual(policyDetails(long, amsterdam), [
      'Backs up daily at 02:00 (Europe/Amsterdam).',
      "Each day's last point is kept for 30 days.",
      'The points of Sunday are kept for 12 weeks.',
      'Each month, the points of the first Sunday are kept for 60 months.',
      'In January, the points of day 1, 15 and the last day are kept for 1 year.',
      'Snapshots stay for 2 days: a restore from them takes minutes.',
    ]);
    assert.match(policyDetails(long, dutch).join(' '), /de eerste zondag 60 maanden bewaard/);
  });

  it('never leaves a gap, and says every count, whatever the policy', () => {
    fc.assert(
      fc.property(goodPolicy, fc.constantFrom(amsterdam, dutch), (body, reader) => {
        const { daily, weekly, monthly, yearly } = body.retention;
        const line = policyLine({ ...body, ...facts }, reader);
        for (const part of [daily, weekly, monthly, yearly])
          if (part) assert.match(line, new RegExp(`\\b${part.count}\\b`));
        for (const text of [line, ...policyDetails(body, reader)])
          assert.doesNotMatch(text, /undefined|\{\{| {2}|\(\)/);
      }),
    );
  });

  it('as a choice warns once one more machine would be more than Microsoft recommends', () => {
    assert.doesNotMatch(policyChoice({ ...long, itemCount: 99 }, amsterdam), /recommends/);
    assert.match(policyChoice({ ...long, itemCount: 100 }, amsterdam), /100 VMs; Microsoft recommends 100 at most\)$/);
    assert.match(policyChoice({ ...long, itemCount: 112 }, dutch), /112 VM's; Microsoft raadt er hoogstens 100 aan\)$/);
  });

  it('says that it cannot read a schedule of an unknown kind', () => {
    assert.match(policyLine({ ...long, schedule: { kind: 'unknown' } }, amsterdam), /on a schedule that I can't read/);
  });
});
