import {
  isRestError,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { atMostAnHour, parseRetryAfter } from '../kernel/throttling.ts';
import { type AzureAction, azureAction, noteCall, subscriptionThrottleKey, throttleKey } from './action.ts';
import {
  AzureError,
  fromAnswer,
  fromThrown,
  type HttpAnswer,
  outsideOfCloud,
  parseErrorBody,
  secondsFromMessage,
} from './errors.ts';

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

/** Store of throttles, shared by all replicas. Keys are `${subscription}|${action}`; times are world time. */
export type Throttles = {
  until(key: string): Promise<Date | undefined>;
  set(key: string, until: Date, reason: string): Promise<void>;
};

type Setting = { throttles: Throttles; clock: Clock; log: Log; sent: SentRequests };

/**
 * Stands directly before the network, inside the SDK's retries. A throttled call fails at once, and a 429 sets a
 * throttle and is never waited out here: the SDK would sleep through any Retry-After, or not retry at all without one.
 */
export function throttleGate({ throttles, clock, log, sent }: Setting): PipelinePolicy {
  const unnamedInARow = new Map<string, number>();

  async function secondsLeft(call: AzureAction): Promise<number> {
    const untils = await Promise.all(
      [throttleKey(call), subscriptionThrottleKey(call)].map((key) => throttles.until(key)),
    );
    const latest = Math.max(...untils.map((until) => until?.getTime() ?? 0));
    return Math.ceil((latest - clock.now().getTime()) / 1000);
  }

  /** 15 s, doubling to 5 minutes, when neither header nor text gives a wait. */
  function backOff(key: string): number {
    const before = unnamedInARow.get(key) ?? 0;
    unnamedInARow.set(key, before + 1);
    return Math.min(300, 15 * 2 ** before);
  }

  return {
    name: 'strongroomThrottleGate',
    async sendRequest(request, next) {
      const call = azureAction(request.method, request.url);
      const left = await secondsLeft(call);
      if (left > 0) throw throttled(left, call);
      // The deadline may have passed while the token or the throttle was awaited: then nothing may be sent any more.
      if (request.abortSignal?.aborted) throw new Error('the deadline has passed');
      sent.add(request);
      const response = await next(request);
      const retryAfter = response.headers.get('retry-after');
      const header = parseRetryAfter(retryAfter, Date.now());
      if (response.status !== 429) {
        unnamedInARow.delete(throttleKey(call));
        return response;
      }
      const { code, message } = parseErrorBody(response.bodyAsText);
      const key = code.startsWith('Subscription') ? subscriptionThrottleKey(call) : throttleKey(call);
      const said = header ?? secondsFromMessage(message);
      const seconds = said === undefined ? backOff(key) : atMostAnHour(said);
      const reason = header !== undefined ? 'Retry-After' : said !== undefined ? 'message' : 'back-off';
      const until = new Date(clock.now().getTime() + seconds * 1000);
      // A failure to store a throttle must not hide that Azure rejected this call.
      await throttles.set(key, until, reason).catch((error) => log.warn({ error, key }, 'throttle not stored'));
      log.warn({ key, seconds, reason }, 'Azure throttles');
      throw throttled(seconds, call);
    },
  };
}

function throttled(seconds: number, call: AzureAction): AzureError {
  return new AzureError('azure.throttled', { seconds, action: call.action }, 'refused', seconds);
}

/** Requests that were handed to the network: any other cannot have had an effect. */
export type SentRequests = WeakSet<PipelineRequest>;
