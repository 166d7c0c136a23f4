import { setTimeout as sleep } from 'node:timers/promises';
import type { BackupJobsListOptionalParams } from '@azure/arm-recoveryservicesbackup';
import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { asObject, type JsonObject } from '../kernel/stored.ts';
import { parseRetryAfter } from '../kernel/throttling.ts';
import { askingAzure, azureAction, lastCall } from './action.ts';
import { AzureError, unreadable } from './errors.ts';

/**
 * Runs a read. The SDK's error for an answer that it cannot parse (truncated JSON, an odd shape) quotes the body,
 * so it is replaced as a whole.
 * @throws AzureError
 */
export function askAzure<T>(read: () => Promise<T>): Promise<T> {
  return askingAzure(async () => {
    try {
      return await read();
    } catch (error) {
      throw error instanceof CodedError ? error : readable(error);
    }
  });
}

/** Like askAzure; undefined when Azure answers 404. */
export async function askIfThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await askAzure(read);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'azure.not-found') return undefined;
    throw error;
  }
}

/** The longest known list has some 60 pages. A list whose pages refer to each other never ends. */
const mostPages = 1000;

/** All pages, reduced one by one; `parse` returns undefined for entries that do not belong. */
export function askAll<T, Facts>(
  list: { byPage(): AsyncIterable<T[]> },
  parse: (item: T) => Facts | undefined,
): Promise<Facts[]> {
  return askAzure(async () => {
    const all: Facts[] = [];
    let pages = 0;
    for await (const page of list.byPage()) {
      pages += 1;
      if (pages > mostPages) throw unreadable('pages');
      for (const item of page) {
        const facts = parse(item);
        if (facts !== undefined) all.push(facts);
      }
    }
    return all;
  });
}

/**
 * The result of the first of these reads that Azure does not reject with 400, as it does a version or filter that
 * a cloud lacks: data that only a newer version returns must not block anything.
 */
export async function firstTaken<T>(read: () => Promise<T>, ...others: (() => Promise<T>)[]): Promise<T> {
  const [next, ...more] = others;
  try {
    return await read();
  } catch (error) {
    if (next && error instanceof AzureError && error.params.status === 400) return firstTaken(next, ...more);
    throw error;
  }
}

/**
 * Options for lists of the older clients, which read an answer without `value` as an empty page. An empty list of
 * jobs permits a repeated send, so Azure must have returned it explicitly.
 */
export const wholePages: Pick<BackupJobsListOptionalParams, 'onResponse'> = {
  onResponse({ parsedBody }) {
    if (!Array.isArray(parsedBody?.value)) throw unreadable('list');
  },
};

// The SDK and our parsers throw RestError, TypeError or SyntaxError on an odd answer; other errors are not about
// the answer.
function readable(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (name !== 'RestError' && name !== 'TypeError' && name !== 'SyntaxError') return error;
  // Without an answer the defect is our own.
  return lastCall() === undefined ? error : unreadable('documented');
}

/**
 * accepted: Azure took it; follow the operation, or without one ask `find` for the effect. refused: proven not to
 * have acted (4xx, 429, never connected).
 * unclear: it may have acted; `find` decides. Seconds are the wait that Azure asks for, in world time.
 */
export type SendOutcome =
  | { kind: 'accepted'; operationId?: string; retryAfterSeconds?: number }
  | { kind: 'refused'; failure: Failure; retryAfterSeconds?: number }
  | { kind: 'unclear'; failure: Failure };

/** Whether a send had its effect. Jobs appear in lists up to 40 s after they were accepted. */
export type FindOutcome =
  | { kind: 'found'; jobId: string }
  | { kind: 'absent' }
  | { kind: 'unknown'; failure: Failure }
  /** Azure acted twice: one id on two jobs, oldest first. */
  | { kind: 'several'; jobIds: string[] };

/**
 * Options of calls of the SDK's clients, older (customHeaders) and newer (headers), and what they pass to onResponse.
 */
export type CallOptions = {
  requestOptions: { customHeaders: Record<string, string>; headers: Record<string, string> };
  onResponse: (response: RawResponse) => void;
};
type RawResponse = { status: number; headers: { get(name: string): string | undefined } };
type SdkCall = (options: CallOptions) => Promise<unknown>;

type First = { status: number; operationId: string | undefined; retryAfterSeconds: number | undefined };

/**
 * Sends one change once. The first answer's header counts, whatever happens after it: an SDK call that goes on to
 * poll rejects when that poll fails, although the change was accepted.
 * @param clientRequestId travels as x-ms-client-request-id and returns as the job's activityId
 * @throws errors that are neither Azure's nor the network's, before anything was sent
 */
export async function sendOnce(clientRequestId: string, call: SdkCall): Promise<SendOutcome> {
  const outcome = await firstAnswer(clientRequestId, call);
  if (outcome.kind !== 'answered') return outcome;
  const { status, operationId, retryAfterSeconds } = outcome.first;
  if (operationId) return { kind: 'accepted', operationId, ...wait(retryAfterSeconds) };
  const params = { status, azureCode: 'NoOperationHeader', message: '' };
  return { kind: 'unclear', failure: { code: 'azure.failed', params } };
}

/** Like sendOnce, for calls whose success shows in the resource and not in an operation. */
export async function sendForEffect(clientRequestId: string, call: SdkCall): Promise<SendOutcome> {
  const outcome = await firstAnswer(clientRequestId, call);
  return outcome.kind === 'answered' ? { kind: 'accepted', ...wait(outcome.first.retryAfterSeconds) } : outcome;
}

type Answered = { kind: 'answered'; first: First };

async function firstAnswer(
  clientRequestId: string,
  call: SdkCall,
): Promise<Answered | Exclude<SendOutcome, { kind: 'accepted' }>> {
  let first: First | undefined;
  let thrown: unknown;
  const id = { 'x-ms-client-request-id': clientRequestId };
  try {
    await call({
      requestOptions: { customHeaders: id, headers: id },
      onResponse: (response) => {
        first ??= parseFirst(response, Date.now());
      },
    });
  } catch (error) {
    thrown = error;
  }
  if (first) return { kind: 'answered', first };
  return notAccepted(thrown);
}

/** The outcome for a thrown failure of a send. @throws errors that are neither Azure's nor the network's */
export function notAccepted(thrown: unknown): Exclude<SendOutcome, { kind: 'accepted' }> {
  if (!(thrown instanceof AzureError)) throw thrown;
  const failure = asFailure(thrown);
  if (thrown.proof === 'unclear') return { kind: 'unclear', failure };
  return { kind: 'refused', failure, ...wait(thrown.retryAfterSeconds) };
}

function parseFirst(response: RawResponse, nowMs: number): First {
  const address = response.headers.get('azure-asyncoperation') ?? response.headers.get('location');
  return {
    status: response.status,
    operationId: address && lastSegment(address),
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), nowMs),
  };
}

function lastSegment(address: string): string | undefined {
  const path = address.split('?')[0] ?? '';
  const last = path.split('/').filter(Boolean).at(-1);
  return last && decodeURIComponent(last);
}

function wait(seconds: number | undefined): { retryAfterSeconds?: number } {
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

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
    await sleep(Math.min(seconds, longestWaitSeconds) * 1000);
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
