import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { isInsideAddress, isOutsideUrl, outsideUrlWanted } from '../kernel/outside-url.ts';
import { atMostAnHour, parseRetryAfter } from '../kernel/retry-after.ts';
import { createHttpClient, outgoing } from './http-client.ts';
import { readBytes } from './plain-client.ts';

/** One exchange with a service that is neither Azure nor Teams, such as a pager. */
export type OutsideCall = {
  method: 'GET' | 'POST';
  /** https, or this machine in the sandbox. */
  url: string;
  headers: Record<string, string>;
  body?: string;
};

export type OutsideAnswer = { status: number; retryAfterSeconds?: number; body: string };

/** Real milliseconds for all of it. */
const timeoutMs = 10_000;
const mostBytes = 1_000_000;

/** What a proxy is called is resolved here too, and what it calls is not. */
const proxies = ['HTTPS_PROXY', 'https_proxy'].flatMap((name) => {
  const address = process.env[name] ?? '';
  return URL.canParse(address) ? [new URL(address).hostname] : [];
});

/** A name that leads to this machine or its link leads to no pager, and what answers there may keep the key. */
const resolveOutside: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return done(error ?? new Error(`${hostname} has no address`), '');
    const isInside = !proxies.includes(hostname) && found.some(({ address }) => isInsideAddress(address));
    if (isInside) return done(new Error(`${hostname} leads to this machine or its link`), '');
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};

const client = createHttpClient({ ...outgoing, lookup: resolveOutside });

/**
 * Sent once, and no redirect followed: nothing may lead a key elsewhere.
 * @throws Error without an answer in time, for one of more than a megabyte, or where it leads to this machine
 */
export async function callOutside({ method, url, headers, body }: OutsideCall): Promise<OutsideAnswer> {
  if (url.startsWith('https:') && !isOutsideUrl(url)) throw new Error(outsideUrlWanted);
  const response = await client.sendRequest(
    createPipelineRequest({
      method,
      url,
      headers: createHttpHeaders(headers),
      ...(body !== undefined && { body }),
      abortSignal: AbortSignal.timeout(timeoutMs),
      allowInsecureConnection: url.startsWith('http:'),
      // Whatever the status: what a stranger answers is read as far as it is small.
      streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    }),
  );
  const seconds = parseRetryAfter(response.headers.get('retry-after'), Date.now());
  return {
    status: response.status,
    ...(seconds !== undefined && { retryAfterSeconds: atMostAnHour(seconds) }),
    body: (await readBytes(response, mostBytes)).toString('utf8'),
  };
}
