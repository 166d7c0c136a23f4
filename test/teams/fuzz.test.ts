import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Bot, startBot } from './start-bot.ts';

/** Values an attacker or a new version of Teams may put anywhere, with names that this code looks for. */
const keys = [
  'type',
  'id',
  'text',
  'value',
  'verb',
  'data',
  'action',
  'mentioned',
  'aadObjectId',
  '__proto__',
  'toString',
];
const { tree: anyJson } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, '', '<at>Strongroom</at>', 'Action.Execute', '&nbsp;&#x41;', 'message'),
    fc.string({ unit: 'binary' }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie('tree'), { maxKeys: 4 }),
  ),
}));

const types = [
  'message',
  'invoke',
  'conversationUpdate',
  'installationUpdate',
  'messageUpdate',
  'typing',
  'event',
  'x',
];
const names = [
  'adaptiveCard/action',
  'application/search',
  'task/fetch',
  'composeExtension/query',
  'signin/verifyState',
];
const fuzzed = ['id', 'from', 'recipient', 'text', 'value', 'entities', 'locale', 'replyToId', 'timestamp'];
const more = ['localTimezone', 'attachments', 'membersRemoved', 'callerId', 'action'];
const anyActivity = fc.record(
  {
    type: fc.constantFrom(...types),
    name: fc.oneof(fc.constantFrom(...names), anyJson),
    deliveryMode: fc.constantFrom('expectReplies', 'normal'),
    ...Object.fromEntries([...fuzzed, ...more].map((key) => [key, anyJson])),
  },
  { requiredKeys: ['type'] },
);

describe('whatever the connector sends', () => {
  let bot: Bot;
  before(async () => {
    bot = await startBot();
  });
  after(() => bot.stop());

  it('is answered 200 or, unsigned or malformed, 401 or 400: never 500, never not at all', async () => {
    const token = await bot.connector.sign(bot.claims());
    await fc.assert(
      fc.asyncProperty(anyActivity, async (fields) => {
        const { status, body } = await bot.send(bot.activity(fields), token);
        assert.equal(status, 200);
        assert.equal(typeof body, fields.type === 'invoke' ? 'object' : 'undefined');
      }),
      { numRuns: 400 },
    );
    assert.deepEqual(
      bot.log.filter(({ message }) => message === 'A request to the bot failed' || message === 'A turn failed'),
      [],
    );
  });

  it('is refused when the fields that are checked hold anything else', async () => {
    const token = await bot.connector.sign(bot.claims());
    const checked = fc.constantFrom('type', 'channelId', 'serviceUrl', 'conversation', 'channelData');
    await fc.assert(
      fc.asyncProperty(checked, anyJson, async (field, value) => {
        const { status } = await bot.send(bot.activity({ [field]: value }), token);
        assert.ok([200, 400, 401].includes(status), String(status));
        if (field === 'channelId' || field === 'serviceUrl') assert.equal(status, 401);
      }),
      { numRuns: 200 },
    );
  });

  it('is answered when nothing of it is JSON that anybody meant', async () => {
    const token = await bot.connector.sign(bot.claims());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (body) => {
        const headers = { authorization: `Bearer ${token}` };
        const response = await fetch(`${bot.origin}/api/messages`, { method: 'POST', headers, body });
        assert.equal(response.status, 400);
        await response.text();
      }),
      { numRuns: 200 },
    );
  });
});
