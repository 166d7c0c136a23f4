import { isRestError, type PipelinePolicy, type PipelineResponse } from '@azure/core-rest-pipeline';
import { CodedError } from '../kernel/errors.ts';
import { azureAction, noteCall } from './action.ts';
import { AzureError, fromAnswer, fromThrown, type HttpAnswer, outsideOfCloud } from './errors.ts';
import type { SentRequests } from './throttle-gate.ts';

// People wait for reads (an invoke has 3 seconds), so the SDK's base of 1 s would be too slow; durable work
// retries itself.
export const quickRetries = { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 1500 };
// A repeated POST starts a second backup or restore: the SDK would repeat it after a 5xx or a reset.
export const noRetries = { maxRetries: 0 };

/**
 * The outermost policy: one deadline (real milliseconds) over token, throttle, network and SDK retries of one HTTP
 * exchange. It turns every failure into an AzureError before SDK code or a log can see its body.
 */
export function boundary({ timeoutMs, sent }: { timeoutMs: number; sent: SentRequests }): PipelinePolicy {
  return {
    name: 'strongroomBoundary',
    async sendRequest(request, next) {
      const call = azureAction(request.method, request.url);
      noteCall(call.action);
      // For a next page that is not over TLS, the SDK throws an error that is not Azure's.
      if (!request.url.startsWith('https:')) throw outsideOfCloud();
      const deadline = AbortSignal.timeout(timeoutMs);
      request.abortSignal = deadline;
      try {
        // Raced as well as passed on: a credential may ignore the signal.
        const response = await Promise.race([next(request), rejectOn(deadline)]);
        if (response.status >= 400) throw fromAnswer(answerOf(response), call);
        return response;
      } catch (thrown) {
        if (thrown instanceof CodedError) throw thrown;
        const wasSent = sent.has(request);
        if (deadline.aborted) {
          if (!wasSent) throw new AzureError('azure.unreachable', { reason: 'no token in time' }, 'refused');
          throw new AzureError('azure.timeout', { seconds: timeoutMs / 1000, action: call.action }, 'unclear');
        }
        // Clients of the older generation turn an answer into an error below this policy, the newer ones above it.
        const response = isRestError(thrown) ? thrown.response : undefined;
        if (response && response.status >= 400) throw fromAnswer(answerOf(response), call);
        throw fromThrown(thrown, wasSent, call.action) ?? thrown;
      }
    },
  };
}

function answerOf(response: PipelineResponse): HttpAnswer {
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: response.bodyAsText,
    errorCode: response.headers.get('x-ms-error-code'),
  };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
