import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { EmulatorValidation } from 'botframework-connector';
import { UnsecuredJWT } from 'jose';
import { createRefusalLog, createVerifiedTokens } from '../../src/teams/strict-auth.ts';
import { until } from '../faults/until.ts';
import { type Bot, startBot } from './start-bot.ts';

describe('inbound authentication', () => {
  let bot: Bot;
  before(async () => {
    bot = await startBot();
  });
  after(() => bot.stop());
  afterEach(() => {
    bot.incoming.length = 0;
  });

  it('takes an activity that the connector signed', async () => {
    assert.equal((await bot.send(bot.activity({}))).status, 200);
    assert.equal(bot.incoming.length, 1);
  });

  const hour = 3_600;
  const now = () => Math.floor(Date.now() / 1000);
  const sign = (changes: object, how = {}) => bot.connector.sign({ ...bot.claims(), ...changes }, how);
  const badTokens: Record<string, () => Promise<string | null> | string | null> = {
    'no token': () => null,
    'no JWT': () => 'nonsense',
    'a forged signature': () => sign({}, { forged: true }),
    'an unknown key': () => sign({}, { kid: 'unheard-of' }),
    'a key of another channel': () => sign({}, { kid: 'webchat-only' }),
    'a key endorsed for nothing': () => sign({}, { kid: 'endorsed-for-nothing' }),
    'no key id': () => sign({}, { kid: null }),
    expired: () => sign({ exp: now() - hour }),
    'without an end': () => sign({ exp: undefined }),
    'not valid yet': () => sign({ nbf: now() + hour }),
    'for another audience': () => sign({ aud: '33333333-3333-4333-8333-333333333333' }),
    'for several audiences': () => sign({ aud: ['22222222-2222-4222-8222-222222222222', 'more'] }),
    'of another issuer': () => sign({ iss: 'https://sts.windows.net/elsewhere/' }),
    'the bot’s own token, replayed': () =>
      sign({
        iss: 'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0',
        aud: 'https://api.botframework.com',
        appid: '22222222-2222-4222-8222-222222222222',
      }),
    'signed for another service URL': () => sign({ serviceurl: `${bot.connector.origin}/elsewhere/` }),
    'signed for no service URL': () => sign({ serviceurl: undefined }),
    'without a signature (alg none)': () => new UnsecuredJWT(bot.claims()).encode(),
    'with a tampered claim': async () => {
      const [head, , signature] = (await sign({})).split('.');
      return `${head}.${Buffer.from(JSON.stringify({ ...bot.claims(), extra: 1 })).toString('base64url')}.${signature}`;
    },
  };
  for (const [name, token] of Object.entries(badTokens)) {
    it(`answers 401 without a reason to a token: ${name}`, async () => {
      const { status, text } = await bot.send(bot.activity({}), await token());
      assert.deepEqual({ status, text }, { status: 401, text: '' });
      assert.equal(bot.incoming.length, 0);
    });
  }

  const badOrigins: Record<string, (url: string) => object> = {
    'no service URL': () => ({ serviceUrl: undefined }),
    'a service URL that is none': () => ({ serviceUrl: 42 }),
    'a service URL on another host': () => ({ serviceUrl: 'https://smba.trafficmanager.net.evil.example/teams/' }),
    'a service URL on another port': () => ({ serviceUrl: 'http://127.0.0.1:1/teams/' }),
    'a service URL with a user': (url) => ({ serviceUrl: url.replace('://', '://user@') }),
    'another channel': () => ({ channelId: 'emulator' }),
    'another tenant': () => ({ conversation: { id: 'a', tenantId: '44444444-4444-4444-8444-444444444444' } }),
    'no tenant': () => ({ conversation: { id: 'a' }, channelData: {} }),
  };
  for (const [name, fields] of Object.entries(badOrigins)) {
    it(`answers 401 to an activity with ${name}, although its token was signed for it`, async () => {
      const activity = bot.activity(fields(bot.connector.serviceUrl));
      const { status, text } = await bot.send(activity, await sign({ serviceurl: activity.serviceUrl }));
      assert.deepEqual({ status, text }, { status: 401, text: '' });
      assert.equal(bot.incoming.length, 0);
    });
  }

  it('takes a channel activity that names the tenant in channelData only', async () => {
    const conversation = { id: '19:ops@thread.tacv2;messageid=1', conversationType: 'channel' };
    assert.equal((await bot.send(bot.activity({ conversation }))).status, 200);
    assert.equal(bot.incoming.length, 1);
  });

  it('takes an activity of our conversation whose sender is from another tenant, and hands on nothing of it', async () => {
    const channelData = { tenant: { id: '44444444-4444-4444-8444-444444444444' } };
    assert.equal((await bot.send(bot.activity({ channelData }))).status, 200);
    assert.equal(bot.incoming.length, 0);
  });

  it('remembers nothing of 500 bad requests, prints nothing and logs them as one line', async (t) => {
    // Limits per minute must not depend on this machine's speed, so time stands still.
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const bot = await startBot();
    t.after(() => bot.stop());
    assert.equal((await bot.send(bot.activity({}))).status, 200);
    const issuers = EmulatorValidation.ToBotFromEmulatorTokenValidationParameters.issuer;
    assert.ok(Array.isArray(issuers));
    const known = issuers.length;
    const printed = t.mock.method(console, 'error', () => undefined);
    const refused = async (name: string) => {
      const claims = { ...bot.claims(), tid: `tenant-${name}`, iss: `https://sts.windows.net/${name}/` };
      const token = await bot.connector.sign(claims, { kid: `key-${name}` });
      assert.equal((await bot.send(bot.activity({}), token)).status, 401);
    };
    for (let index = 0; index < 500; index += 1) await refused(String(index));
    assert.equal(printed.mock.callCount(), 0);
    assert.equal(issuers.length, known);
    assert.deepEqual([bot.connector.metadata.reads, bot.log.length], [1, 1]);
    // Unknown key ids cause a new read of the keys at most every half minute.
    t.mock.timers.tick(30_000);
    for (const name of ['one', 'another']) await refused(name);
    assert.deepEqual([bot.connector.metadata.reads, bot.log.length], [2, 1]);
  });
});

