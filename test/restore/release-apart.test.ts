import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

const { 'approver-1': one, 'approver-2': other } = people;
let saga: Saga;
before(async () => {
  saga = await startedWith([one.objectId, other.objectId]);
});
after(() => saga?.close());

function startedWith(forensics: string[]): Promise<Saga> {
  const policy = `
groups:
  forensics: { people: [${forensics.join(', ')}] }
rules:
  - { name: examined, when: { operations: [release] }, who: [forensics] }
`;
  const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
  writeFileSync(approvalPolicy, policy);
  return startSaga({ approvalPolicy });
}

async function quarantined({ talk, approve, until }: Saga): Promise<string> {
  const asks = 'restore web-01 latest quarantine because ransomware';
  const id = idIn((await talk.ask('oncall', 'ops', asks, /Check the plan, then ask/)).all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  await approve({ card });
  assert.match((await until(card, over)).all, /✓ Done/);
  return id;
}

test('a release asks what was examined, and for somebody of the named group who had no part in the quarantine', async () => {
  const { talk } = saga;
  const id = await quarantined(saga);
  await talk.ask('oncall', 'ops', `release ${id}`, /What was examined, and what was found\?/);
  const asked = await talk.ask('oncall', 'ops', `release ${id} because memory and disks read clean`, /Decide by/);
  const release = idIn(asked.all);
  const told = await talk.ask('oncall', 'ops', `status ${release}`, /examined/);
  assert.ok(told.all.includes(other.name) && !told.all.includes(one.name), told.all);
  await talk.ask('approver-1', 'ops', `approve ${release}`, /you asked for it or voted on it/);
  await saga.approve({ card: asked }, 'approver-2');
  assert.match((await saga.until(asked, over)).all, /✓ Done/);
});

test('a release that nobody is left to decide is not asked for', async (t) => {
  const alone = await startedWith([one.objectId]);
  t.after(() => alone.close());
  const id = await quarantined(alone);
  await alone.talk.ask('oncall', 'ops', `release ${id} because read clean`, /too few people could decide this/);
});
