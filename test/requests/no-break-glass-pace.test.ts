import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ asksPerHour: 2 });
});
after(() => talk?.close());

async function asks(): Promise<void> {
  const plan = await talk.ask('oncall', 'ops', 'restore dev-01 latest because INC0012345', /Check the plan, then ask/);
  await talk.ask('oncall', 'ops', `confirm ${idIn(plan.text || plan.all)}`, /Decide by/);
}

it('whoever waits for the approvers is not told to break the glass where the policy lets nobody', async () => {
  await talk.ask('platform', 'approvals', 'channel approvals', /decided/);
  await asks();
  await asks();
  const told = await talk.hears('ops', /nobody is asked about/);
  assert.match(told.all, /may do so earlier/);
  assert.doesNotMatch(told.all, /breakglass/);
});
