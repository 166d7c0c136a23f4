import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { World } from '../world/world.ts';

/** One HTTP call to the local Azure, decoded. */
export type Call = {
  method: string;
  /** The host the caller meant, e.g. management.azure.com. */
  host: string;
  /** As received, with its query. */
  url: string;
  /** Decoded path segments, without empty ones. */
  segments: string[];
  /** Names in lower case. */
  query: Map<string, string>;
  headers: Record<string, string | undefined>;
  /** Parsed JSON or form; undefined without a body. */
  body: unknown;
  /** x-ms-client-request-id. */
  clientRequestId: string | undefined;
  /** e.g. 2023-06-01; empty when none was given. */
  apiVersion: string;
};

/** Arguments of a route: the call, its path parameters by the names in the template, and the settled world. */
export type Context = Call & {
  params: Record<string, string>;
  world: World;
  /** World time of this call. */
  now: Date;
  /** Object id of the caller; empty on routes that need no sign-in. */
  principal: string;
};

export type Reply = {
  status: number;
  headers?: Record<string, string>;
  /** JSON unless it is a Buffer. */
  body?: unknown;
  /** Change in the world, in words; absent if nothing changed. */
  effect?: string;
};

export type Handler = (context: Context) => Reply | Promise<Reply>;

/** A path parameter that the template promises. */
export function param(context: Context, name: string): string {
  const value = context.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** An address as Azure would give it: https and the host that was called. */
export function link(call: Call, path: string): string {
  return `https://${call.host}${path}`;
}

/**
 * Sends an answer with the headers of every ARM answer.
 * @param truncated sends half of the JSON as if it were all
 * @returns whether the caller was still there
 */
export function writeReply(call: Call, reply: Reply, response: ServerResponse, truncated: boolean): boolean {
  if (response.destroyed) return false;
  const binary = Buffer.isBuffer(reply.body);
  const whole = binary
    ? (reply.body as Buffer)
    : reply.body === undefined
      ? Buffer.alloc(0)
      : Buffer.from(JSON.stringify(reply.body));
  const body = truncated ? whole.subarray(0, whole.length >> 1) : whole;
  const id = randomUUID();
  response.writeHead(reply.status, {
    ...(whole.length > 0 && !binary && { 'content-type': 'application/json; charset=utf-8' }),
    ...(call.method !== 'HEAD' && reply.status !== 204 && { 'content-length': String(body.length) }),
    'cache-control': 'no-cache',
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': id,
    ...reply.headers,
  });
  response.end(call.method === 'HEAD' ? undefined : body);
  return true;
}
