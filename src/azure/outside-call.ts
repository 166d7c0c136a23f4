import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { atMostAnHour, parseRetryAfter } from '../kernel/retry-after.ts';
import { createHttpClient } from './http-client.ts';
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

const client = createHttpClient();

/**
 * Sent once, and no redirect followed: nothing may lead a key elsewhere.
 * @throws Error without an answer in time, or for one of more than a megabyte
 */
export async function callOutside({ method, url, headers, body }: OutsideCall): Promise<OutsideAnswer> {
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
