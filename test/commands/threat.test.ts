import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idIn, startTalk, type Talk } from './talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk?.close());

test('a point that was taken while a threat was known takes a second word, and stands on the approver’s card', async () => {
  const { all } = await talk.ask('oncall', 'ops', 'points threat-01', /Recovery points of/);
  assert.match(all, /threat found on the machine: Detected Petya ransomware indicators/);
  assert.match(all, /Recommended: #3/);
  assert.match(all, /The backup itself is not scanned/);

  const line = 'restore threat-01 #1 disks because INC0012345';
  const plan = await talk.ask('oncall', 'ops', line, /is this the plan/);
  const id = idIn(plan.all);
  assert.match(plan.all, /had found a threat on threat-01/);
  await talk.ask('oncall', 'ops', `confirm ${id}`, new RegExp(`type "confirm ${id} threat threat-01"`));
  await talk.ask('oncall', 'ops', `confirm ${id} threat threat-02`, /needs a word more/);
  const asked = await talk.ask('oncall', 'ops', `confirm ${id} threat threat-01`, /Approve/);
  assert.match(asked.all, /had found a threat on threat-01: Detected Petya/);
});

test('a point against which nothing is known takes no second word', async () => {
  const line = 'restore threat-01 #3 disks because INC0012345';
  const plan = await talk.ask('oncall', 'ops', line, /is this the plan/);
  assert.doesNotMatch(plan.all, /had found a threat/);
  await talk.ask('oncall', 'ops', `confirm ${idIn(plan.all)}`, /Approve/);
});
