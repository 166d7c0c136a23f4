import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { MessageFactory } from 'botbuilder';
import { people } from '../../../sandbox/world/people.ts';
import { type LocalTeams, startLocalTeams, until } from './local-teams.ts';

let local: LocalTeams;
before(async () => {
  local = await startLocalTeams();
});
beforeEach(() => {
  local.teams.reset();
  local.bot.heard.length = 0;
  local.onTurn(async () => undefined);
});
after(() => local.close());

test('in a channel the bot hears only messages that mention it', async () => {
  const silent = await local.api('POST', '/api/say', { as: 'oncall', in: 'ops', text: 'restore sql-01' });
  const loud = await local.api('POST', '/api/say', { as: 'oncall', in: 'ops', text: '@strongroom restore sql-01' });
  assert.equal(silent.heard, false);
  assert.equal(loud.heard, true);
  const activity = await until(() => local.bot.heard[0]);
  assert.equal(activity.id, loud.activity);
  assert.equal(activity.text, '<at>Strongroom</at> restore sql-01');
  const mention = activity.entities?.find((one) => one.type === 'mention');
  assert.equal(mention?.mentioned.id, activity.recipient.id);
  assert.equal(local.bot.heard.length, 1);
});

test('a mention of a person is an entity and does not reach the bot by itself', async () => {
  const said = await local.api('POST', '/api/say', {
    as: 'oncall',
    in: 'ops',
    text: 'see <at>Anton Visser</at>, <at>Nobody</at>',
  });
  assert.equal(said.heard, false);
  const [message] = await local.messages('ops');
  assert.deepEqual(message?.mentions, [{ id: '29:approver-1', name: 'Anton Visser' }]);
  assert.equal(message?.text, 'see <at>Anton Visser</at>, @Nobody');
});

test('a reply of the bot lands in the thread it was asked in, an answer in the thread goes to the same root', async () => {
  local.onTurn((context) => context.sendActivity('here you are'));
  const said = await local.api('POST', '/api/say', { as: 'oncall', in: 'ops', text: '@Strongroom vms' });
  const reply = await local.message('ops', (one) => one.from === 'bot');
  assert.equal(reply.thread, said.message);
  assert.equal(local.bot.heard[0]?.conversation.id, `19:ops@thread.tacv2;messageid=${said.message}`);
  await local.api('POST', '/api/say', { as: 'approver-1', in: 'ops', text: '@Strongroom more', replyTo: reply.id });
  const second = await until(() => local.bot.heard[1]);
  assert.equal(second.conversation.id, `19:ops@thread.tacv2;messageid=${said.message}`);
});

test('an edit replaces the message in place and keeps what it was', async () => {
  local.onTurn(async (context) => {
    const sent = await context.sendActivity('working');
    await context.updateActivity({ ...MessageFactory.text('done'), id: sent?.id });
  });
  await local.api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'go' });
  const reply = await local.message('personal-oncall', (one) => one.text === 'done');
  assert.deepEqual(
    reply.edits.map((one) => one.text),
    ['working'],
  );
});

test('text alone does not replace a card', async () => {
  const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'one' }] };
  const activity = {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
  const path = '/v3/conversations/19:ops@thread.tacv2/activities';
  const { id } = (await (await local.connector('POST', path, activity)).json()) as { id: string };
  await local.connector('PUT', `${path}/${id}`, { type: 'message', text: 'closed' });
  const [message] = await local.messages('ops');
  assert.equal(message?.text, 'closed');
  assert.deepEqual(message?.card, card);
});

test('the bot opens a personal chat by person and a thread by channel', async () => {
  const personal = await local.connector('POST', '/v3/conversations', {
    members: [{ id: 'aaaaaaaa-0000-4000-8000-000000000002' }],
  });
  assert.deepEqual(await personal.json(), { id: 'a:personal-approver-1' });
  const thread = await local.connector('POST', '/v3/conversations', {
    isGroup: true,
    channelData: { channel: { id: '19:approvals@thread.tacv2' } },
    activity: { type: 'message', text: 'please decide' },
  });
  const { id, activityId } = (await thread.json()) as { id: string; activityId: string };
  assert.equal(id, `19:approvals@thread.tacv2;messageid=${activityId}`);
  const unknown = await local.connector('POST', '/v3/conversations', { members: [{ id: '29:nobody' }] });
  assert.equal(unknown.status, 403);
});

test('what Teams refuses is refused', async () => {
  const path = '/v3/conversations/19:ops@thread.tacv2/activities';
  const post = async (activity: object) => (await local.connector('POST', path, activity)).status;
  const mention = { type: 'mention', text: '<at>Olivia</at>', mentioned: { id: '29:oncall', name: 'Olivia' } };
  assert.equal(await post({ type: 'message', text: 'x'.repeat(90_000) }), 413);
  assert.equal(await post({ type: 'message', text: 'nobody is named', entities: [mention] }), 400);
  assert.equal(await post({ type: 'message', text: '<at>Olivia</at> done', entities: [mention] }), 201);
  assert.equal(await post({ text: 'no type' }), 400);
  assert.equal(
    (await local.connector('POST', '/v3/conversations/19:no@thread.tacv2/activities', { type: 'message', text: 'x' }))
      .status,
    404,
  );
  const { message } = await local.api('POST', '/api/say', { as: 'oncall', in: 'ops', text: 'mine' });
  assert.equal((await local.connector('PUT', `${path}/${message}`, { type: 'message', text: 'x' })).status, 403);
});

test('members come whole, in pages and one by one', async () => {
  const path = '/v3/conversations/19:ops@thread.tacv2';
  const first = (await (await local.connector('GET', `${path}/pagedmembers?pageSize=3`)).json()) as {
    members: unknown[];
    continuationToken: string;
  };
  const rest = (await (
    await local.connector('GET', `${path}/pagedmembers?pageSize=3&continuationToken=${first.continuationToken}`)
  ).json()) as {
    members: unknown[];
  };
  assert.equal(first.members.length, 3);
  assert.ok(rest.members.length > 0 && rest.members.length <= 3);
  assert.equal((await local.connector('GET', `${path}/members/29:oncall`)).status, 200);
  assert.equal((await local.connector('GET', `${path}/members/29:nobody`)).status, 404);
});

test('the app is announced to the team and to every person', async () => {
  await local.teams.teamsEvents.install();
  const kinds = local.bot.heard.map((one) => `${one.type} ${one.conversation.conversationType}`);
  assert.equal(kinds.filter((one) => one === 'installationUpdate channel').length, 1);
  assert.equal(kinds.filter((one) => one === 'conversationUpdate personal').length, Object.keys(people).length);
});
