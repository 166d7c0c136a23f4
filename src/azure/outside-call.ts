import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { isInsideAddress, isOutsideUrl, outsideUrlWanted } from '../kernel/outside-url.ts';
import { atMostAnHour, parseRetryAfter } from '../kernel/throttling.ts';
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

/** Real milliseconds for the whole exchange. */
const timeoutMs = 10_000;
const mostBytes = 1_000_000;

/** A proxy's own name is resolved here too; the target's name then is not. */
const proxies = ['HTTPS_PROXY', 'https_proxy'].flatMap((name) => {
  const address = process.env[name] ?? '';
  return URL.canParse(address) ? [new URL(address).hostname] : [];
});

/**
 * Rejects names that resolve to this machine or its link: no pager is there, and a local service could keep the key.
 */
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
 * Sends once and follows no redirect: nothing may lead a key elsewhere.
 * @throws Error without an answer in time, for one of more than a megabyte, or if the address is this machine
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
      // For any status: a third party's answer is read as a bounded stream.
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
