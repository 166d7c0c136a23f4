import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createSender, type Sender, TeamsError } from '../../src/teams/sender.ts';
import { timeOut } from '../azure/wire-fixture.ts';
import { until } from '../faults/until.ts';
import { type Connector, startConnector } from './connector.ts';
import { cloudOf } from './start-bot.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const person = { objectId: 'o', tenantId, name: 'Olivia', teamsId: '29:o' };

describe('the sender', () => {
  let connector: Connector;
  let sender: Sender;
  const asked: unknown[] = [];
  const credential = {
    getToken: async (scope: string | string[]) => {
      asked.push(scope);
      return { token: `token-${asked.length}`, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
  before(async () => {
    connector = await startConnector();
    sender = createSender({ cloud: cloudOf(connector) }, credential);
  });
  after(() => connector.close());
  afterEach(() => {
    connector.calls.length = 0;
    connector.script.length = 0;
  });
  const reference = () => ({
    serviceUrl: connector.serviceUrl,
    tenantId,
    conversationId: '19:ops@thread.tacv2',
    kind: 'channel' as const,
    bot: { id: '28:b' },
  });
  const body = { text: 'hello' };
  const post = (more: object = {}) => sender.send({ reference: reference(), kind: 'post', body, ...more });
  const edit = () => sender.send({ reference: reference(), kind: 'edit', threadId: '16', activityId: '17', body });
  async function failure(work: Promise<unknown>): Promise<TeamsError> {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof TeamsError);
    return error;
  }

  it('posts to a conversation, to a thread and edits, and gives the activity id', async () => {
    assert.deepEqual(await post(), { activityId: 'posted-1' });
    assert.deepEqual(await post({ threadId: '16' }), { activityId: 'posted-2' });
    assert.deepEqual(await edit(), { activityId: '17' });
    assert.deepEqual(
      connector.calls.map(({ method, path }) => `${method} ${path}`),
      [
        'POST /teams/v3/conversations/19:ops@thread.tacv2/activities',
        'POST /teams/v3/conversations/19:ops@thread.tacv2;messageid=16/activities',
        'PUT /teams/v3/conversations/19:ops@thread.tacv2;messageid=16/activities/17',
      ],
    );
  });

  it('gives no id of a post that Teams took without telling one', async () => {
    connector.script.push({ status: 202, body: {} });
    assert.deepEqual(await post(), {});
  });

  it('says once more without mentions what Teams refuses for a mention, and nothing else', async () => {
    const mentioning = { text: '<at>Bea</at> is asked', mentions: [{ teamsId: '29:bea', name: 'Bea' }] };
    connector.script.push({ status: 400, body: { error: { code: 'BadSyntax', message: 'Mention entity text' } } });
    assert.ok((await post({ body: mentioning })).activityId);
    assert.deepEqual(
      connector.calls.map(({ body: { text, entities } }) => [text, Array.isArray(entities)]),
      [
        ['<at>Bea</at> is asked', true],
        ['Bea is asked', false],
      ],
    );
    connector.calls.length = 0;
    connector.script.push({ status: 400 });
    assert.equal((await failure(post())).status, 400);
    connector.script.push({ status: 400 }, { status: 400 });
    assert.equal((await failure(post({ body: mentioning }))).status, 400);
    assert.equal(connector.calls.length, 3);
  });

  it('says the sentence of a card that Teams refuses, for its size or else', async () => {
    for (const status of [400, 413]) {
      connector.calls.length = 0;
      connector.script.push({ status });
      const card = { type: 'AdaptiveCard', version: '1.5', body: [] };
      const sent = await post({ body: { text: 'R-7K2M waits for a vote', card } });
      assert.ok(sent.activityId);
      assert.equal(sent.refused?.status, status, 'whoever keeps the log hears of it');
      assert.deepEqual(
        connector.calls.map(({ body: { text, attachments } }) => [text, Array.isArray(attachments)]),
        [
          [undefined, true],
          ['R-7K2M waits for a vote', false],
        ],
      );
    }
    const ofOne = { only: person, body: { text: 'x', card: { type: 'AdaptiveCard', body: [] } } };
    connector.script.push({ status: 400 });
    assert.equal((await failure(post(ofOne))).status, 400, 'it goes to the personal chat, with its buttons');
    connector.script.push({ status: 403 });
    assert.equal((await failure(post({ body: { text: 'x', card: { type: 'AdaptiveCard', body: [] } } }))).status, 403);
  });

  it('asks what somebody is called, whom an event did not name', async () => {
    connector.script.push({ status: 200, body: { id: '29:o', name: ' Olivia\nNovak ' } }, { status: 200, body: {} });
    assert.equal(await sender.findName(reference(), '29:o'), 'Olivia Novak');
    assert.equal(await sender.findName(reference(), '29:o'), '');
    const [{ method, path } = { method: '', path: '' }] = connector.calls;
    assert.equal(`${method} ${path}`, 'GET /teams/v3/conversations/19:ops@thread.tacv2/members/29:o');
    connector.script.push({ status: 404 });
    assert.equal((await failure(sender.findName(reference(), '29:x'))).dead, true);
  });

  it('asks for one token for many messages, and for a new one after a 401', async () => {
    asked.length = 0;
    const fresh = createSender({ cloud: cloudOf(connector) }, credential);
    const say = () => fresh.send({ reference: reference(), kind: 'post', body });
    await say();
    await say();
    assert.deepEqual(asked, ['https://api.botframework.com/.default']);
    connector.script.push({ status: 401 });
    assert.equal((await failure(say())).status, 401);
    await say();
    assert.equal(connector.calls.at(-1)?.authorization, 'Bearer token-2');
  });

  it('sends each message once, whatever is answered', async () => {
    for (const status of [412, 429, 500, 502, 503, 504]) {
      connector.calls.length = 0;
      connector.script.push({ status });
      const { dead, unclear, ...error } = await failure(post());
      assert.deepEqual([error.status, dead, unclear], [status, false, status >= 500]);
      assert.equal(connector.calls.length, 1);
    }
  });

  it('reads how long to wait, in seconds or as a date', async () => {
    connector.script.push({ status: 429, headers: { 'retry-after': '7' } });
    assert.equal((await failure(post())).retryAfterSeconds, 7);
    connector.script.push({ status: 429, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } });
    const seconds = (await failure(post())).retryAfterSeconds ?? 0;
    assert.ok(seconds > 50 && seconds <= 60);
    connector.script.push({ status: 429, headers: { 'retry-after': '1000000000' } });
    assert.equal((await failure(post())).retryAfterSeconds, 3600);
    connector.script.push({ status: 429, headers: { 'retry-after': 'soon' } });
    assert.equal((await failure(post())).retryAfterSeconds, undefined);
  });

  it('knows what can never be delivered, and why', async () => {
    const no = (status: number, code: string) => ({ status, body: { error: { code, message: 'no' } } });
    connector.script.push(
      no(403, 'MessageWritesBlocked'),
      no(404, 'ConversationNotFound'),
      no(404, 'ActivityNotFoundInConversation'),
      no(413, 'MessageSizeTooBig'),
    );
    const errors = [await failure(post()), await failure(post()), await failure(edit()), await failure(post())];
    assert.deepEqual(
      errors.map(({ status, code, dead, unclear }) => [status, code, dead, unclear]),
      [
        [403, 'MessageWritesBlocked', true, false],
        [404, 'ConversationNotFound', true, false],
        [404, 'ActivityNotFoundInConversation', true, false],
        [413, 'MessageSizeTooBig', false, false],
      ],
    );
  });

  it('gives up on a connector that hangs or hangs up, and does not know whether the message was taken', async (t) => {
    const time = timeOut(t);
    connector.script.push('drop', 'hang');
    const dropped = await failure(post());
    const hanging = failure(post());
    await until('the post that hangs', () => connector.calls.length === 2);
    time.pass();
    for (const error of [dropped, await hanging]) {
      assert.deepEqual([error.status, error.unclear, error.dead], [0, true, false]);
    }
    assert.equal(connector.calls.length, 2);
  });

  it('knows that nothing was sent when there was no connection', async () => {
    const gone = await startConnector();
    await gone.close();
    const lonely = createSender({ cloud: cloudOf(gone) }, credential);
    const error = await failure(
      lonely.send({ reference: { ...reference(), serviceUrl: gone.serviceUrl }, kind: 'post', body }),
    );
    assert.deepEqual([error.status, error.code, error.unclear], [0, 'ECONNREFUSED', false]);
  });

  it('takes no token to a host outside the configured cloud, nor follows a redirect with it', async () => {
    const elsewhere = await startConnector();
    try {
      asked.length = 0;
      for (const serviceUrl of [
        elsewhere.serviceUrl,
        'http://smba.trafficmanager.net/teams/',
        'file:///etc',
        'nonsense',
      ]) {
        const error = await failure(post({ reference: { ...reference(), serviceUrl } }));
        assert.equal(error.code, 'ServiceUrlNotAllowed');
        assert.equal((await failure(sender.openPersonalChat(person, { ...reference(), serviceUrl }))).status, 0);
      }
      assert.deepEqual(asked, []);
      connector.script.push({ status: 307, headers: { location: `${elsewhere.serviceUrl}v3/conversations` } });
      assert.equal((await failure(post())).status, 307);
      assert.deepEqual(elsewhere.calls, []);
    } finally {
      await elsewhere.close();
    }
  });

  it('says so when the bot has no token', async () => {
    const silent = createSender({ cloud: cloudOf(connector) }, { getToken: async () => null });
    const error = await failure(silent.send({ reference: reference(), kind: 'post', body }));
    assert.deepEqual([error.code, error.unclear, error.dead], ['NoToken', false, false]);
  });

  it('opens a personal chat', async () => {
    const chat = await sender.openPersonalChat(person, reference());
    assert.deepEqual(chat, {
      serviceUrl: connector.serviceUrl,
      tenantId,
      conversationId: 'a:opened',
      kind: 'personal',
      bot: { id: '28:b' },
      user: { id: '29:o', aadObjectId: 'o' },
    });
    connector.script.push({ status: 201, body: {} });
    assert.equal((await failure(sender.openPersonalChat(person, reference()))).code, 'NoConversationId');
  });

  it('refuses what is no reference and an edit of nothing', async () => {
    await assert.rejects(sender.send({ reference: {}, kind: 'post', body }), /NoConversationReference/);
    await assert.rejects(sender.send({ reference: reference(), kind: 'edit', body }), /activity id/);
  });
});
