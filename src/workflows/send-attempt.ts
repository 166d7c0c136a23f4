import { asFailure, CodedError } from '../domain/errors.ts';
import { isLate } from '../domain/saga/reconcile.ts';
import type { Services } from '../services/services.ts';
import type { AttemptRow } from '../store/steps.ts';
import { type AtStep, kindOf } from './at-step.ts';
import { recordOutcome } from './record-outcome.ts';
import type { Sent } from './step-kind.ts';

/**
 * Sends an attempt whose row has just been committed. A process that froze in between sends nothing: `find` counts on
 * every send to begin at its time, and another process may have sent this one again. The wake-up that was committed
 * with the row has it settled.
 */
export async function sendAttempt(services: Services, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, log } = services;
  if (isLate(attempt.sent_at, clock.now(), callSpan(services))) {
    log.warn({ requestId: at.request.id, attempt: attempt.id }, 'too late to send an attempt; it is settled');
    return;
  }
  // The alert "a change without an audit row" compares these lines with what Azure's activity log shows of the bot.
  log.info({ requestId: at.request.id, step: at.step.kind, clientRequestId: attempt.id }, 'a change is sent to Azure');
  await recordOutcome(services, at, attempt, await send(services, at, attempt));
}

/** How long a call to Azure may take (world milliseconds). */
export function callSpan({ clock, config }: Services): number {
  return clock.worldSpan(config.azureTimeoutMs);
}

/** What a step reads before it sends may fail too: then nothing was sent. A send itself never throws a coded error. */
async function send(services: Services, at: AtStep, attempt: AttemptRow): Promise<Sent> {
  try {
    return await kindOf(at.step).send(services, { ...at, attempt });
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'refused', failure: asFailure(error) };
    throw error;
  }
}
