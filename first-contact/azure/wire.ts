import { createHttpHeaders, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';
import type { Journal } from './journal.ts';
import type { Recording } from './shapes.ts';

/** An Azure that a run talks to: a subscription of its reader's, or the local one. */
export type Azure = {
  client: HttpClient;
  /** A token of the person who runs it, e.g. for https://management.azure.com/.default. */
  token(scope: string): Promise<string>;
  subscriptionId: string;
  /** Object id of that person. */
  caller: string;
  tenantId: string;
};

/**
 * The way of all calls of a run, those of the bot too: a change is noted in the journal before it is sent, and each
 * answer in the recording. The bot signs in as the person who runs it.
 * @param signIn sign-in of the bot to the local Teams
 * @param others object ids under which that person also approves: a run has one person, and a decision takes two
 */
export function wire(
  azure: Azure,
  journal: Journal,
  recording: Recording,
  signIn: HttpClient,
  others: readonly string[],
): HttpClient {
  return {
    async sendRequest(request) {
      const { hostname, pathname } = new URL(request.url);
      if (hostname === 'login.microsoftonline.com') {
        const scope = new URLSearchParams(String(request.body ?? '')).get('scope')?.split(' ')[0] ?? '';
        if (!pathname.endsWith('/token') || scope.includes('botframework')) return signIn.sendRequest(request);
        return given(request, await azure.token(scope));
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        journal.note(request.method, hostname === 'management.azure.com' ? pathname : `${hostname}${pathname}`);
      }
      const asked = request.url;
      const body = typeof request.body === 'string' ? request.body : '';
      const other = others.find((one) => asked.includes(one) || body.includes(one));
      if (other !== undefined) {
        request.url = asked.replaceAll(other, azure.caller);
        if (body) request.body = body.replaceAll(other, azure.caller);
      }
      try {
        const response = await azure.client.sendRequest(request);
        recording.add({
          method: request.method,
          url: request.url,
          status: response.status,
          headers: Object.entries(response.headers.toJSON()),
          body: response.bodyAsText ?? undefined,
        });
        if (other === undefined || !response.bodyAsText) return response;
        return { ...response, bodyAsText: response.bodyAsText.replaceAll(azure.caller, other) };
      } finally {
        request.url = asked;
      }
    },
  };
}

function given(request: PipelineResponse['request'], access_token: string): PipelineResponse {
  const body = { token_type: 'Bearer', expires_in: 3000, ext_expires_in: 3000, access_token };
  const headers = createHttpHeaders({ 'content-type': 'application/json' });
  return { request, status: 200, headers, bodyAsText: JSON.stringify(body) };
}
