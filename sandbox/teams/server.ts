import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize, sep } from 'node:path';
import type { Tap } from '../world/tap.ts';
import { type Call, type Reply, type Router, readBody, sendReply } from './http.ts';

export type Server = { port: number; origin: string; close(): Promise<void> };

export type Doors = {
  /** Routes for the bot: the Bot Connector and its keys. */
  connector: Router;
  /** Routes for people, tests and the page. */
  control: Router;
  tap: Tap;
};

/**
 * The sandbox's only HTTP server, on the loopback address. `open` is called once the port is known, because the service
 * URL contains it.
 */
export async function startServer(port: number, open: (origin: string) => Doors): Promise<Server> {
  let doors: Doors | undefined;
  let hosts: string[] = [];
  const server = createServer((request, response) => {
    if (doors) return void answer(doors, hosts, request, response);
    response.statusCode = 503;
    response.end();
  });
  // On a busy machine both ends may stall for longer than Node's five seconds, and a call on a connection that is just
  // closing would fail.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${bound}`;
  hosts = [`127.0.0.1:${bound}`, `localhost:${bound}`];
  doors = open(origin);
  return {
    port: bound,
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  doors: Doors,
  hosts: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method ?? 'GET';
  const call: Call = { request, response, method, url, params: {}, body: {}, size: 0 };
  // A foreign page must not reach the control API through a host name that resolves to this machine (DNS rebinding).
  if (!hosts.includes(request.headers.host ?? '')) return sendReply(response, { status: 421 });
  if (/^\/v[13]\//.test(url.pathname)) return answerBot(doors, call);
  if (!url.pathname.startsWith('/api/')) {
    if (method !== 'GET' && method !== 'HEAD') return sendReply(response, { status: 405 });
    const reply = await serveFile(call);
    return reply && sendReply(response, reply);
  }
  const { origin } = request.headers;
  if (origin && !hosts.includes(new URL(origin).host)) {
    return sendReply(response, {
      status: 403,
      body: { error: 'the control API answers only its own page', remedy: 'call it from the page or without Origin' },
    });
  }
  const reply = await run(doors.control, call, (error, remedy) => ({ error, remedy }));
  if (reply) sendReply(response, reply);
}

async function answerBot({ connector, tap }: Doors, call: Call): Promise<void> {
  const { method, url, request } = call;
  const tapped = { service: 'teams' as const, method, host: request.headers.host ?? '', path: url.pathname };
  if ((await tap({ ...tapped, moment: 'arrival' })) === 'swallow') return void request.socket.destroy();
  const reply = await run(connector, call, (message) => ({ error: { code: 'BadSyntax', message } }));
  const swallowed = (await tap({ ...tapped, moment: 'answer', ...(reply && { status: reply.status }) })) === 'swallow';
  if (swallowed) return void request.socket.destroy();
  if (reply) sendReply(call.response, reply);
}

async function run(router: Router, call: Call, refuse: (error: string, remedy: string) => object): Promise<Reply> {
  const route = router.find(call.method, call.url.pathname);
  if (route === undefined || route === 'method') {
    const status = route ? 405 : 404;
    return { status, body: refuse(`${call.method} ${call.url.pathname} does not exist`, 'see docs/sandbox.md') };
  }
  try {
    const { body, size } = await readBody(call.request);
    return await route.handler({ ...call, body, size, params: route.params });
  } catch (error) {
    const bad = error instanceof SyntaxError || (error instanceof Error && error.message.startsWith('the body'));
    const message = error instanceof Error ? error.message : String(error);
    return {
      status: bad ? 400 : 500,
      body: refuse(message, bad ? 'send a JSON object' : 'this is a fault of the sandbox'),
    };
  }
}

const page = join(import.meta.dirname, 'page');
const cards = dirname(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'));

/** Files of the renderer that the page may load; the rest of the package stays private. */
const cardFiles = ['adaptivecards.min.js', 'adaptivecards.css'];

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Blocks other origins, inline scripts and inline styles. Cards may show images from https addresses, as in Teams. */
export const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the page and the card renderer. */
async function serveFile(call: Call): Promise<Reply> {
  const file = locate(decodeURIComponent(call.url.pathname));
  const found = file ? await stat(file).catch(() => undefined) : undefined;
  if (!file || !found?.isFile()) return { status: 404, body: { error: 'no such page', remedy: 'open /' } };
  const { response } = call;
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': 'no-cache',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  createReadStream(file).pipe(response);
  return undefined;
}

function locate(path: string): string | undefined {
  if (path.startsWith('/lib/')) {
    const name = path.slice('/lib/'.length);
    return cardFiles.includes(name) ? join(cards, name) : undefined;
  }
  const file = normalize(join(page, path === '/' ? 'index.html' : path));
  return file.startsWith(page + sep) ? file : undefined;
}
