import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../src/kernel/chat.ts';
import { patientSeconds, until } from '../faults/until.ts';
import { type Bot, execute, startBot } from './start-bot.ts';

describe('the HTTP door', () => {
  let bot: Bot;
  before(async () => {
    // Our own clients are never that slow, on any machine.
    bot = await startBot({ slowClientMs: patientSeconds * 1000 });
  });
  after(() => bot.stop());
  const signed = async () => ({ authorization: `Bearer ${await bot.connector.sign(bot.claims())}` });
  const post = async (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(`${bot.origin}/api/messages`, { method: 'POST', body, headers: { ...headers, ...(await signed()) } });
  const answerTo = (sent: string) => heardUntilTheEnd(bot, sent);

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
    const headers = await signed();
    const chunked = () => {
      const stream = new Blob([large]).stream();
      return fetch(`${bot.origin}/api/messages`, {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers,
      } as RequestInit);
    };
    for (const ask of [() => post(large), chunked]) {
      // The server waits a second for the rest; a client that still sends then may find the connection closed.
      const status = await until('an answer', () =>
        ask().then(
          (response) => response.status,
          (error: Error) => {
            assert.equal(error.message, 'fetch failed');
            return undefined;
          },
        ),
      );
      assert.equal(status, 413);
    }
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
      // These paths are on a port of their own, which outsiders can't reach.
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

  it('survives a client that hangs up in the middle of a body', async () => {
    const socket = connect(Number(new URL(bot.origin).port), '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"type":');
    await once(socket, 'connect');
    socket.destroy();
    assert.equal((await post('{}')).status, 400);
  });

  it('answers 401 to a stranger without waiting for the body', async () => {
    const begun = 'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"type":';
    assert.match(await answerTo(begun), /^HTTP\/1\.1 401 /);
  });

  it('asks for the body (100 Continue) only when the token is valid', async () => {
    const begun = 'POST /api/messages HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n';
    assert.match(await answerTo(`${begun}\r\n`), /^HTTP\/1\.1 401 /);
    const { authorization } = await signed();
    assert.match(await answerTo(`${begun}authorization: ${authorization}\r\n\r\n{}`), /^HTTP\/1\.1 100 /);
  });

  it('takes nothing new once it drains, while what it took is answered', async () => {
    const draining = await startBot();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    draining.answer(() => promise);
    const taken = draining.send(draining.activity(execute({})));
    await until('the click in the bot', () => draining.incoming.length > 0);
    draining.teams.drain();
    assert.equal((await draining.send(draining.activity({}))).status, 503);
    const stopped = draining.stop();
    resolve({ kind: 'notice', text: 'in time' });
    assert.equal((await taken).body.value, 'in time');
    await stopped;
    await assert.rejects(fetch(draining.origin));
  });
});

describe('an HTTP door that has little patience', () => {
  let bot: Bot;
  before(async () => {
    bot = await startBot({ slowClientMs: 100 });
  });
  after(() => bot.stop());

  it('does not wait for a client that sends its body slowly', async () => {
    const authorization = `Bearer ${await bot.connector.sign(bot.claims())}`;
    const begun = `POST /api/messages HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-length: 100`;
    // A machine that was too slow for the head of the request gets no answer either.
    const heard = await until(
      'an answer',
      async () => (await heardUntilTheEnd(bot, `${begun}\r\n\r\n{"type":`)) || undefined,
    );
    assert.match(heard, /^HTTP\/1\.1 408 /);
  });

  const long = 'x'.repeat(500);
  const openings: Record<string, string> = {
    'Upgrade: websocket': `GET / HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`,
    'Upgrade of a message': `POST /api/messages HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: h2c\r\ncontent-length: 0\r\n\r\n`,
    CONNECT: 'CONNECT example.org:443 HTTP/1.1\r\nhost: example.org\r\n\r\n',
    'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a TLS hello': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'Expect: 100-continue':
      'POST /api/messages HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n',
    'an unknown Expect': 'POST /api/messages HTTP/1.1\r\nhost: x\r\nexpect: magic\r\ncontent-length: 9\r\n\r\n',
    'half a head': 'POST /api/messages HTTP/1.1\r\nhost: x\r\nx-more: ',
    nothing: '',
    'half a body': `POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n${long}`,
    'half a body elsewhere': `POST /elsewhere HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n${long}`,
    'chunks without an end': `POST /api/messages HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1f4\r\n${long}`,
    'TRACE and no more': 'TRACE / HTTP/1.1\r\nhost: x\r\n\r\n',
    'requests in a row': 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(20),
  };
  for (const [name, opening] of Object.entries(openings)) {
    it(`hangs up on who sends ${name} and waits`, async () => {
      assert.doesNotMatch(await heardUntilTheEnd(bot, opening), /^HTTP\/1\.1 (1|2)/);
    });

    it(`keeps no socket of clients that send ${name} and go`, async () => {
      const before = sockets();
      const clients = Array.from({ length: 50 }, () => {
        const client = connect(Number(new URL(bot.origin).port), '127.0.0.1');
        return client.on('error', () => undefined).end(opening, 'latin1');
      });
      // The server may have closed the first connection before the last one came.
      await until('all sent', () =>
        clients.every(
          ({ connecting, destroyed, bytesWritten }) => !connecting && (destroyed || bytesWritten >= opening.length),
        ),
      );
      for (const client of clients) client.destroy();
      await until('no socket left', () => sockets() <= before, 20);
    });
  }
});

/** Answer to these bytes, until the bot closes the connection. */
async function heardUntilTheEnd(bot: Bot, sent: string): Promise<string> {
  const socket = connect(Number(new URL(bot.origin).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
  socket.write(sent, 'latin1');
  // Not \`once\` of events, which rejects on an error before it: the closing side may reset the connection.
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString();
}

/** Open TCP sockets of this process, which has both ends of each connection. */
function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}
