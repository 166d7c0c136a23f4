import type { IncomingMessage, ServerResponse } from 'node:http';

export type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  url: URL;
  /** Values of the named parts of the route's path, decoded. */
  params: Record<string, string>;
  /** The JSON body, or an empty object. */
  body: Record<string, unknown>;
  /** Length of the body in bytes. */
  size: number;
};

/** A status and a JSON body; undefined if the handler has already answered. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | undefined;

export type Handler = (call: Call) => Reply | Promise<Reply>;

type Route = { method: string; pattern: RegExp; handler: Handler };

// The largest body is an activity, which Teams limits to 80 KB; ten times that leaves room to refuse one.
const maxBody = 1_000_000;

/** A router for a few dozen routes: "/api/things/:id" matches one segment, "/files/*rest" the remaining path. */
export class Router {
  readonly #routes: Route[] = [];

  on(method: string, path: string, handler: Handler): this {
    const source = path
      .replace(/[.]/g, '\\.')
      .replace(/:(\w+)/g, '(?<$1>[^/]+)')
      .replace(/\*(\w+)/g, '(?<$1>.*)');
    this.#routes.push({ method, pattern: new RegExp(`^${source}/?$`), handler });
    return this;
  }

  /** Finds the handler for a call; undefined if no route has this path, 'method' if only another method has it. */
  find(method: string, path: string): { handler: Handler; params: Record<string, string> } | 'method' | undefined {
    let pathKnown = false;
    for (const route of this.#routes) {
      const match = route.pattern.exec(path);
      if (!match) continue;
      pathKnown = true;
      if (route.method !== method) continue;
      const params = Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]);
      return { handler: route.handler, params: Object.fromEntries(params) };
    }
    return pathKnown ? 'method' : undefined;
  }
}

/** @throws Error if the body is too large or is not a JSON object */
export async function readBody(request: IncomingMessage): Promise<{ body: Record<string, unknown>; size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBody) throw new Error(`the body is larger than ${maxBody} bytes`);
    chunks.push(chunk);
  }
  if (size === 0) return { body: {}, size };
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error('the body is not a JSON object');
  return { body: body as Record<string, unknown>, size };
}

export function sendReply(response: ServerResponse, reply: NonNullable<Reply>): void {
  if (response.headersSent || response.destroyed) return;
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    ...(text && { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...reply.headers,
  });
  response.end(text);
}
