import { AsyncLocalStorage } from 'node:async_hooks';
import diagnostics from 'node:diagnostics_channel';
import { Agent as PlainAgent } from 'node:http';
import { Agent, type AgentOptions } from 'node:https';
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import { SpanKind } from '@opentelemetry/api';
import type { Cloud } from '../kernel/config/clouds.ts';
import type { SpanSetting, Telemetry } from '../kernel/telemetry/telemetry.ts';
import { longestWaitSeconds, parseRetryAfter } from '../kernel/throttling.ts';
import { azureAction, readOnly } from './action.ts';
import { AzureError, outsideOfCloud, parseErrorBody, secondsFromMessage, unreadable } from './errors.ts';

/**
 * Idle connections are closed after this (real milliseconds): load balancers silently forget a connection after
 * minutes, and a request on it is then neither accepted nor rejected.
 */
const idleMs = 4_000;

/** A page of a list is a few megabytes at most; fifty answers are read at once. */
const mostBytes = 32 * 1024 * 1024;
/** The SDK's way to say any status. */
const always = [Number.POSITIVE_INFINITY];

/** Connection options for all outgoing calls: through HTTPS_PROXY except for hosts in NO_PROXY. */
export const outgoing = { keepAlive: true, timeout: idleMs, proxyEnv: process.env };

/**
 * Client for every outgoing call, to Azure, Teams and their keys, so that one rule decides which go through a
 * proxy. Plain HTTP is used only with this host and Azure's metadata address, which never go through a proxy. The
 * SDK's own policy has other rules and takes the proxy's refusal for an answer; an explicit agent overrides it.
 */
