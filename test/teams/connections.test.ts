import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { Connections } from '../../src/teams/connections.ts';

const hour = 3_600_000;

/** The part of a socket that the count needs. */
class Line extends EventEmitter {
  readonly remoteAddress: string;
  destroyed = false;
  said = '';

  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }
  end(text: string, done: () => void): void {
    this.said = text;
    done();
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('close');
  }
}

function setting(limits: { most?: number; mostPerAddress?: number } = {}) {
  const connections = new Connections({ most: 3, mostPerAddress: 100, headMs: hour, nextHeadMs: hour, ...limits });
  const socket = (line: Line) => line as unknown as Socket;
  return {
    open(address = '192.0.2.1'): Line {
      const line = new Line(address);
      connections.take(socket(line));
      return line;
    },
    /** Starts a request with a valid token. */
    serve(line: Line): void {
      connections.began(socket(line));
      connections.trust(socket(line));
    },
    answer: (line: Line) => connections.ended(socket(line)),
  };
}

describe('too many connections', () => {
  it('cost the stranger who has waited longest, and the newcomer is taken', () => {
    const { open } = setting();
    const lines = [open(), open(), open(), open(), open()];
    assert.deepEqual(
      lines.map(({ destroyed }) => destroyed),
      [true, true, false, false, false],
    );
  });

  it('never cost one that is being answered', () => {
    const { open, serve } = setting();
    const served = open();
    serve(served);
    for (let index = 0; index < 100; index += 1) open();
    assert.equal(served.destroyed, false);
  });

  it('are refused with 503 when all are being answered', () => {
    const { open, serve } = setting();
    for (const line of [open(), open(), open()]) serve(line);
    const refused = open();
    assert.match(refused.said, /^HTTP\/1\.1 503 /);
    assert.ok(refused.destroyed);
  });

  it('from one address cost one of that address, and are refused with 429', () => {
    const { open, serve } = setting({ most: 10, mostPerAddress: 2 });
    const elsewhere = open('198.51.100.1');
    const [first, second] = [open(), open()];
    open();
    assert.deepEqual([elsewhere.destroyed, first.destroyed, second.destroyed], [false, true, false]);
    serve(second);
    const third = open();
    serve(third);
    assert.match(open().said, /^HTTP\/1\.1 429 /);
  });

  it('from one IPv6 network count as from one address', () => {
    const { open, serve } = setting({ most: 10, mostPerAddress: 2 });
    for (const end of ['1', '2']) serve(open(`2001:db8:1:2:3:4:5:${end}`));
    assert.match(open('2001:db8:1:2:ffff:4:5:6').said, /^HTTP\/1\.1 429 /);
    assert.equal(open('2001:db8:1:3::1').said, '');
  });
});

describe('a connection that was answered', () => {
  it('is a stranger’s again, and waits behind those who came before', () => {
    const { open, serve, answer } = setting();
    const first = open();
    const second = open();
    serve(first);
    answer(first);
    open();
    open();
    assert.deepEqual([first.destroyed, second.destroyed], [false, true]);
  });

  it('with another request under way is not', () => {
    const { open, serve, answer } = setting({ most: 1 });
    const line = open();
    serve(line);
    serve(line);
    answer(line);
    assert.match(open().said, /^HTTP\/1\.1 503 /);
    assert.equal(line.destroyed, false);
  });

  it('makes room when it is closed', () => {
    const { open, serve } = setting({ most: 1 });
    const line = open();
    serve(line);
    line.destroy();
    assert.equal(open().said, '');
  });
});
