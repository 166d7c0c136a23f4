import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createServer } from 'restify';
import { readDescriptorLimit } from '../kernel/config/descriptors.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { Connections } from './connections.ts';
import { isWireActivity, type WireActivity } from './place.ts';

/** An HTTP answer. A body is JSON; without one the answer is empty. */
export type Reply = { status: number; body?: unknown };

export type DoorOptions = {
  host: string;
  port: number;
  log: Log;
  /** Checks the token of a request before anything else of it is read. */
  admits: (authorization: string) => Promise<boolean>;
  /** Authenticates an activity and runs its turn. */
  receive: (authorization: string, activity: WireActivity) => Promise<Reply>;
  /** Milliseconds until a request's headers, and then its body, must have arrived; a silent socket has twice that. */
  slowClientMs?: number;
  /** Maximum simultaneous connections, in all and from one address; absent: 1,000 and half of that. */
  maxConnections?: number;
  maxConnectionsPerAddress?: number;
  /** Bytes of bodies held at once, over all requests. */
  maxHeldBytes?: number;
};

export type Door = {
  /** Listening address, e.g. http://127.0.0.1:3978. */
  address: string;
  /**
   * Whether requests through its socket are answered: a request of this process, or meanwhile of any other client.
   */
  answers(timeoutMs: number): Promise<boolean>;
  /** Answers new requests with 503; current ones are completed. */
  drain(): void;
  /** Stops listening and resolves when the last answer is sent, or after the given milliseconds. */
  close(patienceMs: number): Promise<void>;
};

/** How long an early answer waits for the rest of a rejected body. */
const discardMs = 1_000;
/** A socket that is silent for longer is idle: Teams gives up on an invoke after 15 s. */
const silentSocketMs = 20_000;

/** Opens the HTTP port that Teams reaches: POST /api/messages and nothing else. No answer explains an error. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { log, slowClientMs = 10_000, maxHeldBytes = 32 * 1024 * 1024 } = options;
  const maxConnections = connectionsWithin(options.maxConnections ?? 1_000, readDescriptorLimit());
  let draining = false;
  let answered = 0;
  const bodies = new BodyReader({ timeoutMs: slowClientMs, maxHeldBytes });
  const connections = new Connections({
    most: maxConnections,
    mostPerAddress: options.maxConnectionsPerAddress ?? Math.ceil(maxConnections / 2),
    headMs: slowClientMs,
    nextHeadMs: slowClientMs * 2,
  });
  // An empty name sends no Server header; restify's own log would go to stdout beside ours. The body is requested
  // (100 Continue) only once the token is valid.
  const server = createServer({ name: '', log: pino({ level: 'silent' }) as never, noWriteContinue: true });
  // restify listens to `upgrade` and leaves such sockets alone: Node then removes their time-outs and nobody
  // closes them. Without a listener Node treats these requests as any other.
  server.server.removeAllListeners('upgrade');
  server.server.headersTimeout = slowClientMs;
  server.server.requestTimeout = slowClientMs * 2;
  server.server.timeout = silentSocketMs;
  server.server.keepAliveTimeout = silentSocketMs;
  // A backstop behind `Connections`, which ends strangers first: Node drops any connection beyond this.
  server.server.maxConnections = maxConnections * 2;
  server.server.on('connection', (socket) => connections.take(socket));

  server.pre((request, response, next) => {
    const { socket } = request;
    connections.began(socket);
    response.once('finish', () => {
      answered += 1;
    });
    response.once('close', () => connections.ended(socket));
    next();
  });
  server.on('restifyError', (_request, _response, error, done) => {
    // restify would put the error, with the requested path, into the body.
    error.toJSON = () => ({});
    error.toString = () => '';
    done();
  });
  server.post('/api/messages', async (request, response) => {
    const reply = await take(request, response);
    await discardBody(request, Math.min(discardMs, slowClientMs));
    answer(response, reply);
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<Reply> {
    if (draining) return { status: 503 };
    try {
      const authorization = request.headers.authorization ?? '';
      if (!(await options.admits(authorization))) return { status: 401 };
      connections.trust(request.socket);
      if (request.headers.expect !== undefined) response.writeContinue();
      const body = await bodies.read(request);
      if (!isWireActivity(body)) return { status: 400 };
      return await options.receive(authorization, body);
    } catch (error) {
      if (error instanceof BodyError) return { status: error.status };
      log.error({ error }, 'A request to the bot failed');
      return { status: 500 };
    }
  }

  function answer(response: ServerResponse, { status, body }: Reply): void {
    if (response.destroyed || response.headersSent) return;
    // After a rejected body its rest may still arrive, so that socket is unusable. So is a stranger's.
    const closing = draining || [400, 401, 408, 413, 415, 503].includes(status);
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
  const listening = server.server.address() as AddressInfo;

  return {
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${listening.port}`,
    async answers(timeoutMs) {
      const before = answered;
      // In a flood this request may wait longer than its time-out while others are answered: no restart would help
      // then.
      return (await doorAnswers(listening, timeoutMs)) || answered > before;
    },
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

/** At most a quarter of the descriptors: with the backstop of twice as many, half of them stay for the bot's own. */
function connectionsWithin(wanted: number, descriptorLimit = Number.POSITIVE_INFINITY): number {
  return Math.max(1, Math.min(wanted, Math.floor(descriptorLimit / 4)));
}

