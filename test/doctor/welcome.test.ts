import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const happens = async (as: string, kind: string, where: string) => {
  const body = JSON.stringify({ as, kind, in: where });
  const response = await fetch(`${talk.sandbox.address}/api/teams/events`, { method: 'POST', body });
  const { activities } = (await response.json()) as { activities: string[] };
  await talk.settled();
  return activities[0] ?? '';
};
const welcomes = async (room: string) => {
  await talk.settled();
  return (await talk.read(room)).filter(({ from, all }) => from === 'bot' && /Welcome to Strongroom/.test(all));
};

it('welcomes a team once: who added it, what to type first, and what an administrator still has to set', async () => {
  const activity = await happens('platform', 'add', 'General');
  await talk.api.redeliver(activity, 3);
  const [welcome, ...more] = await welcomes('General');
  assert.equal(more.length, 0);
  assert.match(welcome?.all ?? '', /^@?Petra Lange added Strongroom here|Petra Lange.* added Strongroom here/);
  assert.match(JSON.stringify(welcome?.card), /29:platform/, 'who added it is mentioned');
  for (const line of ['vms', 'restore', 'help']) assert.match(welcome?.all ?? '', new RegExp(`@Strongroom ${line}`));
  assert.match(welcome?.all ?? '', /An administrator still has to set[\s\S]*channel approvals/);
  assert.match(welcome?.all ?? '', /private or shared channel/);
  assert.doesNotMatch(
    welcome?.all ?? '',
    /subscription|object id|tier/i,
    'how it is set up in Azure is for its administrators',
  );
});

it('says what is still to set as it is now', async () => {
  await talk.ask('platform', 'approvals', 'channel approvals', /Requests are decided in this channel/);
  await happens('platform', 'add', 'war-room');
  const [welcome] = await welcomes('war-room');
  assert.doesNotMatch(welcome?.all ?? '', /channel approvals/);
  assert.match(welcome?.all ?? '', /Everyone here reads the answers/);
});

it('welcomes a person alone, without what is not theirs to set', async () => {
  await happens('oncall', 'add', 'personal-oncall');
  const [welcome] = await welcomes('personal-oncall');
  assert.match(welcome?.all ?? '', /Type help to start[\s\S]*you can see what you ask here/);
  assert.doesNotMatch(welcome?.all ?? '', /still has to set/);
});

it('says nothing of a new version or of a removal', async () => {
  await happens('approver-1', 'add-upgrade', 'personal-approver-1');
  await happens('approver-1', 'remove', 'personal-approver-1');
  assert.equal((await welcomes('personal-approver-1')).length, 0);
});
