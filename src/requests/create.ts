import { randomInt, randomUUID } from 'node:crypto';
import type { AuditEvent } from '../i18n/audit-event.ts';
import type { Person, Place } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import { newNonce } from '../kernel/nonce.ts';
import { newRequestId } from '../kernel/request.ts';
import { freeRequestId } from '../store/free-request-id.ts';
import { insertRequest, type RequestRow } from '../store/requests.ts';
import { insertSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { postRequestCards } from './request-messages.ts';
import type { Requirement } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

type Row = Parameters<typeof insertRequest>[1];

/**
 * Request, plan and steps of what was asked for.
 * @param how whether it waits for somebody, and until when
 */
export async function createRequest(
  { requestKinds }: Pick<RequestServices, 'requestKinds'>,
  tx: Tx,
  id: string,
  { by, place }: { by: Person; place: Pick<Place, 'conversationId' | 'threadId'> },
  plan: StoredPlan,
  how: Pick<
    Row,
    | 'state'
    | 'reason'
    | 'decide_by'
    | 'begin_by'
    | 'retry_by'
    | 'requirement'
    | 'approvers'
    | 'standing_id'
    | 'standing_hash'
  >,
): Promise<void> {
  const { target } = plan;
  const { hash } = plan.plan;
  await insertRequest(
    tx,
    {
      id,
      kind: plan.kind,
      requester_oid: by.objectId,
      requester_name: by.name,
      tenant_id: by.tenantId,
      conversation_id: place.conversationId,
      thread_id: place.threadId ?? null,
      vault_id: target.vaultId,
      vm_id: target.vmId,
      vm_name: target.vmName,
      hash,
      nonce: newNonce(),
      failure: null,
      ended_at: null,
      ...how,
    },
    { hash, body: requestKinds.write(plan) },
  );
  await insertSteps(
    tx,
    requestKinds
      .of(plan)
      .steps(plan)
      .map((kind, position) => ({ id: randomUUID(), request_id: id, position, kind })),
  );
}

/**
 * A change that needs nobody's approval: a request that is born approved, with its card in the place where it was
 * asked for. Everything after that is the same as for an approved restore.
 * @param under the definition that it runs under, if it does
 * @returns its id
 */
export async function submitImmediate(
  services: RequestServices,
  tx: Tx,
  asked: { by: Person; place: Place },
  plan: StoredPlan,
  under?: Pick<RequestRow, 'id' | 'hash'>,
): Promise<string> {
  const { by, place } = asked;
  const { target } = plan;
  const id = await newId(tx);
  const now = tx.now();
  await createRequest(services, tx, id, asked, plan, {
    state: 'approved',
    reason: '',
    decide_by: now,
    ...approvedUntil(services.config, now),
    ...(under && { standing_id: under.id, standing_hash: under.hash }),
  });
  tx.audit({
    actor: by,
    // A test asks for the words of each kind of ours; one from elsewhere brings its own.
    event: `${plan.kind}.asked` as AuditEvent,
    requestId: id,
    vmName: target.vmName,
    planHash: plan.plan.hash,
    details: { ...plan.plan.effects, ...(under && { under: under.id, underHash: under.hash }) },
  });
  tx.wake('step', id, now);
  const here = { conversationId: place.conversationId, ...(place.threadId && { threadId: place.threadId }) };
  await postRequestCards(services, tx, id, [here]);
  return id;
}

/** Until when a request that is approved now may begin, and a failed step of it may be tried again. By its rule, if any. */
export function approvedUntil(
  config: Pick<Config, 'beginMinutes' | 'retryMinutes'>,
  now: Date,
  requirement?: Pick<Requirement, 'beginMinutes'> | null,
): { begin_by: Date; retry_by: Date } {
  const { beginMinutes = config.beginMinutes } = requirement ?? {};
  const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return { begin_by: minutesFromNow(beginMinutes), retry_by: minutesFromNow(config.retryMinutes) };
}

/** For a form, or for a request that no form becomes. */
export function newId(tx: Tx): Promise<string> {
  return freeRequestId(tx, () => newRequestId(randomInt));
}