/** Teams sends at most about 100 KB; a larger request body is not from Teams. */
const maxBodyBytes = 256 * 1024;

/** Bytes of a rejected body that are discarded: a client that is still sending misses an early answer. */
const maxDiscardedBytes = 4 * 1024 * 1024;

/** An unusable body, with the HTTP status to answer. */
class BodyError extends Error {
  readonly status: 400 | 408 | 413 | 415 | 503;

  constructor(status: BodyError['status']) {
    super(`request body: ${status}`);
    this.name = 'BodyError';
    this.status = status;
  }
}

/** Reads JSON bodies and holds a limited number of bytes at once, over all requests. */
class BodyReader {
  readonly #timeoutMs: number;
  readonly #maxHeldBytes: number;
  #held = 0;

  constructor(limits: { timeoutMs: number; maxHeldBytes: number }) {
    this.#timeoutMs = limits.timeoutMs;
    this.#maxHeldBytes = limits.maxHeldBytes;
  }

  /**
   * Reads a JSON body. restify's own reader counts compressed bytes, so a small gzip body could grow without
   * limit: here a compressed body is rejected.
   * @throws BodyError 408 when it is not complete in time, 413, 415, 503 when too much is held already, or 400
   * when it is not JSON or was cut off
   */
  async read(request: IncomingMessage): Promise<unknown> {
    if (request.headers['content-encoding'] !== undefined) throw new BodyError(415);
    if (Number(request.headers['content-length']) > maxBodyBytes) throw new BodyError(413);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      await this.#listen(request, (chunk) => {
        size += chunk.length;
        this.#held += chunk.length;
        if (size > maxBodyBytes) return 413;
        if (this.#held > this.#maxHeldBytes) return 503;
        chunks.push(chunk);
        return undefined;
      });
      return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      throw error instanceof BodyError ? error : new BodyError(400);
    } finally {
      this.#held -= size;
    }
  }

  /** @param take returns a status to reject the body with */
  #listen(request: IncomingMessage, take: (chunk: Buffer) => BodyError['status'] | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail(408), this.#timeoutMs);
      const cut = () => fail(400);
      request.on('data', data).once('end', end).once('close', cut).once('error', cut);

      function data(chunk: Buffer): void {
        const status = take(chunk);
        if (status) fail(status);
      }
      function end(): void {
        release();
        resolve();
      }
      function fail(status: BodyError['status']): void {
        release();
        request.pause();
        reject(new BodyError(status));
      }
      function release(): void {
        clearTimeout(timer);
        request.off('data', data).off('end', end).off('close', cut);
      }
    });
  }
}

/** Resolves when the rest of a body has arrived and was discarded, and when that takes too long or too many bytes. */
function discardBody(request: IncomingMessage, timeoutMs: number): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let size = 0;
    const timer = setTimeout(done, timeoutMs);
    request.on('data', data).once('end', done).once('close', done);
    request.once('error', done);

    function data(chunk: Buffer): void {
      size += chunk.length;
      if (size > maxDiscardedBytes) done();
    }
    function done(): void {
      clearTimeout(timer);
      request.off('data', data).off('end', done).off('close', done);
      request.pause();
      resolve();
    }
  });
}

/** Loopback address for a server that listens at every address. */
const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Whether a port of this process answers a request through its own listening socket. Any answer will do: the
 * request was accepted, read, routed and answered.
 */
export function doorAnswers({ address, port }: AddressInfo, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      { host: everywhere[address] ?? address, port, path: '/api/messages', agent: false, timeout: timeoutMs },
      (response) => {
        response.resume();
        clearTimeout(timer);
        resolve(true);
      },
    );
    const timer = setTimeout(() => asked.destroy(), timeoutMs);
    asked.once('error', () => resolve(false));
    asked.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
    asked.end();
  });
}
