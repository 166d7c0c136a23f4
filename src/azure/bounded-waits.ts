import diagnostics from 'node:diagnostics_channel';
import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { longestWaitSeconds, parseRetryAfter } from '../kernel/retry-after.ts';
import { azureAction } from './action.ts';
import { parseErrorBody, secondsFromMessage } from './errors.ts';

/** A wait that was longer than an hour: who asked for it, of which call, and how long it was. */
export type CutWait = { host: string; action: string; seconds: number };

/** Where each is told (CutWait): clients are made in many places, of which few have a log. */
export const cutWaits = diagnostics.channel('strongroom:cut-wait');

/** Headers that the SDK's retries and pollers go by, and milliseconds of their unit. */
const units = { 'retry-after': 1000, 'retry-after-ms': 1, 'x-ms-retry-after-ms': 1 } as const;

/**
 * Cuts each wait that an answer asks for to an hour, before anybody reads it.
 * @param of the action that a call is of: by its address, where that is Azure's
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

/** The gateway often says it in the text alone. */
function askedBy({ status, headers, bodyAsText }: PipelineResponse, name: string): number | undefined {
  const header = headers.get(name);
  if (header !== undefined || status !== 429 || name !== 'retry-after') return parseRetryAfter(header, Date.now());
  return secondsFromMessage(parseErrorBody(bodyAsText).message);
}
