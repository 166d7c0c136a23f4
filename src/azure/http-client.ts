import { Agent as PlainAgent } from 'node:http';
import { Agent, type AgentOptions } from 'node:https';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

/**
 * An idle connection is closed after this (real milliseconds): balancers forget one after minutes without telling, and
 * what is sent on it then is neither taken nor refused.
 */
const idleMs = 4_000;

/** How connections are made wherever the process calls out: through HTTPS_PROXY but for hosts in NO_PROXY. */
const outgoing = { keepAlive: true, timeout: idleMs, proxyEnv: process.env };

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
    sendRequest(request) {
      request.agent = request.url.startsWith('http:') ? agents.plain : agents.secure;
      return client.sendRequest(request);
    },
  };
}
