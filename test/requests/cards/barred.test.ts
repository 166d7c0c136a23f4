import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { changeOfSample } from '../../../cards/gallery/changes.ts';
import { type DecisionCard, decisionCard } from '../../../src/requests/cards/decision.ts';

const samples = JSON.parse(readFileSync('cards/decision.sample.json', 'utf8'));
const sample = samples['for an approver'];
const data = { ...sample, now: new Date(sample.now), plan: changeOfSample(sample.plan) } as DecisionCard;
const drawn = (more: Partial<DecisionCard>) =>
  JSON.stringify(decisionCard({ ...data, ...more }, { language: 'en', timeZone: 'UTC' }));

it('who may not decide sees no button to decide, but why, and one that asks again', () => {
  const standing = { refusal: { code: 'not-an-approver', params: { id: data.id, rule: 'default' } } };
  const barred = drawn({ viewer: 'barred', standing });
  assert.doesNotMatch(barred, /"(?:Approve|Reject|I'm looking|Withdraw)"/);
  assert.match(barred, /"Check again"/);
  assert.match(barred, /default/);
  assert.match(drawn({ viewer: 'approver' }), /"Approve"/);
});
