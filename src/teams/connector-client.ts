import type { TokenCredential } from '@azure/core-auth';
import type { Config } from '../config.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import { TeamsError } from './teams-error.ts';
import { createTokenSource } from './token-source.ts';
import { recordOf, textOf } from './wire-activity.ts';

type ConnectorCall = {
  serviceUrl: string;
  method: 'POST' | 'PUT';
  /** Path segments after /v3/conversations; each is encoded. */
  path: string[];
  body: unknown;
};

export type ConnectorClient = (call: ConnectorCall) => Promise<Record<string, unknown>>;

/** No connection was made, so nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * Calls the Bot Connector once: no retry, a time-out over token and call together, and no token to a host outside the
 * configured cloud. The SDK's client posts again on its own after a 5xx, which repeats messages, and never times out.
 * Each call throws TeamsError unless the answer is 2xx.
 */
export function createConnectorClient(
  cloud: Config['cloud'],
  credential: TokenCredential,
  timeoutMs: number,
): ConnectorClient {
  const tokens = createTokenSource(credential, cloud.bot.tokenScope);

  return async ({ serviceUrl, method, path, body }) => {
    const address = `${serviceUrl.replace(/\/$/, '')}/${['v3', 'conversations', ...path].map(encodeURIComponent).join('/')}`;
    const call = `${method} /${['v3', 'conversations', ...path].join('/')}`;
    if (!isAllowedServiceUrl(serviceUrl, cloud.bot.serviceUrlHosts)) {
      throw new TeamsError({ call, status: 0, code: 'ServiceUrlNotAllowed', dead: true, unclear: false });
    }
    const signal = AbortSignal.timeout(timeoutMs);
    const token = await tokens.get(signal).catch((cause: unknown) => {
      throw new TeamsError({ call, status: 0, code: 'NoToken', dead: false, unclear: false }, { cause });
    });
    let response: Response;
    let answer: Record<string, unknown>;
    try {
      response = await fetch(address, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        // A redirect would carry the token to a host that nobody checked.
        redirect: 'manual',
        signal,
      });
      answer = parse(await response.text());
    } catch (cause) {
      const code = networkCode(cause);
      throw new TeamsError({ call, status: 0, code, dead: false, unclear: !neverSent.has(code) }, { cause });
    }
    if (response.ok) return answer;
    if (response.status === 401) tokens.forget();
    const { status } = response;
    const code = textOf(recordOf(answer.error).code) ?? 'NoCode';
    const retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'));
    throw new TeamsError({
      call,
      status,
      code,
      dead: status === 403 || status === 404,
      // A gateway's 5xx says nothing about what stands behind it.
      unclear: status >= 500,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function networkCode(error: unknown): string {
  const { name, cause } = error instanceof Error ? error : { name: 'unknown', cause: undefined };
  return textOf(recordOf(cause).code) ?? textOf((cause as { code?: unknown } | undefined)?.code) ?? name;
}

/** Seconds from now, given as seconds or as a date. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
