import { minuteUtc } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { StoredError } from '../kernel/stored.ts';
import { assigneeOf } from '../requests/assignee.ts';
import { furtherNeeds } from '../requests/retry.ts';
import { type AttemptRow, hasEarlierTry } from '../store/steps.ts';
import { standingObstacle } from './definition-term.ts';
import { isPassing } from './rules/is-passing.ts';
import type { SagaServices } from './services.ts';
import type { AtStep, Needed } from './step-handler.ts';

/** Whether a step may be sent now. later: Azure did not answer, as `failure` says, or there is something to wait for. */
export type PreflightResult =
  | { kind: 'go' }
  | { kind: 'later'; seconds: number; failure?: Failure }
  | Extract<Needed<unknown>, { kind: 'no' | 'deviates' }>
  /** late: the clock has something against it, and nobody can mend that. */
  | { kind: 'stop'; state: 'void' | 'failed' | 'expired'; failure: Failure; late?: true };

/** Until Azure answers again the preflight is repeated at this distance (world seconds). */
const repeatSeconds = 30;
/** Between two looks at whether a step has anything to do, where that cannot be told yet (world seconds). */
const needSeconds = 20;

/**
 * What every send goes through, the first of an attempt and each further one: the deadline, whether there is anything to
 * do, effects, rights, and red findings. Effects must be what was signed, or the approval is void. A right that was lost
 * and a place that is gone may come back: the step fails, and can be tried again under the approval while its effects are
 * the same.
 * @param attempt the one that is to be sent once more
 */
export async function preflight(services: SagaServices, at: AtStep, attempt?: AttemptRow): Promise<PreflightResult> {
  const passed = await pastDeadline(services, at, attempt);
  if (passed) return { kind: 'stop', ...passed, late: true };
  try {
    const needed = (await services.stepHandlers.of(at.step).needed?.(services, at)) ?? { kind: 'yes' };
    if (needed.kind === 'later') return { kind: 'later', seconds: needed.seconds ?? needSeconds };
    if (needed.kind === 'stop') return { kind: 'stop', state: 'failed', failure: needed.failure };
    if (needed.kind !== 'yes') return needed;
    return (await obstacle(services, at)) ?? { kind: 'go' };
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError) throw error;
    const result = unread(asFailure(error));
    if (result.kind === 'later') {
      const { failure } = result;
      services.log.warn({ requestId: at.request.id, failure }, 'the preflight of a step waits for Azure');
    }
    return result;
  }
}

/** Something that has to be known before a send could not be read. */
export function unread(failure: Failure): Extract<PreflightResult, { kind: 'later' | 'stop' }> {
  if (isPassing(failure)) return { kind: 'later', seconds: repeatSeconds, failure };
  // e.g. the bot's own right to read was taken away, or a firewall is in the way: waiting would not mend it.
  return { kind: 'stop', state: 'failed', failure };
}

async function pastDeadline(services: SagaServices, { request, step, plan }: AtStep, attempt: AttemptRow | undefined) {
  // What this request left behind is removed whenever it can be, and so is what another made and must not stay.
  if (services.stepHandlers.of(step).tidies || services.requestKinds.of(plan).lifecycle?.withdrawable === false)
    return undefined;
  return passedDeadline(
    {
      id: request.id,
      beginBy: request.begin_by,
      retryBy: request.retry_by,
      // Those before it may have had nothing to do: then nothing of the request was sent.
      first: !(await hasEarlierTry(services.store.db, step)),
      retried: step.retried_at !== null,
      ...(attempt && { openedAt: attempt.opened_at }),
    },
    services.clock.now(),
  );
}

async function obstacle(services: SagaServices, at: AtStep): Promise<PreflightResult | undefined> {
  // It touches nothing but what the request itself made and wrote down: nobody has to hold anything for that.
  if (services.stepHandlers.of(at.step).tidies === 'recorded') return undefined;
  const { request, plan, results } = at;
  const standing = await standingObstacle(services, request);
  if (standing) return { kind: 'stop', state: 'void', failure: standing };
  // How a plan is made again, and what else stands against a step, only its kind knows.
  const kind = services.requestKinds.of(plan);
  const again = await kind.replan(services, plan, { requestId: request.id, results });
  if (again.kind !== 'same') return { kind: 'stop', state: 'void', failure: again.failure };
  const needs = [...again.needs, ...furtherNeeds(services.requestKinds, plan, at.step.kind)];
  const assignee = assigneeOf(request);
  const [lost] = await services.access.missing(assignee.objectId, needs, true);
  if (lost) {
    const params = { id: request.id, name: assignee.name, action: lost.action };
    return { kind: 'stop', state: 'failed', failure: { code: 'requester-lost-right', params } };
  }
  const against = await kind.obstacle?.(services, plan, at);
  return against && { kind: 'stop', state: 'failed', failure: against };
}

type Dates = {
  /** Id of the request. */
  id: string;
  beginBy: Date | null;
  retryBy: Date | null;
  /** The first step of all that was tried. */
  first: boolean;
  /** A person asked for the step again after it had failed. */
  retried: boolean;
  /** When the attempt was opened that is to be sent once more; absent for one that is new. */
  openedAt?: Date;
};

type Passed = { state: 'expired' | 'failed'; failure: Failure };

/** So long after its first send one id may be sent once more (docs/reliability.md), whatever `RETRY_MINUTES` says. */
export const resendHours = 24;

/**
 * What the clock has against a send. The time to begin bounds the first step until something is known to have been
 * sent, and an answer that was lost is not known; the time to retry bounds what was asked for again; a later step
 * follows the one before it whenever that ends, yet what was sent for it is not repeated days later.
 */
export function passedDeadline(dates: Dates, now: Date): Passed | undefined {
  const { id, beginBy, retryBy, first, retried, openedAt } = dates;
  if (retried) {
    if (!retryBy || now <= retryBy) return undefined;
    return { state: 'failed', failure: { code: 'retry-over', params: { id, until: minuteUtc(retryBy) } } };
  }
  if (first) {
    if (!beginBy || now <= beginBy) return undefined;
    return { state: 'expired', failure: { code: 'begin-expired', params: {} } };
  }
  if (!openedAt || now.getTime() <= openedAt.getTime() + resendHours * 3_600_000) return undefined;
  return { state: 'failed', failure: { code: 'resend-over', params: { hours: resendHours } } };
}
