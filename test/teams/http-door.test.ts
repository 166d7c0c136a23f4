import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../src/domain/turn.ts';
import { type Bot, execute, startBot } from './start-bot.ts';

describe('the HTTP door', () => {
  let bot: Bot;
  before(async () => {
    bot = await startBot({ slowClientMs: 100 });
  });
  after(() => bot.stop());
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(`${bot.origin}/api/messages`, { method: 'POST', body, headers });

  it('answers 400 to what is no activity', async () => {
    const conversation = { id: 'a' };
    for (const body of [
      '',
      '{',
      'null',
      '42',
      '"text"',
      '[]',
      '{}',
      JSON.stringify({ type: 7, conversation }),
      JSON.stringify({ type: 'message' }),
      JSON.stringify({ type: 'message', conversation: 'a' }),
    ]) {
      const response = await post(body);
      assert.deepEqual([body, response.status, await response.text()], [body, 400, '']);
    }
  });

  it('answers 413 to a body that is too large, declared or not', async () => {
    const large = JSON.stringify({ type: 'message', conversation: { id: 'a' }, text: 'x'.repeat(1024 * 1024) });
    assert.equal((await post(large)).status, 413);
    const stream = new Blob([large]).stream();
    const chunked = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
    assert.equal((await fetch(`${bot.origin}/api/messages`, chunked)).status, 413);
  });

  it('answers 415 to a compressed body, whose size could be anything', async () => {
    assert.equal((await post('x', { 'content-encoding': 'gzip' })).status, 415);
  });

  it('explains nothing about other paths and methods', async () => {
    for (const [path, method, status] of [
      ['/secret-path', 'GET', 404],
      ['/api/messages', 'GET', 405],
      ['/api/messages', 'DELETE', 405],
      ['/%ff', 'GET', 404],
      // These stand on a port of their own, which the world does not reach.
      ['/healthz', 'GET', 404],
      ['/readyz', 'GET', 404],
      ['/metrics', 'GET', 404],
    ] as const) {
      const response = await fetch(bot.origin + path, { method });
      const text = await response.text();
      assert.deepEqual([path, response.status], [path, status]);
      assert.ok(!/secret|not allowed|exist/i.test(text), text);
      assert.equal(response.headers.get('server'), null);
    }
  });

  it('does not wait for a client that sends its body slowly', async () => {
    const socket = connect(Number(new URL(bot.origin).port), '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"type":');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'close');
    assert.match(Buffer.concat(chunks).toString(), /^HTTP\/1\.1 408 /);
  });

  it('survives a client that hangs up in the middle of a body', async () => {
    const socket = connect(Number(new URL(bot.origin).port), '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"type":');
    await once(socket, 'connect');
    socket.destroy();
    assert.equal((await post('{}')).status, 400);
  });

  it('takes nothing new once it drains, while what it took is answered', async () => {
    const draining = await startBot();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    draining.answer(() => promise);
    const taken = draining.send(draining.activity(execute({})));
    while (draining.incoming.length === 0) await new Promise((next) => setImmediate(next));
    draining.teams.drain();
    assert.equal((await draining.send(draining.activity({}))).status, 503);
    const stopped = draining.stop();
    resolve({ kind: 'notice', text: 'in time' });
    assert.equal((await taken).body.value, 'in time');
    await stopped;
    await assert.rejects(fetch(draining.origin));
  });
});
