import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../kernel/clock.ts';
import { atMostAnHour, parseRetryAfter } from '../kernel/retry-after.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { type AzureAction, azureAction, subscriptionThrottleKey, throttleKey } from './action.ts';
import { AzureError, parseErrorBody, secondsFromMessage } from './errors.ts';

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
