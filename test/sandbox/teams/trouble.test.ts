import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { RateLimit, sendLimits } from '../../../sandbox/teams/connector.ts';
import { type LocalTeams, startLocalTeams, until } from './local-teams.ts';

let local: LocalTeams;
before(async () => {
  local = await startLocalTeams({ limitMs: 2000, redeliverMs: [1, 1] });
});
beforeEach(() => {
  local.teams.reset();
  local.bot.heard.length = 0;
  local.onTurn(async () => undefined);
});
after(() => local.close());

const path = '/v3/conversations/19:ops@thread.tacv2/activities';
const hello = { type: 'message', text: 'hello' };

test('the send limits are those Teams documents', () => {
  let now = 0;
  const limit = new RateLimit(sendLimits, () => now);
  const burst = Array.from({ length: 8 }, () => limit.take('c'));
  assert.deepEqual(burst.slice(0, 7), [0, 0, 0, 0, 0, 0, 0]);
  assert.equal(burst[7], 1);
  assert.equal(limit.take('another'), 0);
  now = 1001;
  assert.equal(limit.take('c'), 0);
  assert.equal(limit.take('c'), 1, 'the ninth within two seconds waits');
  let passed = 8;
  for (now = 2001; now < 30_000; now += 251) if (limit.take('c') === 0) passed += 1;
  assert.equal(passed, 60);
});

test('a burst is answered 429 with the seconds to wait, unless limits are off', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => local.connector('POST', path, hello)));
  const refused = answers.filter((one) => one.status === 429);
  assert.equal(refused.length, 3);
  assert.match(refused[0]?.headers.get('retry-after') ?? '', /^[1-9]/);
  await local.api('POST', '/api/teams/limits', { enabled: false });
  const free = await Promise.all(Array.from({ length: 20 }, () => local.connector('POST', path, hello)));
  assert.ok(free.every((one) => one.status === 201));
  await local.api('POST', '/api/teams/limits', { enabled: true });
});

test('a planted fault hits as often as asked and can leave the message behind', async () => {
  await local.api('POST', '/api/teams/faults', { status: 502, times: 1 });
  await local.api('POST', '/api/teams/faults', { status: 504, method: 'POST', times: 1, afterActing: true });
  assert.equal((await local.connector('POST', path, hello)).status, 502);
  assert.equal((await local.messages('ops')).length, 0);
  assert.equal((await local.connector('POST', path, hello)).status, 504);
  assert.equal((await local.messages('ops')).length, 1);
  assert.equal((await local.connector('POST', path, hello)).status, 201);
});

test('the tap kills at the arrival before anything is done, at the answer after', async () => {
  for (const [at, messages] of [
    ['arrival', 1],
    ['answer', 2],
  ] as const) {
    local.teams.reset();
    local.tap.arm({ at, call: 2, signal: 'SIGKILL' });
    await local.connector('POST', path, hello);
    await assert.rejects(local.connector('POST', path, hello));
    assert.equal((await local.messages('ops')).length, messages);
    const { calls, fired } = local.tap.state();
    assert.deepEqual({ calls, fired }, { calls: 2, fired: true });
  }
  assert.deepEqual(local.killed, ['SIGKILL', 'SIGKILL']);
  local.tap.arm();
});

test('a message that finds no bot is sent again when it is back', async () => {
  let refused = 0;
  const nobody = createServer((request) => {
    refused += 1;
    local.teams.delivery.botAddress = local.bot.address;
    request.socket.destroy();
  });
  await once(nobody.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = nobody.address() as AddressInfo;
    local.teams.delivery.botAddress = `http://127.0.0.1:${port}`;
    await local.api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'are you there' });
    assert.equal((await until(() => local.bot.heard[0])).text, 'are you there');
    assert.equal(refused, 1);
  } finally {
    nobody.close();
  }
});

test('each message comes on a connection of its own: none stands unused until the bot ends it', async () => {
  let connections = 0;
  let heard = 0;
  const bot = createServer((_request, response) => {
    heard += 1;
    response.end();
  });
  bot.on('connection', () => {
    connections += 1;
  });
  await once(bot.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = bot.address() as AddressInfo;
    local.teams.delivery.botAddress = `http://127.0.0.1:${port}`;
    for (const count of [1, 2, 3]) {
      await local.api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'are you there' });
      await until(() => (heard === count && local.teams.delivery.underway === 0) || undefined);
    }
    assert.equal(connections, 3);
  } finally {
    local.teams.delivery.botAddress = local.bot.address;
    bot.close();
    bot.closeAllConnections();
  }
});

test('the control API says what is wrong and what to do', async () => {
  const post = async (route: string, body: object) => {
    const response = await fetch(`${local.teams.server.origin}${route}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 400);
    const { error, remedy } = (await response.json()) as { error: string; remedy: string };
    return `${error}; ${remedy}`;
  };
  assert.match(await post('/api/say', { as: 'nobody', in: 'ops', text: 'x' }), /no person "nobody"; use one of oncall/);
  assert.match(await post('/api/say', { as: 'oncall', in: 'personal-platform', text: 'x' }), /no conversation/);
  assert.match(await post('/api/say', { as: 'oncall', in: 'ops', text: ' ' }), /empty/);
  assert.match(await post('/api/click', { as: 'oncall', message: '1', action: 'x' }), /no message/);
  assert.match(await post('/api/redeliver', { activity: 'x' }), /no activity/);
  assert.match(await post('/api/teams/faults', { status: 200 }), /use one of 403/);
});

test('unread counts follow what a person has read', async () => {
  await local.connector('POST', path, hello);
  const unread = async () => {
    const all = await local.api<{ name: string; unread: number }[]>('GET', '/api/conversations?as=approver-1');
    return all.find((one) => one.name === 'ops')?.unread;
  };
  assert.equal(await unread(), 1);
  await local.api('POST', '/api/read', { as: 'approver-1', in: 'ops' });
  assert.equal(await unread(), 0);
});

test('a page elsewhere cannot reach the control API', async () => {
  const response = await fetch(`${local.teams.server.origin}/api/people`, {
    headers: { origin: 'https://elsewhere.example' },
  });
  assert.equal(response.status, 403);
});
