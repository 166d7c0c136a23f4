import { Agent as PlainAgent } from 'node:http';
import { Agent, type AgentOptions } from 'node:https';
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import { azureAction } from './action.ts';
import { AzureError, unreadable } from './errors.ts';

/**
 * An idle connection is closed after this (real milliseconds): balancers forget one after minutes without telling, and
 * what is sent on it then is neither taken nor refused.
 */
const idleMs = 4_000;

/** A page of a list is a few megabytes at most; fifty answers are read at once. */
const mostBytes = 32 * 1024 * 1024;
/** As the SDK spells that of any status. */
const always = [Number.POSITIVE_INFINITY];

/** How connections are made wherever the process calls out: through HTTPS_PROXY but for hosts in NO_PROXY. */
export const outgoing = { keepAlive: true, timeout: idleMs, proxyEnv: process.env };

/**
 * For every call out of the process, to Azure, Teams and their keys, so that one rule says which go through a proxy.
 * Plain HTTP is spoken with this host and with Azure's own metadata address, which are no business of a proxy. The SDK's
 * policy has other rules and takes what the proxy itself refuses for an answer; an agent that is given wins over it.
 */
export function createHttpClient(options: AgentOptions = outgoing): HttpClient {
  // Without the SDK's policies it neither repeats nor follows redirects. Half the CPU of Node's fetch.
  const client = createDefaultHttpClient();
  const agents = { secure: new Agent(options), plain: new PlainAgent({ ...options, proxyEnv: {} }) };
  return {
    async sendRequest(request) {
      request.agent = request.url.startsWith('http:') ? agents.plain : agents.secure;
      // Whoever asks for a stream bounds it.
      if (request.streamResponseStatusCodes) return client.sendRequest(request);
      request.streamResponseStatusCodes = new Set(always);
      try {
        return await withText(request, await client.sendRequest(request));
      } finally {
        delete request.streamResponseStatusCodes;
      }
    },
  };
}

/** @throws azure.unreadable for a body of more than 32 MB, of which no more is read; RestError for one that ends early */
async function withText(request: PipelineRequest, response: PipelineResponse): Promise<PipelineResponse> {
  const { readableStreamBody: body } = response;
  if (!body) return response;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      const part = Buffer.from(chunk as Uint8Array);
      length += part.length;
      if (length > mostBytes) throw unreadable('smaller', azureAction(request.method, request.url).action);
      chunks.push(part);
    }
  } catch (error) {
    if (error instanceof AzureError) throw error;
    throw new RestError('the answer ended early', { code: RestError.PARSE_ERROR });
  }
  delete response.readableStreamBody;
  response.bodyAsText = Buffer.concat(chunks).toString('utf8');
  return response;
}
