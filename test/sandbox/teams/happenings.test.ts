import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type LocalTeams, type Shown, startLocalTeams, until } from './local-teams.ts';

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'one' }] };
const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
const ops = '/v3/conversations/19:ops@thread.tacv2/activities';

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

const heard = (type: string) => until(() => local.bot.heard.find((one) => one.type === type));
const post = async (activity: object) =>
  (await local.connector('POST', ops, { type: 'message', ...activity })).json() as Promise<{ id?: string }>;
const say = (text: string, more: object = {}) =>
  local.api<{ message: string; heard: boolean }>('POST', '/api/say', { as: 'oncall', in: 'ops', text, ...more });

describe('what people do to messages', () => {
  it('reactions to messages of the bot reach it, and do not say who reacted', async () => {
    const { id = '' } = await post({ text: 'done' });
    await local.api('POST', '/api/react', { as: 'approver-1', message: id, reaction: 'like' });
    const activity = await heard('messageReaction');
    assert.deepEqual([activity.replyToId, activity.reactionsAdded], [id, [{ type: 'like' }]]);
    assert.equal(activity.from.aadObjectId, 'aaaaaaaa-0000-4000-8000-000000000002');
    assert.equal(activity.from.name, undefined);
    const mine = await say('a word');
    const { heard: told } = await local.api('POST', '/api/react', { as: 'oncall', message: mine.message });
    assert.equal(told, false);
  });

  it('edits and deletions reach it where the message did', async () => {
    const { message } = await say('@Strongroom vm sql-01');
    await local.api('POST', '/api/edit', { as: 'oncall', message, text: '@Strongroom vm sql-02' });
    const edited = await heard('messageUpdate');
    assert.deepEqual([edited.id, edited.channelData.eventType], [message, 'editMessage']);
    assert.match(edited.text ?? '', /sql-02/);
    await local.api('POST', '/api/delete', { as: 'oncall', message });
    const deleted = await heard('messageDelete');
    assert.deepEqual([deleted.id, deleted.text, deleted.from.name], [message, undefined, undefined]);
    const silent = await say('not for the bot');
    const body = { as: 'oncall', message: silent.message, text: 'nor this' };
    assert.equal((await local.api('POST', '/api/edit', body)).heard, false);
    const foreign = await fetch(`${local.teams.server.origin}/api/delete`, {
      method: 'POST',
      body: JSON.stringify({ as: 'approver-1', message: silent.message }),
    });
    assert.equal(foreign.status, 400, 'people change only what they wrote');
  });

  it('quotes, tags, channels and emoji travel as Teams writes them', async () => {
    const { id = '' } = await post({ text: 'R-7K2M waits' });
    await say('@Strongroom approve <at>On-call</at> <at>approvals</at> :fire:', { quote: id });
    const activity = await heard('message');
    assert.match(activity.text ?? '', /^<quoted messageId="\d+"\/> <at>Strongroom<\/at> .* <img [^>]*alt="🔥">$/);
    const entities = activity.entities ?? [];
    assert.equal(entities.find(({ type }) => type === 'quotedReply')?.quotedReply.preview, 'R-7K2M waits');
    const mentioned = entities.filter(({ type }) => type === 'mention').map((one) => one.mentioned);
    assert.deepEqual(mentioned.slice(1), [
      { id: 'MTEjc2FuZGJveCNvbi1jYWxs', name: 'On-call', type: 'tag' },
      { id: '19:approvals@thread.tacv2', name: 'approvals' },
    ]);
  });
});

