import { setTimeout as wait } from 'node:timers/promises';
import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { CodedError } from '../kernel/errors.ts';
import { asObject, type JsonObject } from '../kernel/json-object.ts';
import { parseRetryAfter } from '../kernel/retry-after.ts';
import { azureAction } from './action.ts';
import { unreadable } from './errors.ts';
import type { CallOptions, RawResponse } from './outcome.ts';

/** An SDK client, whose pipeline signs, gates and times a call like its own. */
type Sender = {
  $host: string;
  sendRequest(request: PipelineRequest): Promise<RawResponse & { bodyAsText?: string | null }>;
};

/** Network answers within a few seconds; the caller asks again for a slower answer. */
const mostPolls = 8;
const longestWaitSeconds = 3;

/**
 * A read by POST. Network answers some of them at once and others later, at an address.
 * @throws azure.*; azure.timeout {seconds} if there is no answer yet
 */
export async function readByPost(
  client: Sender,
  { path, apiVersion, body }: { path: string; apiVersion: string; body?: unknown },
): Promise<JsonObject> {
  const url = `${client.$host.replace(/\/+$/, '')}${path}?api-version=${apiVersion}`;
  const began = performance.now();
  const given = body !== undefined && {
    headers: createHttpHeaders({ 'content-type': 'application/json' }),
    body: JSON.stringify(body),
  };
  let answer = await client.sendRequest(createPipelineRequest({ url, method: 'POST', ...given }));
  for (let polls = 0; answer.status === 202 && polls < mostPolls; polls++) {
    const address = answer.headers.get('location');
    if (!address) throw unreadable('address', azureAction('POST', url).action);
    const seconds = parseRetryAfter(answer.headers.get('retry-after'), Date.now()) ?? 1;
    await wait(Math.min(seconds, longestWaitSeconds) * 1000);
    answer = await client.sendRequest(createPipelineRequest({ url: address, method: 'GET' }));
  }
  if (answer.status === 202) {
    throw new CodedError('azure.timeout', { seconds: Math.ceil((performance.now() - began) / 1000) });
  }
  try {
    return asObject(JSON.parse(answer.bodyAsText ?? ''));
  } catch {
    throw unreadable('json', azureAction('POST', url).action);
  }
}

/**
 * A call that the SDK's client cannot make: its api-version is too old, and it silently drops members that it does
 * not know. With a newer client these calls can be deleted:
 * - a restore that names a request of a Resource Guard (restores.ts): the member is of 2024-04-01, the client of
 * 2023-06-01
 * - one with a set for each data disk of a confidential machine (restores.ts): of 2026-07-01
 * A guarded change of an item (protection.ts) needs none: 2023-06-01 has the member there.
 */
export async function sendRaw(
  client: Sender,
  call: { method: 'POST'; path: string; apiVersion: string; body: unknown },
  { requestOptions, onResponse }: CallOptions,
): Promise<void> {
  const { method, path, apiVersion, body } = call;
  const headers = createHttpHeaders({ ...requestOptions.headers, 'content-type': 'application/json' });
  const url = `${client.$host.replace(/\/+$/, '')}${path}?api-version=${apiVersion}`;
  onResponse(await client.sendRequest(createPipelineRequest({ url, method, headers, body: JSON.stringify(body) })));
}
