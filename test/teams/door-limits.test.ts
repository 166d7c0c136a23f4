import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { type DoorOptions, openDoor } from '../../src/teams/http-door.ts';
import { until } from '../faults/until.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const activity = JSON.stringify({ type: 'message', conversation: { id: 'a' } });

/** An HTTP endpoint that accepts `Bearer good`, and the requests that it passed on. */
async function opened(limits: Partial<DoorOptions>) {
  const received: unknown[] = [];
  const door = await openDoor({
    host: '127.0.0.1',
    port: 0,
    log: silent,
    admits: async (authorization) => authorization === 'Bearer good',
    receive: async (_, body) => {
      received.push(body);
      return { status: 200 };
    },
    ...limits,
  });
  after(() => door.close(0));
  const port = Number(new URL(door.address).port);
  async function open(): Promise<Socket & { heard: () => string }> {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
    await once(socket, 'connect');
    return Object.assign(socket, { heard: () => Buffer.concat(chunks).toString() });
  }
  const head = (length: number, token = 'good') =>
    `POST /api/messages HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: ${length}\r\n\r\n`;
  return { door, received, open, head };
}

describe('the limits of the door', () => {
  it('holds no more bytes of bodies than it may, and takes bodies again when there is room', async () => {
    const { received, open, head } = await opened({ maxHeldBytes: 1_000 });
    const slow = await open();
    slow.write(head(900) + ' '.repeat(800));
    await until('a body that does not fit', async () => {
      const second = await open();
      second.write(head(300) + activity.padEnd(300));
      await once(second, 'close');
      return second.heard().startsWith('HTTP/1.1 503 ');
    });
    slow.write(activity.padEnd(100));
    await until('the slow one', () => slow.heard().startsWith('HTTP/1.1 200 '));
    const third = await open();
    third.write(head(300) + activity.padEnd(300));
    await until('the third', () => third.heard().startsWith('HTTP/1.1 200 '));
    assert.ok(received.length >= 2);
  });

  it('answers whoever has a token, while strangers come and stay', async () => {
    const { received, open, head } = await opened({ maxConnections: 20, maxConnectionsPerAddress: 10 });
    const strangers: Socket[] = [];
    for (let round = 1; round <= 20; round += 1) {
      for (let index = 0; index < 10; index += 1) strangers.push(await open());
      const teams = await open();
      teams.write(head(activity.length) + activity);
      await until('an answer', () => teams.heard().startsWith('HTTP/1.1 200 '));
      assert.equal(received.length, round);
    }
    await until('the end of most strangers', () => strangers.filter(({ closed }) => !closed).length <= 10);
  });

  it('is asked whether it answers, and says no once it is closed', async () => {
    const { door } = await opened({});
    assert.equal(await door.answers(10_000), true);
    await door.close(0);
    assert.equal(await door.answers(10_000), false);
  });

  it('reads nothing of a stranger’s body into memory that it keeps, and ends the connection', async () => {
    const { received, open, head } = await opened({ maxHeldBytes: 0 });
    const stranger = await open();
    stranger.write(head(activity.length, 'bad') + activity);
    await once(stranger, 'close');
    assert.match(stranger.heard(), /^HTTP\/1\.1 401 /);
    assert.deepEqual(received, []);
  });
});
