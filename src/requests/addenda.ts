import { clip } from '../i18n/plain.ts';
import { newNonce, type Person } from '../kernel/chat.ts';
import { type AddendumRow, findAddendum, insertAddendum, listAddenda, updateAddendum } from '../store/approvals.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import type { AddendumState } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import { findStep, type StepRow, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { postAddendumCards } from './addendum-messages.ts';
import { failStep } from './close-request.ts';
import { writePage } from './pages.ts';
import {
  type AddendumContent,
  addendumHash,
  canonicalContent,
  type Deviation,
  storedAddendum,
} from './rules/addendum.ts';
import type { Decision } from './rules/approval.ts';
import { joinMinutes } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import { ballotsOn } from './vote-subject.ts';

/** Longest text of a stranger's that goes into the audit, which is never emptied. The hash covers all of it. */
const longestAudited = 200;

/**
 * Puts what a step found beyond the signed plan to the vote. The step waits, and sends nothing of it until the
 * request's approvers have agreed. Call it under the request's lock.
 */
export async function askAddendum(
  services: RequestServices,
  tx: Tx,
  { request, step }: { request: RequestRow; step: Pick<StepRow, 'id' | 'kind'> },
  found: AddendumContent,
): Promise<void> {
  const { id, requirement } = request;
  if (!requirement) throw new Error(`${id} needs nobody's word, so nobody can agree to more`);
  const content = canonicalContent(found);
  const hash = addendumHash({ requestId: id, planHash: request.hash, step: step.kind, content });
  const inMinutes = (minutes: number) => new Date(tx.now().getTime() + minutes * 60_000);
  const decideBy = inMinutes(requirement.decideMinutes);
  const row = {
    request_id: id,
    step_id: step.id,
    content: storedAddendum.write(content),
    hash,
    nonce: newNonce(),
    decide_by: decideBy,
  };
  const addendum = await insertAddendum(tx, row);
  // Waiting for people is no part of how long such a step takes.
  await updateStep(tx, step.id, { state: 'waiting', started_at: null });
  audit(tx, request, addendum, 'asked', {
    step: step.kind,
    rule: requirement.rule,
    deviations: content.deviations.map(({ path, value }) => ({
      path: clip(path, longestAudited),
      value: clip(value, longestAudited),
    })),
  });
  const timer = `${id}:${addendum.number}`;
  tx.wake('timer', `addendum:${timer}`, decideBy);
  for (const minutes of joinMinutes(requirement))
    tx.wake('timer', `addendum-next:${timer}:${minutes}`, inMinutes(minutes));
  await writePage(services, tx, request, 'asked', decideBy);
  await postAddendumCards(services, tx, { request, addendum });
}

/**
 * Decides an addendum: approved, the step goes on; rejected, it fails. What follows is enqueued in the same
 * transaction.
 */
export async function decideAddendum(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  addendum: AddendumRow,
  event: Decision,
): Promise<void> {
  const agreed = event === 'approve';
  await closeAddendum(tx, addendum, agreed ? 'agreed' : 'refused');
  if (agreed) {
    tx.wake('step', request.id);
    return;
  }
  const ballots = await ballotsOn(tx.db, { request, addendum });
  const against = ballots.filter(({ decision }) => decision === 'reject').map(({ voter_name }) => voter_name);
  const failure = {
    code: `rebuild.${storedAddendum.parse(addendum.content).kind}-refused`,
    params: { by: against.join(', ') },
  };
  await failStep(services, tx, { request, step: await readStep(tx.db, addendum) }, failure);
}

/** Closes the open addendum of a request that is being stopped: nobody has to decide it any more. */
export async function withdrawAddendum(
  tx: Tx,
  request: RequestRow,
  addendum: AddendumRow,
  person: Person,
): Promise<void> {
  await closeAddendum(tx, addendum, 'withdrawn');
  audit(tx, request, addendum, 'withdrawn', {}, person);
}

/** Expires an addendum that nobody decided in time: the step fails, and the thread says so. */
export async function expireAddendum(services: RequestServices, id: string, number: number): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    const addendum = await findAddendum(tx.db, id, number);
    if (!request || addendum?.state !== 'asked') return;
    if (tx.now() < addendum.decide_by) return tx.wake('timer', `addendum:${id}:${number}`, addendum.decide_by);
    await lapseAddendum(tx, request, addendum);
    const failure = { code: `rebuild.${storedAddendum.parse(addendum.content).kind}-expired`, params: {} };
    if (request.state === 'running') {
      await failStep(services, tx, { request, step: await readStep(tx.db, addendum) }, failure);
    }
  });
}

/** Closes an addendum on which nobody may decide any more. */
export async function lapseAddendum(tx: Tx, request: RequestRow, addendum: AddendumRow): Promise<void> {
  await closeAddendum(tx, addendum, 'expired');
  audit(tx, request, addendum, 'expired', {});
}

/** Whether a step waits for a vote, and what the last vote agreed to. @throws NewerStoredError, stored.unreadable */
export async function addendaOf(
  db: Db,
  { request_id, id }: Pick<StepRow, 'request_id' | 'id'>,
): Promise<{ isAsked: boolean; agreed: readonly Deviation[] }> {
  const addenda = (await listAddenda(db, request_id)).filter(({ step_id }) => step_id === id);
  const agreed = addenda.findLast(({ state }) => state === 'agreed');
  return {
    isAsked: addenda.some(({ state }) => state === 'asked'),
    agreed: agreed ? storedAddendum.parse(agreed.content).deviations : [],
  };
}

async function readStep(db: Db, { step_id }: AddendumRow): Promise<StepRow> {
  const step = await findStep(db, step_id);
  if (!step) throw new Error(`the step ${step_id} of an addendum is gone`);
  return step;
}

function closeAddendum(tx: Tx, addendum: AddendumRow, state: Exclude<AddendumState, 'asked'>): Promise<void> {
  return updateAddendum(tx, addendum, { state, nonce: newNonce(), decided_at: tx.now() });
}

function audit(
  tx: Tx,
  { id, vm_name, hash }: RequestRow,
  addendum: AddendumRow,
  what: 'asked' | 'expired' | 'withdrawn',
  details: Record<string, unknown>,
  actor?: Person,
): void {
  tx.audit({
    ...(actor && { actor }),
    event: `addendum.${what}`,
    requestId: id,
    vmName: vm_name,
    planHash: hash,
    details: { addendum: addendum.number, addendumHash: addendum.hash, ...details },
  });
}
