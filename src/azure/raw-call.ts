import { setTimeout as wait } from 'node:timers/promises';
import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { CodedError } from '../kernel/errors.ts';
import { asObject, type JsonObject } from '../kernel/json-object.ts';
import { parseRetryAfter } from '../kernel/retry-after.ts';
import { azureAction } from './action.ts';
import { unreadable } from './errors.ts';
import type { CallOptions, RawResponse } from './outcome.ts';

/** A client of the SDK, whose pipeline signs, gates and times a call as it does its own. */
type Sender = {
  $host: string;
  sendRequest(request: PipelineRequest): Promise<RawResponse & { bodyAsText?: string | null }>;
};

/** Network answers within a few seconds, and what takes longer is asked for again by whoever waits. */
const mostLooks = 8;
const longestWaitSeconds = 3;

/**
 * What is read by a POST. Network answers some of them at once and others later, at an address.
 * @throws azure.*; azure.timeout {seconds} where there is no answer yet
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
  for (let looks = 0; answer.status === 202 && looks < mostLooks; looks++) {
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
 * A call that the client of the SDK cannot make: it speaks an api-version that is older than what has to be said, and
 * leaves out members that it does not know without a word. Moving to a newer client is deleting these calls:
 * - a restore that names a request of a Resource Guard (restores.ts): the member is of 2024-04-01, the client of 2023-06-01
 * - one with a set for each data disk of a confidential machine (restores.ts): of 2026-07-01
 * A guarded change of an item (protection.ts) is none of them: 2023-06-01 has the member there.
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
