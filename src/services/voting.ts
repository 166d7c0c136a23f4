import { type Decision, decide, nextState } from '../domain/approval.ts';
import { CodedError } from '../domain/errors.ts';
import type { Person } from '../domain/turn.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { insertVote, listVotes } from '../store/votes.ts';
import { newNonce } from './nonce.ts';
import { editRequestCards, postToRequester } from './request-messages.ts';
import type { Services } from './services.ts';
import { gatedNeed, type StoredPlan } from './stored-plan.ts';

/** A request that this person may decide on, as far as can be told outside a transaction. */
export type Votable = { request: RequestRow; plan: StoredPlan };

/**
 * Authorises anew, from Azure, whoever clicks or types: the default policy is anyone but the requester who holds the
 * gated action.
 * @throws unknown-request, requester-cannot-approve, already-decided, expired, not-allowed, not-known, azure.*
 */
export async function votable(services: Services, id: string, person: Person): Promise<Votable> {
  const request = await findRequest(services.store.db, id);
  const plan = await findPlan<StoredPlan>(services.store.db, id);
  if (!request || !plan) throw new CodedError('unknown-request', { id });
  if (person.objectId.toLowerCase() === request.requester_oid.toLowerCase()) {
    throw new CodedError('requester-cannot-approve', { id });
  }
  const { body } = plan;
  const need = gatedNeed(body);
  // What needs nobody's word was never pending.
  if (request.state !== 'pending' || !need) {
    throw new CodedError('already-decided', await decidedParams(services.store.db, request));
  }
  await services.access.demand(person.objectId, [need], true);
  return { request, plan: body };
}

/** Counts the vote under the request's lock; at quorum the first step is enqueued in the same transaction. */
export async function castVote(
  services: Services,
  tx: Tx,
  id: string,
  person: Person,
  ballot: { decision: Decision; reason: string },
): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  const before = (await listVotes(tx.db, id)).map(({ voter_oid, decision }) => ({ voterOid: voter_oid, decision }));
  const outcome = decide(
    { requesterOid: request.requester_oid, state: request.state, decideBy: request.decide_by },
    before,
    { voterOid: person.objectId, decision: ballot.decision, at: tx.now(), mayDecide: 'yes' },
  );
  if (outcome.kind === 'refused') {
    throw new CodedError(
      outcome.code,
      outcome.code === 'already-decided' ? await decidedParams(tx.db, request) : { id },
    );
  }
  await insertVote(tx, {
    request_id: id,
    voter_oid: person.objectId,
    voter_name: person.name,
    decision: ballot.decision,
    reason: ballot.reason,
  });
  await tx.audit({
    actor: person,
    event: `vote.${ballot.decision}`,
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { reason: ballot.reason },
  });
  if (outcome.kind === 'decided') {
    const state = nextState(request.state, outcome.event);
    if (!state) throw new CodedError('already-decided', await decidedParams(tx.db, request));
    const approved = state === 'approved';
    const now = tx.now();
    await updateRequest(tx, id, {
      state,
      nonce: newNonce(),
      ...(approved
        ? {
            begin_by: new Date(now.getTime() + services.config.beginMinutes * 60_000),
            retry_by: new Date(now.getTime() + services.config.retryMinutes * 60_000),
          }
        : { ended_at: now }),
    });
    if (approved) await tx.wake('step', id);
    else await postToRequester(services, tx, id);
  }
  await editRequestCards(services, tx, id);
}

/** Only the requester, and only until a step has an attempt. */
export async function withdraw(services: Services, tx: Tx, id: string, person: Person): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  if (request.requester_oid.toLowerCase() !== person.objectId.toLowerCase()) {
    throw new CodedError('not-your-request', { id, name: request.requester_name });
  }
  const state = nextState(request.state, 'withdraw');
  if (!state) throw new CodedError('cannot-withdraw', { id, state: request.state });
  await updateRequest(tx, id, { state, nonce: newNonce(), ended_at: tx.now() });
  await tx.audit({
    actor: person,
    event: 'request.withdrawn',
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
  });
  await editRequestCards(services, tx, id);
}

async function decidedParams(db: Db, request: RequestRow): Promise<Record<string, string>> {
  const votes = await listVotes(db, request.id);
  return { id: request.id, state: request.state, by: votes.map(({ voter_name }) => voter_name).join(', ') };
}
