import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Call, Reply } from './call.ts';

/**
 * Sends an answer with the headers every ARM answer has.
 * @param truncated sends half of the JSON as if it were all.
 * @returns whether there was still somebody to send it to.
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
