import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createServer } from 'restify';
import type { Log } from '../log.ts';
import { BodyError, readBody } from './read-body.ts';
import { isWireActivity, type WireActivity } from './wire-activity.ts';

/** What is answered over HTTP. A body is JSON; without one the answer is empty. */
export type Reply = { status: number; body?: unknown };

export type DoorOptions = {
  host: string;
  port: number;
  log: Log;
  /** Authenticates an activity and runs its turn. */
  receive: (authorization: string, activity: WireActivity) => Promise<Reply>;
  /** Milliseconds until a request's headers, and then its body, must have come in. */
  slowClientMs?: number;
};

export type Door = {
  /** Where it listens, e.g. http://127.0.0.1:3978. */
  address: string;
  /** From now on requests are answered 503; what is being answered goes on. */
  drain(): void;
  /** Stops listening and resolves when the last answer is out, or after the given milliseconds. */
  close(patienceMs: number): Promise<void>;
};

/** Teams gives up on an invoke after 15 s, so no turn needs a silent socket for longer than this. */
const silentSocketMs = 20_000;

/** Opens the HTTP port that Teams reaches: POST /api/messages and nothing else. Nothing it answers explains an error. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { log, slowClientMs = 10_000 } = options;
  let draining = false;
  // An empty name sends no Server header; restify's own log would go to stdout beside ours.
  const server = createServer({ name: '', log: pino({ level: 'silent' }) as never });
  server.server.headersTimeout = slowClientMs;
  server.server.requestTimeout = slowClientMs * 2;
  server.server.timeout = silentSocketMs;
  server.server.keepAliveTimeout = silentSocketMs;

  server.on('restifyError', (_request, _response, error, done) => {
    // restify would explain the error, with the path that was asked for, in the body.
    error.toJSON = () => ({});
    error.toString = () => '';
    done();
  });
  server.post('/api/messages', async (request, response) => answer(response, await take(request)));

  async function take(request: IncomingMessage): Promise<Reply> {
    if (draining) return { status: 503 };
    try {
      const body = await readBody(request, slowClientMs);
      if (!isWireActivity(body)) return { status: 400 };
      return await options.receive(request.headers.authorization ?? '', body);
    } catch (error) {
      if (error instanceof BodyError) return { status: error.status };
      log.error({ error }, 'A request to the bot failed');
      return { status: 500 };
    }
  }

  function answer(response: ServerResponse, { status, body }: Reply): void {
    if (response.destroyed || response.headersSent) return;
    // After a refused body the rest of it may still be on the way: that socket is of no more use.
    const closing = draining || [400, 408, 413, 415].includes(status);
    const text = body === undefined ? '' : JSON.stringify(body);
    response.writeHead(status, {
      'content-length': Buffer.byteLength(text),
      ...(text && { 'content-type': 'application/json; charset=utf-8' }),
      ...(closing && { connection: 'close' }),
    });
    response.end(text);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;

  return {
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    drain() {
      draining = true;
    },
    async close(patienceMs) {
      draining = true;
      const closed = new Promise<void>((resolve) => server.server.close(() => resolve()));
      const timer = setTimeout(() => server.server.closeAllConnections(), patienceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
