import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { lockRequest } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, inSeconds } from './at-step.ts';
import { sendAttempt } from './send-attempt.ts';
import type { Found } from './step-kind.ts';
import { stopStep } from './stop-step.ts';
import { lookFor, takeFound } from './take-found.ts';

/** Azure has been seen to act up to a minute after the socket died and to list a job 40 s late; 4 minutes cover both. */
const believeAfterMs = 4 * 60_000;
/** Until then it is looked for this often: the thread should not stand still for five minutes (world seconds). */
const betweenFindsSeconds = 45;
/**
 * Two looks must agree on "not there". This host's clock may have jumped over all of the above, so the second comes later
 * than the first by more than a minute of acting and 40 s of listing (world seconds): that much time really passes.
 */
const betweenLooksSeconds = 150;
const looksToBelieve = 2;
/** Where nothing was learned, or something was just sent: the next look (world seconds). */
const soonSeconds = 20;
/** How often one id is sent before a person has to look. */
const mostSends = 3;

/** After an unclear answer (or a kill before the answer was written) `find` decides, never hope. */
export async function settleAttempt(services: Services, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, store, config } = services;
  const found = await lookFor(services, at, attempt);
  const believable = new Date(attempt.sent_at.getTime() + clock.worldSpan(config.azureTimeoutMs) + believeAfterMs);
  const resend = await store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return undefined;
    return decide(services, tx, at, attempt, found, believable);
  });
  if (resend) await sendAttempt(services, at, resend);
}

/** @returns the attempt that is to be sent once more under its id. */
async function decide(
  services: Services,
  tx: Tx,
  at: AtStep,
  attempt: AttemptRow,
  found: Found,
  believable: Date,
): Promise<AttemptRow | undefined> {
  const { request } = at;
  const now = tx.now();
  const wakeIn = (seconds: number) => tx.wake('step', request.id, inSeconds(now, seconds));
  if (await takeFound(services, tx, at, attempt, found)) return undefined;
  if (found.kind === 'unknown') {
    wakeIn(soonSeconds);
    return undefined;
  }
  if (now < believable) {
    const next = inSeconds(now, betweenFindsSeconds);
    tx.wake('step', request.id, next < believable ? next : believable);
    return undefined;
  }
  const looks = attempt.empty_looks + 1;
  if (looks < looksToBelieve) {
    await updateAttempt(tx, attempt.id, { empty_looks: looks });
    wakeIn(betweenLooksSeconds);
    return undefined;
  }
  if (attempt.sends >= mostSends) {
    await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: now });
    await stopStep(services, tx, at, { code: 'azure.unanswered', params: { times: attempt.sends } });
    await editRequestCards(services, tx, request.id);
    return undefined;
  }
  const again = { sends: attempt.sends + 1, sent_at: now, empty_looks: 0 };
  await updateAttempt(tx, attempt.id, again);
  tx.audit({
    event: 'attempt.sent-again',
    requestId: request.id,
    vmName: request.vm_name,
    details: { clientRequestId: attempt.id, sends: again.sends },
  });
  wakeIn(soonSeconds);
  return { ...attempt, ...again };
}
