import { randomInt, randomUUID } from 'node:crypto';
import type { AuditEvent } from '../i18n/audit-event.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { newNonce, type Person, type Place } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import { effectsHash, newRequestId } from '../kernel/request.ts';
import { freeRequestId, insertRequest, type RequestRow } from '../store/requests.ts';
import { insertSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { postRequestCards } from './request-messages.ts';
import type { Requirement } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-request.ts';

type Row = Parameters<typeof insertRequest>[1];

/**
 * Stores a request with its plan and steps.
 * @param how its state and deadlines
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

/** What the audit states of a request when it is asked for. Evidence is made from such rows alone. */
export function recordOf(
  { requestKinds, approvers, config }: Pick<RequestServices, 'requestKinds' | 'approvers' | 'config'>,
  plan: StoredPlan,
): Record<string, unknown> {
  const { kind, target } = plan;
  return {
    kind,
    vault: nameOf(target.vaultId),
    vmId: target.vmId,
    ...requestKinds.of(plan).proof?.shows(plan),
    effects: plan.plan.effects,
    policy: effectsHash(approvers.policy),
    cloud: config.cloud.name,
  };
}

/**
 * Stores a change that needs no approval: a request that starts approved, with its card where it was asked for. From
 * there on it is like any approved request.
 * @param under the definition that it runs under, if any
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
    // A test requires audit words for each kind of ours; a kind from elsewhere brings its own.
    event: `${plan.kind}.asked` as AuditEvent,
    requestId: id,
    vmName: target.vmName,
    planHash: plan.plan.hash,
    details: { ...recordOf(services, plan), ...(under && { under: under.id, underHash: under.hash }) },
  });
  tx.wake('step', id, now);
  const here = { conversationId: place.conversationId, ...(place.threadId && { threadId: place.threadId }) };
  if (!services.requestKinds.of(plan).lifecycle?.within?.(plan)) await postRequestCards(services, tx, id, [here]);
  return id;
}

/** Deadlines of a request that is approved now, to begin and to retry a failed step; its rule may set the first. */
export function approvedUntil(
  config: Pick<Config, 'beginMinutes' | 'retryMinutes'>,
  now: Date,
  requirement?: Pick<Requirement, 'beginMinutes'> | null,
): { begin_by: Date; retry_by: Date } {
  const { beginMinutes = config.beginMinutes } = requirement ?? {};
  const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return { begin_by: minutesFromNow(beginMinutes), retry_by: minutesFromNow(config.retryMinutes) };
}

/** A new id, for a form or for a request without a form. */
export function newId(tx: Tx): Promise<string> {
  return freeRequestId(tx, () => newRequestId(randomInt));
}
