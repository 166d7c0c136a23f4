import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tap } from '../world/tap.ts';
import type { World } from '../world/world.ts';
import { type Call, type Reply, writeReply } from './call.ts';
import { type Prepared, perform, prepare, refuse } from './dispatch.ts';
import { AzureError } from './errors.ts';
import { type Fault, Faults } from './faults.ts';
import { readCall } from './read-call.ts';
import { type RequestEntry, RequestLog } from './request-log.ts';
import { Router } from './router.ts';
import { allRoutes } from './routes.ts';
import { type Claims, Tokens } from './sign-in.ts';
import { Throttle, throttled } from './throttle.ts';

/** A call and its answer, for a test that checks answers against Microsoft's specifications. */
export type Exchange = { call: Call; template: string; status: number; headers: Record<string, string>; body: unknown };

export type AzureOptions = {
  /** Port; by default any free one. */
  port?: number;
  /** Calls per hour of world time, subscription and action. The service's own limit was 150. */
  hourlyLimit?: number;
  witness?: (exchange: Exchange) => void;
};

export type LocalAzure = {
  /** Port on 127.0.0.1. */
  port: number;
  requests(since?: Date | string | number): RequestEntry[];
  faults: Faults;
  throttle: Throttle;
  /** The hook for tests that stop the bot in the middle of a call; undefined: none. */
  tap: Tap | undefined;
  /** Claims of a bearer that this sign-in service issued for `audience`, undefined for any other. */
  verifyToken(bearer: string, audience: string): Promise<Claims | undefined>;
  /** A token as the bot would get it: for tests and control APIs. */
  issueToken(audience: string, appId: string, objectId: string): Promise<string>;
  /** JSON of the resource with this ARM id, even inside a vault; undefined if there is none. */
  getResource(id: string): Promise<unknown>;
  /** Forgets faults, counters and the log; the world is reset separately. */
  reset(): void;
  close(): Promise<void>;
};

/** Interval of looks at the world while a call is due to act late (real time). */
const lateLookMs = 50;

/** Serves the world over HTTP as Azure would. */
export async function startAzure(world: World, options: AzureOptions = {}): Promise<LocalAzure> {
  const tokens = await Tokens.create();
  const router = new Router(allRoutes(tokens));
  const throttle = new Throttle(options.hourlyLimit ?? 12_000);
  const [faults, log] = [new Faults(), new RequestLog()];
  const act = (prepared: Prepared) => perform(world, throttle, prepared);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const path = `${call.host}${call.url}`;
    const entry = describe(call);
    const tapped = { service: 'azure' as const, method: call.method, host: call.host, path: call.url };
    if (await swallowed({ ...tapped, moment: 'arrival' }, request)) return void request.socket.destroy();
    const prepared = await prepare(router, tokens, call);
    const fault = faults.take(call.method, path, prepared.action);
    if (fault?.do === 'reset-before') return void request.socket.resetAndDestroy();
    if (fault?.do === 'late-act') {
      request.socket.resetAndDestroy();
      const at = new Date(world.clock.now().getTime() + (fault.seconds ?? 30) * 1000);
      // The answer isn't awaited: every route that changes anything acts synchronously.
      world.agenda.add(at, () => void Promise.resolve(act(prepared)).then((reply) => note(entry, reply)));
      // Effects must start on time, and not at the next call.
      const looking = setInterval(() => {
        if (world.settle() >= at) clearInterval(looking);
      }, lateLookMs);
      looking.unref();
      return;
    }
    const reply = (fault && instead(fault, prepared)) ?? (await act(prepared));
    note(entry, reply);
    options.witness?.({
      call,
      template: prepared.match?.route.template ?? '',
      status: reply.status,
      headers: reply.headers ?? {},
      body: reply.body,
    });
    if (await swallowed({ ...tapped, moment: 'answer', status: reply.status }, request))
      return void request.socket.destroy();
    if (fault?.do === 'reset-after') return void request.socket.resetAndDestroy();
    if (fault?.do === 'drop-answer') {
      if (fault.seconds !== undefined) setTimeout(() => request.socket.destroy(), fault.seconds * 1000).unref();
      return;
    }
    if (fault?.do === 'delay') await sleep((fault.seconds ?? 5) * 1000, undefined, { ref: false });
    const said = fault?.do === 'alter' ? alter(reply, fault) : reply;
    entry.answered = writeReply(call, said, response, fault?.do === 'truncate');
  }

  function describe(call: Call): RequestEntry {
    const { method, host, url: path, clientRequestId = null } = call;
    const entry = {
      at: new Date().toISOString(),
      worldTime: world.clock.now().toISOString(),
      method,
      host,
      path,
      clientRequestId,
    };
    return host === 'login.microsoftonline.com'
      ? { ...entry, status: null, effect: '', answered: false }
      : log.open(entry);
  }

  async function swallowed(call: Parameters<Tap>[0], request: IncomingMessage): Promise<boolean> {
    if (!azure.tap) return false;
    return (await azure.tap(call)) === 'swallow' || request.socket.destroyed;
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A caller that closes its connection while sending is no failure of this server.
      if (request.socket.destroyed) return;
      console.error('local Azure:', error);
      response.statusCode = 500;
      response.end();
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const azure: LocalAzure = {
    port: (server.address() as AddressInfo).port,
    requests(since) {
      world.settle();
      return log.since(since);
    },
    faults,
    throttle,
    tap: undefined,
    verifyToken: (bearer, audience) => tokens.verify(bearer.replace(/^Bearer /i, ''), audience),
    issueToken: async (audience, appId, objectId) => (await tokens.issue(audience, appId, objectId)).token,
    getResource: (id) => look(world, router, id),
    reset() {
      faults.clear();
      throttle.clear();
      log.clear();
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return azure;
}

function note(entry: RequestEntry, reply: Reply): void {
  entry.status = reply.status;
  entry.effect = reply.effect ?? '';
}

function alter(reply: Reply, { headers = {}, body = reply.body }: Fault): Reply {
  const all = Object.entries({ ...reply.headers, ...headers });
  return {
    ...reply,
    headers: Object.fromEntries(all.flatMap(([name, said]) => (said === null ? [] : [[name, said]]))),
    body,
  };
}

/** The answer of a fault that replaces the action. */
function instead(fault: Fault, { action }: Prepared): Reply | undefined {
  const { status, code, message, retryAfter } = fault;
  const more = retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } };
  if (fault.do === 'throttle') {
    if (message === undefined && retryAfter === undefined) return refuse(throttled(action, 150, fault.seconds ?? 60));
    return refuse(new AzureError(429, code ?? 'TooManyRequests', message ?? 'Too many requests.', more));
  }
  if (fault.do !== 'error') return undefined;
  return refuse(
    new AzureError(status ?? 500, code ?? 'InternalServerError', message ?? 'An unexpected error occurred.', more),
  );
}

/** A GET without a caller, and so without a check of rights. */
async function look(world: World, router: Router, id: string): Promise<unknown> {
  const segments = id.split('/').filter(Boolean);
  const host = 'management.azure.com';
  const match = router.match({ method: 'GET', host, segments });
  if (!match) return undefined;
  const call: Call = {
    method: 'GET',
    host,
    url: id,
    segments,
    query: new Map(),
    headers: {},
    body: undefined,
    clientRequestId: undefined,
    apiVersion: '2023-06-01',
  };
  try {
    return (await match.route.handle({ ...call, params: match.params, world, now: world.settle(), principal: '' }))
      .body;
  } catch (error) {
    if (error instanceof AzureError) return undefined;
    throw error;
  }
}