describe('inbound authentication while the connector’s keys cannot be read', () => {
  it('answers 401, and takes what is signed once they can', async () => {
    const bot = await startBot();
    try {
      bot.connector.metadata.down = true;
      assert.equal((await bot.send(bot.activity({}))).status, 401);
      bot.connector.metadata.down = false;
      await until('the keys', async () => (await bot.send(bot.activity({}))).status === 200);
      assert.equal((await bot.send(bot.activity({}))).status, 200);
      assert.equal(bot.connector.metadata.reads, 2);
    } finally {
      await bot.stop();
    }
  });
});

describe('inbound authentication with one key only', () => {
  it('demands the key id even so, and that the key is endorsed for Teams', async () => {
    const bot = await startBot();
    try {
      bot.connector.keys.splice(0, bot.connector.keys.length, ...bot.connector.keys.slice(-1));
      for (const kid of [null, 'endorsed-for-nothing']) {
        const token = await bot.connector.sign(bot.claims(), { kid });
        assert.equal((await bot.send(bot.activity({}), token)).status, 401, String(kid));
      }
    } finally {
      await bot.stop();
    }
  });
});

const minute = 60_000;

function counted(exp: number | undefined) {
  const time = { now: 0 };
  let verified = 0;
  const tokens = createVerifiedTokens(
    async (token) => {
      verified += 1;
      if (token === 'bad') throw new Error('not valid');
      return { iss: token, ...(exp !== undefined && { exp }) };
    },
    () => time.now,
  );
  return { time, tokens, verifications: () => verified };
}

describe('a verified token', () => {
  it('is verified once in five minutes', async () => {
    const { time, tokens, verifications } = counted(3600);
    assert.equal((await tokens('a')).iss, 'a');
    time.now = 5 * minute - 1;
    await tokens('a');
    assert.equal(verifications(), 1);
    time.now = 5 * minute;
    await tokens('a');
    assert.equal(verifications(), 2);
  });

  it('is verified anew from its end on', async () => {
    const { time, tokens, verifications } = counted(60);
    await tokens('a');
    time.now = minute;
    await tokens('a');
    assert.equal(verifications(), 2);
  });

  it('is not kept when it has no end or is not valid', async () => {
    const endless = counted(undefined);
    await endless.tokens('a');
    await endless.tokens('a');
    assert.equal(endless.verifications(), 2);
    const { tokens, verifications } = counted(3600);
    await assert.rejects(tokens('bad'));
    await assert.rejects(tokens('bad'));
    assert.equal(verifications(), 2);
  });

  it('makes place for newer ones', async () => {
    const { tokens, verifications } = counted(3600);
    for (let index = 0; index <= 20; index++) await tokens(String(index));
    await tokens('0');
    assert.equal(verifications(), 22);
    await tokens('20');
    assert.equal(verifications(), 22);
  });
});

describe('the log of refused requests', () => {
  it('has one line a minute, with how many were refused since the last', () => {
    const lines: object[] = [];
    const ignore = () => undefined;
    let now = 0;
    const refusals = createRefusalLog(
      { debug: ignore, info: ignore, error: ignore, warn: (fields) => lines.push(fields) },
      () => now,
    );
    for (; now < 120_000; now += 1_000) refusals.add(new Error('no bearer token'));
    refusals.add('odd');
    assert.deepEqual(lines, [
      { reason: 'no bearer token', refused: 1 },
      { reason: 'no bearer token', refused: 60 },
      { reason: 'odd', refused: 60 },
    ]);
  });
});