describe('where people are', () => {
  it('names of places stand in clicks and events, and not in messages', async () => {
    await say('@Strongroom vms');
    const { channelData, conversation } = await heard('message');
    assert.deepEqual(channelData.channel, { id: '19:ops@thread.tacv2' });
    assert.equal(conversation.name, undefined);
    const { id = '' } = await post({
      attachments: [
        { ...attachments[0], content: { ...card, actions: [{ type: 'Action.Execute', verb: 'go', title: 'Go' }] } },
      ],
    });
    await local.api('POST', '/api/click', { as: 'oncall', message: id, action: 'go' });
    assert.equal((await heard('invoke')).conversation.name, 'ops');
  });

  it('events of another channel come with the id of General', async () => {
    const rename = { as: 'platform', kind: 'channelRenamed', in: 'ops', name: 'operations' };
    await local.api('POST', '/api/teams/events', rename);
    const { conversation, channelData } = await heard('conversationUpdate');
    assert.equal(conversation.id, '19:incident-room@thread.tacv2');
    assert.deepEqual(channelData.channel, { id: '19:ops@thread.tacv2', name: 'operations' });
    await local.api('POST', '/api/teams/events', { as: 'platform', kind: 'remove-upgrade', in: 'General' });
    assert.equal((await heard('installationUpdate')).action, 'remove-upgrade');
    const joined = { as: 'platform', kind: 'teamMemberAdded', person: 'dba' };
    await local.api('POST', '/api/teams/events', joined);
    const added = await until(() => local.bot.heard.find(({ membersAdded }) => membersAdded));
    assert.deepEqual(added.membersAdded, [{ id: '29:dba', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000008' }]);
  });

  it('group and meeting chats have no threads, and people from elsewhere say so', async () => {
    await say('@Strongroom vms', { in: 'incident-call' });
    const { conversation, channelData } = await heard('message');
    assert.deepEqual([conversation.id, conversation.conversationType], ['19:meeting_incident@thread.v2', 'groupChat']);
    assert.ok(channelData.meeting.id);
    local.bot.heard.length = 0;
    await say('@Strongroom vms', { as: 'partner', in: 'shared' });
    const { from, conversation: shared } = await heard('message');
    assert.equal((from as { tenantId?: string }).tenantId, '44444444-4444-4444-8444-444444444444');
    assert.equal(shared.tenantId, '11111111-1111-4111-8111-111111111111');
  });
});

describe('what Teams does in some places and not in others', () => {
  const behave = (behaviour: object) => local.api('POST', '/api/teams/behaviour', behaviour);

  it('a post with text and card is split, and has no id', async () => {
    await behave({ splitsTextAndCard: true });
    assert.deepEqual(await post({ text: 'beside it', attachments }), {});
    const messages: Shown[] = await local.messages('ops');
    assert.deepEqual(
      messages.map(({ text, card: shown }) => [text, shown !== null]),
      [
        ['beside it', false],
        ['', true],
      ],
    );
    assert.ok((await post({ attachments })).id, 'a card alone has one');
    await behave({ tellsNoIds: true });
    assert.deepEqual(await post({ attachments }), {});
  });

  it('a card refreshes for all in a small conversation, whomever it names', async () => {
    const refresh = { action: { type: 'Action.Execute', verb: 'view' }, userIds: ['29:oncall'] };
    await post({ attachments: [{ ...attachments[0], content: { ...card, refresh } }] });
    await local.messages('ops', 'approver-1');
    assert.equal(local.bot.heard.length, 0);
    await behave({ refreshesForAll: true });
    await local.messages('ops', 'approver-1');
    assert.equal(local.bot.heard.length, 1);
  });

  it('a guest is marked as one, and an unknown behaviour is refused', async () => {
    await behave({ marksGuests: true });
    await say('@Strongroom vms', { as: 'guest' });
    assert.equal(((await heard('message')).from as { userRole?: string }).userRole, 'guest');
    const wrong = await fetch(`${local.teams.server.origin}/api/teams/behaviour`, {
      method: 'POST',
      body: '{"x":true}',
    });
    assert.equal(wrong.status, 400);
  });

  it('a mention that is empty, or that Markdown would change, is refused', async () => {
    const mention = (text: string) => ({
      text: `${text} look`,
      entities: [{ type: 'mention', text, mentioned: { id: '29:oncall', name: 'x' } }],
    });
    const status = async (text: string) =>
      (await local.connector('POST', ops, { type: 'message', ...mention(text) })).status;
    assert.equal(await status('<at>Olivia (EXT)</at>'), 201);
    for (const text of ['<at></at>', '<at> </at>', '<at>Olivia \\[EXT\\]</at>', 'Olivia']) {
      assert.equal(await status(text), 400, text);
    }
  });
});
