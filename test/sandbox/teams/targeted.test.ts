import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type LocalTeams, startLocalTeams, until } from './local-teams.ts';

const path = '/v3/conversations/19:ops@thread.tacv2/activities';
const targeted = `${path}?isTargetedActivity=true`;
const forOlivia = { type: 'message', text: 'for you', recipient: { id: '29:oncall', name: 'Olivia Novak' } };

let local: LocalTeams;
before(async () => {
  local = await startLocalTeams();
});
beforeEach(() => {
  local.teams.reset();
  local.bot.heard.length = 0;
});
after(() => local.close());

const codeOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
};
const texts = async (as?: string) => (await local.messages('ops', as)).map(({ text }) => text);

test('a targeted message is seen by its one recipient', async () => {
  const posted = await local.connector('POST', targeted, forOlivia);
  assert.equal(posted.status, 201);
  const { id } = (await posted.json()) as { id: string };
  assert.deepEqual(await texts('oncall'), ['for you']);
  assert.deepEqual([await texts('approver-1'), await texts()], [[], []]);
  const click = { as: 'approver-1', message: id, action: 'any' };
  const refused = await fetch(`${local.teams.server.origin}/api/click`, {
    method: 'POST',
    body: JSON.stringify(click),
  });
  assert.equal(refused.status, 400);
});

test('it is edited and deleted as what it is, without a recipient', async () => {
  const { id } = (await (await local.connector('POST', targeted, forOlivia)).json()) as { id: string };
  const one = `${path}/${id}`;
  const edit = { type: 'message', text: 'mended' };
  assert.deepEqual(await codeOf(await local.connector('PUT', one, edit)), [404, 'ActivityNotFoundInConversation']);
  const asTargeted = `${one}?isTargetedActivity=true`;
  assert.deepEqual(await codeOf(await local.connector('PUT', asTargeted, forOlivia)), [400, 'Bad argument']);
  assert.equal((await local.connector('PUT', asTargeted, edit)).status, 200);
  assert.deepEqual(await texts('oncall'), ['mended']);
  assert.equal((await local.connector('DELETE', asTargeted)).status, 200);
});

test('it is refused without a recipient, for somebody who is not there, and in a personal chat', async () => {
  const { recipient: _, ...nobody } = forOlivia;
  assert.deepEqual(await codeOf(await local.connector('POST', targeted, nobody)), [400, 'Bad argument']);
  const stranger = { ...forOlivia, recipient: { id: '29:partner' } };
  const noMember = await codeOf(await local.connector('POST', targeted, stranger));
  assert.deepEqual(noMember, [404, 'MemberNotFoundInConversation']);
  const chat = '/v3/conversations/a:personal-oncall/activities?isTargetedActivity=true';
  assert.deepEqual(await codeOf(await local.connector('POST', chat, forOlivia)), [400, 'Bad argument']);
});

test('a place may refuse it, and an old app may not show it', async () => {
  local.teams.behaviour.takesNoTargeted = true;
  assert.deepEqual(await codeOf(await local.connector('POST', targeted, forOlivia)), [403, 'THREADACCESSDENIED']);
  local.teams.behaviour.takesNoTargeted = false;
  local.teams.behaviour.showsNoTargeted = true;
  assert.equal((await local.connector('POST', targeted, forOlivia)).status, 201);
  assert.deepEqual(await texts('oncall'), []);
});

test('a slash command is heard without a mention, says that it is targeted, and is seen by nobody else', async () => {
  const said = { as: 'oncall', in: 'ops', text: 'whoami', targeted: true };
  assert.equal((await local.api('POST', '/api/say', said)).heard, true);
  const activity = await until(() => local.bot.heard[0]);
  assert.equal((activity.recipient as { isTargeted?: boolean }).isTargeted, true);
  assert.equal(activity.text, 'whoami');
  assert.deepEqual([await texts('oncall'), await texts('dba')], [['whoami'], []]);
});

test('after a day it is gone', async (t) => {
  const { id } = (await (await local.connector('POST', targeted, forOlivia)).json()) as { id: string };
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 24 * 3_600_000 });
  assert.deepEqual(await texts('oncall'), []);
  const edit = { type: 'message', text: 'late' };
  const gone = await local.connector('PUT', `${path}/${id}?isTargetedActivity=true`, edit);
  assert.deepEqual(await codeOf(gone), [404, 'ActivityNotFoundInConversation']);
});
