import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk?.close());

test('a point that was taken while a threat was known takes a second word, and stands on the approver’s card', async () => {
  const { all } = await talk.ask('oncall', 'ops', 'points threat-01', /Recovery points of/);
  assert.match(all, /threat found on the machine: Detected Petya ransomware indicators/);
  assert.match(all, /Recommended: #3/);
  assert.match(all, /Backups aren't scanned/);

  const line = 'restore threat-01 #1 disks because INC0012345';
  const plan = await talk.ask('oncall', 'ops', line, /Check the plan, then ask/);
  const id = idIn(plan.all);
  assert.match(plan.all, /knew of a threat on threat-01/);
  await talk.ask('oncall', 'ops', `confirm ${id}`, new RegExp(`type "confirm ${id} threat threat-01"`));
  await talk.ask('oncall', 'ops', `confirm ${id} threat threat-02`, /needs one more confirmation/);
  const asked = await talk.ask('oncall', 'ops', `confirm ${id} threat threat-01`, /Approve/);
  assert.match(asked.all, /knew of a threat on threat-01: Detected Petya/);
});

test('a point against which nothing is known takes no second word', async () => {
  const line = 'restore threat-01 #3 disks because INC0012345';
  const plan = await talk.ask('oncall', 'ops', line, /Check the plan, then ask/);
  assert.doesNotMatch(plan.all, /knew of a threat/);
  await talk.ask('oncall', 'ops', `confirm ${idIn(plan.all)}`, /Approve/);
});

test('the last point before the alert is proposed by a margin, with what it loses and what it does not prove', async () => {
  const { all } = await talk.ask('oncall', 'ops', 'points threat-01 before the alert', /Proposed: #/);
  assert.match(all, /at least 2 d(ays?)? before the first alert|at least 48 h/);
  assert.match(all, /It loses everything after/);
  assert.match(all, /This proves nothing/);
  assert.match(all, /after the first alert/);
  assert.match(all, /no threat known then, .* before the first alert/);
  const moment = await talk.ask('oncall', 'ops', 'points threat-01 before yesterday 12:00', /Proposed: #3/);
  assert.match(moment.all, /One later point was skipped/);
  await talk.ask('oncall', 'ops', 'points threat-01 before 1 jan 2020 12:00', /no unmarked recovery point/);
  await talk.ask('oncall', 'ops', 'points sql-01 before the alert', /show no alert, which proves nothing/);
});
