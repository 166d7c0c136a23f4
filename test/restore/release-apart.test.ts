import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  const [one, other] = [people['approver-1'].objectId, people['approver-2'].objectId];
  const policy = `
groups:
  forensics: { people: [${one}, ${other}] }
rules:
  - { name: examined, when: { operations: [release] }, who: [forensics] }
`;
  const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
  writeFileSync(approvalPolicy, policy);
  saga = await startSaga({ approvalPolicy });
});
after(() => saga?.close());

test('a release asks what was examined, and for somebody of the named group who had no part in the quarantine', async () => {
  const { talk } = saga;
  const form = await talk.ask(
    'oncall',
    'ops',
    'restore web-01 latest quarantine because ransomware',
    /is this the plan/,
  );
  const id = idIn(form.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Waiting for approval/);
  await saga.approve({ card });
  assert.match((await saga.until(card, over)).all, /✓ Done/);
  await talk.ask('oncall', 'ops', `release ${id}`, /What was examined, and what was found\?/);
  const asked = await talk.ask(
    'oncall',
    'ops',
    `release ${id} because memory and disks read clean`,
    /Waiting for approval/,
  );
  const release = idIn(asked.all);
  await talk.ask('approver-1', 'ops', `approve ${release}`, /You asked for this quarantine or voted on it/);
  await saga.approve({ card: asked }, 'approver-2');
  assert.match((await saga.until(asked, over)).all, /✓ Done/);
});
