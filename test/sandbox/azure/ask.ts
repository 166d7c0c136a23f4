import { bot } from '../../../sandbox/world/people.ts';
import type { Setting } from './setting.ts';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** Asks a service with a token for it. @param url as a client would write it @param body text is sent as it is */
export async function ask(
  s: Pick<Setting, 'azure'>,
  url: string,
  principal = bot.objectId,
  { method = 'GET', body, headers = {} }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { host, pathname, search } = new URL(url);
  const audience = host.endsWith('.vault.azure.net') ? 'https://vault.azure.net' : `https://${host}`;
  const token = await s.azure.issueToken(audience, bot.appId, principal);
  const version = host.endsWith('.vault.azure.net') ? `${search ? '&' : '?'}api-version=7.4` : '';
  const response = await fetch(`http://127.0.0.1:${s.azure.port}${pathname}${search}${version}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'x-emulated-host': host,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}

/** Values of a list. */
export function valuesOf(answer: Answer): Record<string, unknown>[] {
  return (answer.body.value ?? []) as Record<string, unknown>[];
}
