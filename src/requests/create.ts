import { randomUUID } from 'node:crypto';
import type { Person, Place } from '../kernel/chat.ts';
import { newNonce } from '../kernel/nonce.ts';
import { insertRequest } from '../store/requests.ts';
import { insertSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
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
