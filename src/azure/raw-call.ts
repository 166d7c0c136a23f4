import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import type { CallOptions, RawResponse } from './outcome.ts';

/** A client of the SDK, whose pipeline signs, gates and times a call as it does its own. */
type Sender = { $host: string; sendRequest(request: PipelineRequest): Promise<RawResponse> };

/**
 * A call that the client of the SDK cannot make: it speaks an api-version that is older than what has to be said, and
 * leaves out members that it does not know without a word. Moving to a newer client is deleting these calls:
 * - a restore that names a request of a Resource Guard (restores.ts): the member is of 2024-04-01, the client of 2023-06-01
 */
export async function sendRaw(
  client: Sender,
  call: { method: 'POST'; path: string; apiVersion: string; body: unknown },
  { requestOptions, onResponse }: CallOptions,
): Promise<void> {
  const { method, path, apiVersion, body } = call;
  const headers = createHttpHeaders({ ...requestOptions.headers, 'content-type': 'application/json' });
  const url = `${client.$host.replace(/\/+$/, '')}${path}?api-version=${apiVersion}`;
  onResponse(await client.sendRequest(createPipelineRequest({ url, method, headers, body: JSON.stringify(body) })));
}
