import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { azureAction } from './action.ts';
import { boundary, noRetries, quickRetries, type SentRequests, throttleGate } from './boundary.ts';
import { notAccepted, type SendOutcome } from './calls.ts';
import type { ClientSetting } from './clients.ts';
import { unreadable } from './errors.ts';
import { createHttpClient, readAtMost } from './http-client.ts';

/**
 * GET of an address outside Resource Manager, as JSON.
 * @param url absolute, https
 * @throws AzureError
 */
export type PlainRead = (url: string) => Promise<unknown>;

export type PlainCall = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Absolute, https. */
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  /** The caller reads the answer as bytes; it is not decoded as UTF-8. */
  bytes?: boolean;
};

/** An answer below 400. @throws AzureError */
export type PlainClient = (call: PlainCall) => Promise<PipelineResponse>;

/**
 * Client for services of which we call two or three addresses; an SDK client would bring far more, such as reading
 * secrets' values. It has the same credential, HTTP client, deadline, throttles and errors as the others.
 * @param scope of the token; undefined for addresses that carry their own signature
 */
export function createPlainClient(
  setting: ClientSetting,
  scope: string | undefined,
  use: 'reading' | 'changing',
): PlainClient {
  const { credential, httpClient = createHttpClient() } = setting;
  const sent: SentRequests = new WeakSet();
  const pipeline = createPipelineFromOptions({ retryOptions: use === 'reading' ? quickRetries : noRetries });
  // No answer of these services may lead a token elsewhere.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy(boundary({ ...setting, sent }));
  if (scope !== undefined) pipeline.addPolicy(signed(credential, scope), { phase: 'Sign' });
  pipeline.addPolicy(throttleGate({ ...setting, sent }), { afterPhase: 'Sign' });
  return ({ method, url, headers = {}, body, text, bytes = false }) => {
    const request = createPipelineRequest({ url, method, headers: createHttpHeaders(headers) });
    if (body !== undefined) {
      request.headers.set('content-type', 'application/json');
      request.body = JSON.stringify(body);
    }
    if (text !== undefined) request.body = text;
    if (bytes) request.streamResponseStatusCodes = new Set([200]);
    return pipeline.sendRequest(httpClient, request);
  };
}

function signed(credential: TokenCredential, scopes: string) {
  return bearerTokenAuthenticationPolicy({ credential, scopes });
}

export function createPlainRead(setting: ClientSetting, scope: string): PlainRead {
  return readingJson(createPlainClient(setting, scope, 'reading'));
}

export function readingJson(client: PlainClient): PlainRead {
  return async (url) => parseJson(await client({ method: 'GET', url, headers: { accept: 'application/json' } }));
}

/** @throws AzureError if the answer is not JSON */
export function parseJson({ bodyAsText, request }: PipelineResponse): unknown {
  try {
    return JSON.parse(bodyAsText ?? '');
  } catch {
    throw unreadable('json', actionOf(request));
  }
}

/** @throws AzureError for a body that ends early or is over `most` bytes */
export async function readBytes(response: PipelineResponse, most: number): Promise<Buffer> {
  const bytes = await bytesOf(response, most);
  if (!bytes) throw unreadable('smaller', actionOf(response.request));
  return bytes;
}

/** @returns undefined for a body that is over `most` bytes @throws AzureError for one that ends early */
export async function bytesOf(response: PipelineResponse, most: number): Promise<Buffer | undefined> {
  const { readableStreamBody: body, bodyAsText, request } = response;
  if (!body) return Buffer.from(bodyAsText ?? '');
  return readAtMost(body, most).catch(() => {
    throw unreadable('whole', actionOf(request));
  });
}

function actionOf({ method, url }: PipelineRequest): string {
  return azureAction(method, url).action;
}

/** Sends one change once; its success shows in its effect. */
export async function sendPlain(change: () => Promise<unknown>): Promise<SendOutcome> {
  try {
    await change();
    return { kind: 'accepted' };
  } catch (error) {
    return notAccepted(error);
  }
}
