import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
} from '@azure/core-rest-pipeline';
import { boundary } from './boundary.ts';
import type { ClientSetting } from './clients.ts';
import { unreadable } from './errors.ts';
import type { SentRequests } from './sent-requests.ts';
import { throttleGate } from './throttle-gate.ts';

/**
 * GET of an address outside of Resource Manager as JSON. @throws AzureError
 * @param url absolute, https
 */
export type PlainRead = (url: string) => Promise<unknown>;

// As for the SDK's reading clients: people wait for the answer.
const quickRetries = { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 1500 };

/**
 * For services that we read two or three addresses of, where an SDK client would bring far more, secrets' values among
 * it. Same credential, HTTP client, deadline, throttles and errors as the others.
 * @param scope of the token
 */
export function createPlainRead(setting: ClientSetting, scope: string): PlainRead {
  const { credential, httpClient = createDefaultHttpClient() } = setting;
  const sent: SentRequests = new WeakSet();
  const pipeline = createPipelineFromOptions({ retryOptions: quickRetries });
  // No answer of these services may lead a token elsewhere.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy(boundary({ ...setting, sent }));
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }), { phase: 'Sign' });
  pipeline.addPolicy(throttleGate({ ...setting, sent }), { afterPhase: 'Sign' });
  return async (url) => {
    const request = createPipelineRequest({ url, method: 'GET' });
    request.headers.set('accept', 'application/json');
    const response = await pipeline.sendRequest(httpClient, request);
    try {
      return JSON.parse(response.bodyAsText ?? '');
    } catch {
      throw unreadable(response.status);
    }
  };
}
