import type { TokenCredential } from '@azure/core-auth';
import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { boundedWaits, createHttpClient } from '../azure/http-client.ts';
import type { Config } from '../kernel/config/config.ts';
import { asObject } from '../kernel/stored.ts';
import { parseRetryAfter } from '../kernel/throttling.ts';
import { textOf } from './place.ts';
import { TeamsError } from './teams-error.ts';

type ConnectorCall = {
  serviceUrl: string;
  method: 'GET' | 'POST' | 'PUT';
  /** Path segments after /v3/conversations; each is encoded. */
  path: string[];
  body?: unknown;
  query?: Record<string, string>;
};

export type ConnectorClient = (call: ConnectorCall) => Promise<Record<string, unknown>>;

/** Errors before a connection: nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ERR_PROXY_TUNNEL']);

/**
 * Calls the Bot Connector once: no retry, one time-out over token and call, and no token to a host outside the
 * configured cloud. The SDK's client posts again by itself after a 5xx, which repeats messages, and never times out.
 * Each call throws TeamsError unless the answer is 2xx.
 */
export function createConnectorClient(
  cloud: Config['cloud'],
  credential: TokenCredential,
  timeoutMs: number,
): ConnectorClient {
  const tokens = createTokenSource(credential, cloud.bot.tokenScope);
  const client = boundedWaits(createHttpClient(), () => 'teams');

  return async ({ serviceUrl, method, path, body, query }) => {
    const asked = query ? `?${new URLSearchParams(query)}` : '';
    const address = `${serviceUrl.replace(/\/$/, '')}/${['v3', 'conversations', ...path].map(encodeURIComponent).join('/')}${asked}`;
    const call = `${method} /${['v3', 'conversations', ...path].join('/')}`;
    if (!isAllowedServiceUrl(serviceUrl, cloud.bot.serviceUrlHosts)) {
      throw new TeamsError({ call, status: 0, code: 'ServiceUrlNotAllowed', dead: true, unclear: false });
    }
    const signal = AbortSignal.timeout(timeoutMs);
    const token = await tokens.get(signal).catch((cause: unknown) => {
      throw new TeamsError({ call, status: 0, code: 'NoToken', dead: false, unclear: false }, { cause });
    });
    let response: PipelineResponse;
    try {
      response = await client.sendRequest(
        createPipelineRequest({
          url: address,
          method,
          headers: createHttpHeaders({ authorization: `Bearer ${token}`, 'content-type': 'application/json' }),
          ...(body !== undefined && { body: JSON.stringify(body) }),
          abortSignal: signal,
          allowInsecureConnection: address.startsWith('http:'),
        }),
      );
    } catch (cause) {
      const code = networkCode(cause);
      throw new TeamsError({ call, status: 0, code, dead: false, unclear: !neverSent.has(code) }, { cause });
    }
    const answer = parse(response.bodyAsText ?? '');
    const { status } = response;
    if (status >= 200 && status < 300) return answer;
    if (status === 401) tokens.forget();
    const code = textOf(asObject(answer.error).code) ?? 'NoCode';
    const retryAfterSeconds = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    throw new TeamsError({
      call,
      status,
      code,
      dead: status === 403 || status === 404,
      // A gateway's 5xx says nothing about the service behind it.
      unclear: status >= 500,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A time-out has no code; its name is AbortError. */
function networkCode(error: unknown): string {
  return textOf((error as { code?: unknown }).code) ?? (error instanceof Error ? error.name : 'unknown');
}

/** Renewal this long before the end, so that no token expires during a call. */
const marginMs = 5 * 60_000;

/** Gives the bot's token for the connector, cached until shortly before it expires. */
function createTokenSource(credential: TokenCredential, scope: string) {
  let kept: { token: string; until: number } | undefined;
  return {
    /** @throws what the credential throws, or an Error when it has no token */
    async get(abortSignal: AbortSignal): Promise<string> {
      if (kept && Date.now() < kept.until) return kept.token;
      const got = await credential.getToken(`${scope}/.default`, { abortSignal });
      if (!got) throw new Error(`The bot's identity has no token for ${scope}`);
      kept = { token: got.token, until: got.expiresOnTimestamp - marginMs };
      return got.token;
    },
    /** Drops the token after the connector rejected it. */
    forget(): void {
      kept = undefined;
    },
  };
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the bot's token may be sent to this service URL. The URL comes from an activity or from the database, so only
 * hosts of the configured cloud count; plain http only on this machine, where the sandbox's connector listens.
 */
export function isAllowedServiceUrl(serviceUrl: unknown, hosts: readonly string[]): serviceUrl is string {
  if (typeof serviceUrl !== 'string' || !URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return secure && url.username === '' && url.password === '' && hosts.includes(url.host);
}