export function createHttpClient(options: AgentOptions = outgoing): HttpClient {
  // Without the SDK's policies it neither retries nor follows redirects. Half the CPU of Node's fetch.
  const client = createDefaultHttpClient();
  const agents = { secure: new Agent(options), plain: new PlainAgent({ ...options, proxyEnv: {} }) };
  return {
    async sendRequest(request) {
      request.agent = request.url.startsWith('http:') ? agents.plain : agents.secure;
      // Callers that ask for a stream bound it themselves.
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

/**
 * @throws azure.unreadable for a body of more than 32 MB, which is not read further; RestError for one that ends early
 */
async function withText(request: PipelineRequest, response: PipelineResponse): Promise<PipelineResponse> {
  const { readableStreamBody: body } = response;
  if (!body) return response;
  const bytes = await readAtMost(body, mostBytes).catch(() => {
    throw new RestError('the answer ended early', { code: RestError.PARSE_ERROR });
  });
  if (!bytes) throw unreadable('smaller', azureAction(request.method, request.url).action);
  delete response.readableStreamBody;
  response.bodyAsText = bytes.toString('utf8');
  return response;
}

/** @returns undefined for a body that is over `most` bytes, of which no more is read; rejects for one that ends early */
export async function readAtMost(body: NodeJS.ReadableStream, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    const part = Buffer.from(chunk as Uint8Array);
    length += part.length;
    if (length > most) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/**
 * Whether an address belongs to the configured cloud: its services by name, its key vaults and accounts by suffix.
 */
export function isOfCloud(address: string, cloud: Cloud): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  const host = hostname.toLowerCase();
  const named = [cloud.resourceManager, cloud.authorityHost, cloud.graph].map((url) => new URL(url).hostname);
  const below = [cloud.keyVaultSuffix, cloud.managedHsmSuffix, cloud.blobSuffix];
  return named.includes(host) || below.some((suffix) => host.endsWith(`.${suffix}`));
}

/**
 * The last check before the network. Addresses also come from answers, such as a template's blob or a list's next
 * page: none of them may lead a token, or this machine's network access, elsewhere.
 */
export function withinCloud(client: HttpClient, cloud: Cloud): HttpClient {
  return {
    async sendRequest(request) {
      if (isOfCloud(request.url, cloud)) return client.sendRequest(request);
      throw outsideOfCloud();
    },
  };
}

/**
 * Limits concurrent reads; others wait in order, within their own deadline. Otherwise a list over hundreds of
 * subscriptions would take as many connections away from people's turns. Changes never wait behind it.
 */
export function fewAtOnce(inner: HttpClient, most = 50): HttpClient {
  let underway = 0;
  const waiting: (() => void)[] = [];
  return {
    async sendRequest(request) {
      if (!readOnly.has(request.method)) return inner.sendRequest(request);
      if (underway < most) underway += 1;
      else await new Promise<void>((begin) => waiting.push(begin));
      try {
        return await inner.sendRequest(request);
      } finally {
        // The next one takes this one's place.
        const begin = waiting.shift();
        if (begin) begin();
        else underway -= 1;
      }
    },
  };
}

/** A requested wait of more than an hour: by whom, for which call, and how long. */
export type CutWait = { host: string; action: string; seconds: number };

/** Channel of CutWait events: clients are made in many places, few of which have a log. */
export const cutWaits = diagnostics.channel('strongroom:cut-wait');

/** Headers that the SDK's retries and pollers obey, with their unit in milliseconds. */
const units = { 'retry-after': 1000, 'retry-after-ms': 1, 'x-ms-retry-after-ms': 1 } as const;

/**
 * Cuts each requested wait to an hour, before anybody reads it.
 * @param of the action of a call: by its address, if that is Azure's
 */
export function boundedWaits(
  inner: HttpClient,
  of: (request: PipelineRequest) => string = ({ method, url }) => azureAction(method, url).action,
): HttpClient {
  return {
    async sendRequest(request) {
      const response = await inner.sendRequest(request);
      for (const [name, unit] of Object.entries(units)) {
        const asked = askedBy(response, name);
        const seconds = asked === undefined ? 0 : (asked * unit) / 1000;
        if (seconds <= longestWaitSeconds) continue;
        response.headers.set(name, (longestWaitSeconds * 1000) / unit);
        const cut: CutWait = { host: new URL(request.url).hostname, action: of(request), seconds };
        cutWaits.publish(cut);
      }
      return response;
    },
  };
}

/** The gateway often states the wait only in the text. */
function askedBy({ status, headers, bodyAsText }: PipelineResponse, name: string): number | undefined {
  const header = headers.get(name);
  if (header !== undefined || status !== 429 || name !== 'retry-after') return parseRetryAfter(header, Date.now());
  return secondsFromMessage(parseErrorBody(bodyAsText).message);
}

const lateness = new AsyncLocalStorage<() => Promise<boolean>>();

/** Runs `send`; a change that it makes does not leave the process once it is late. */
export function unlessLate<T>(isLate: () => Promise<boolean>, send: () => Promise<T>): Promise<T> {
  return lateness.run(isLate, send);
}

/**
 * The last check behind everything that a call waits for: a frozen process can wake up in any of it, with the
 * answer at hand and before its own deadline fires.
 */
export function withoutLateChanges(inner: HttpClient = createHttpClient()): HttpClient {
  return {
    async sendRequest(request) {
      if (readOnly.has(request.method) || !(await lateness.getStore()?.())) return inner.sendRequest(request);
      // The call may merely have been slow: the two cannot be told apart here.
      throw new AzureError('azure.unreachable', { reason: 'too long between the look and the change' }, 'refused');
    },
  };
}

export type ClockSkew = {
  /**
   * Milliseconds that this machine is ahead of Azure, from the last answer, to about a second; undefined before one.
   */
  ms(): number | undefined;
  client: HttpClient;
};

/** Reads the Date header of every answer. Tokens are rejected when this machine's clock is minutes off. */
export function watchClockSkew(inner: HttpClient): ClockSkew {
  let skew: number | undefined;
  return {
    ms: () => skew,
    client: {
      async sendRequest(request) {
        const begun = Date.now();
        const response = await inner.sendRequest(request);
        const said = Date.parse(response.headers.get('date') ?? '');
        // Half of the exchange is subtracted; the header has whole seconds.
        if (Number.isFinite(said)) skew = (begun + Date.now()) / 2 - said;
        return response;
      },
    },
  };
}

/** Counts and times every exchange with Azure where it leaves the process: ARM, Key Vault, Graph and blobs. */
export function measuredClient(telemetry: Telemetry, inner: HttpClient): HttpClient {
  return {
    async sendRequest(request) {
      const { hostname } = new URL(request.url);
      // Azure spells one type in several ways; a metric needs one label for it.
      const action = azureAction(request.method, request.url).action.toLowerCase();
      const attributes = {
        'http.request.method': request.method,
        'server.address': hostname,
        'azure.resource_provider.namespace': action.split('/')[0] ?? '',
        'strongroom.azure_action': action,
        'strongroom.client_request_id': request.headers.get('x-ms-client-request-id') ?? '',
      };
      // Named by the action: no metric or trace may have a machine's name as a label.
      const span = { name: `${request.method} ${action}`, kind: SpanKind.CLIENT, attributes };
      if (!readOnly.has(request.method)) await tellBefore(telemetry, span);
      return telemetry.span(span, async (note) => {
        const begun = performance.now();
        let status = 'none';
        try {
          const response = await inner.sendRequest(request);
          status = String(response.status);
          const serviceRequestId = response.headers.get('x-ms-request-id');
          note(
            {
              'http.response.status_code': response.status,
              ...(serviceRequestId && { 'azure.service.request.id': serviceRequestId }),
            },
            response.status >= 400 ? { code: status } : undefined,
          );
          if (response.status === 429) telemetry.count('azure_throttled_total', { action });
          return response;
        } finally {
          telemetry.took('azure_call_seconds', (performance.now() - begun) / 1000, { action, status });
        }
      });
    },
  };
}

/**
 * Sends a span before the change: spans are exported when they end, so a process killed during a change would
 * leave none.
 */
async function tellBefore(telemetry: Telemetry, { name, attributes }: SpanSetting): Promise<void> {
  if (!telemetry.traced) return;
  await telemetry.span({ name: `before ${name}`, kind: SpanKind.INTERNAL, attributes }, async () => undefined);
  await telemetry.flush();
}
