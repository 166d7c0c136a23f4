import { nameOf } from '../domain/arm-id.ts';
import { asFailure, CodedError, type Failure } from '../domain/errors.ts';
import type { StepKind } from '../domain/restore-plan/plan.ts';
import { keyNeedsOf, missingKeyRight } from '../services/key-rights.ts';
import { rebuild } from '../services/rebuild.ts';
import { furtherNeeds } from '../services/restart.ts';
import type { Services } from '../services/services.ts';
import { listVotes } from '../store/votes.ts';
import type { AtStep } from './at-step.ts';

type Verdict = { kind: 'go' } | { kind: 'later' } | { kind: 'stop'; state: 'void' | 'failed'; failure: Failure };

/**
 * Effects must be what was signed, or the approval is void. A right that was lost and a place that is gone may come
 * back: the step fails, and can be tried again under the approval while its effects are the same.
 */
export async function lookAgain(services: Services, at: AtStep): Promise<Verdict> {
  const { request, plan, results } = at;
  try {
    const again = await rebuild(services, plan, { requestId: request.id, results });
    if (again.kind !== 'same') return { kind: 'stop', state: 'void', failure: again.failure };
    const needs = [...again.needs, ...furtherNeeds(plan, at.step.kind)];
    const missing = await services.access.missing(request.requester_oid, needs, true);
    const [lost] = missing;
    if (lost) {
      return {
        kind: 'stop',
        state: 'failed',
        failure: { code: 'requester-lost-right', params: { name: request.requester_name, action: lost.action } },
      };
    }
    const unheld = await unheldKeyRight(services, at);
    if (unheld) return { kind: 'stop', state: 'failed', failure: unheld };
    const red = await redOf(services, at);
    return red ? { kind: 'stop', state: 'failed', failure: red } : { kind: 'go' };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    // e.g. the bot's own right to read was taken away: waiting would not give it back.
    if (!isPassing(failure)) return { kind: 'stop', state: 'failed', failure };
    services.log.warn({ requestId: request.id, failure }, 'the check before a step waits for Azure');
    return { kind: 'later' };
  }
}

/** What is about keys is carried by the requester or by one of those who approved; it may be granted meanwhile. */
async function unheldKeyRight(services: Services, { request, step, plan, results }: AtStep) {
  const planned = plan.kind === 'restore' && plan.plan.steps.find(({ kind }) => kind === step.kind);
  const needs = planned ? keyNeedsOf(planned, results) : [];
  if (needs.length === 0) return undefined;
  const votes = await listVotes(services.store.db, request.id);
  const approvers = votes.filter(({ decision }) => decision === 'approve').map(({ voter_oid }) => voter_oid);
  const lacks = await missingKeyRight(services, [request.requester_oid, ...approvers], needs);
  if (!lacks) return undefined;
  const { action, scope } = lacks;
  return {
    code: 'key-right-missing',
    params: { name: request.requester_name, action, scope: nameOf(scope) },
  };
}

/** The quick part of the check: only what would surely stop the restore ends a run, never a doubt or a warning. */
async function redOf({ inventory, checks }: Services, { plan, step }: AtStep): Promise<Failure | undefined> {
  if (plan.kind !== 'restore') return undefined;
  const vault = await inventory.vault(plan.target.vaultId);
  const about = { vmName: plan.target.vmName, plan: plan.plan, kind: step.kind as StepKind };
  return (await checks.red({ vault }, about))?.text;
}

/** Whether asking Azure again later may bring an answer. */
export function isPassing({ code }: Failure): boolean {
  return passing.has(code);
}

const passing = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout', 'azure.failed']);
