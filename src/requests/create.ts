import { randomUUID } from 'node:crypto';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { newNonce } from '../kernel/nonce.ts';
import type { Services } from '../services.ts';
import { insertRequest } from '../store/requests.ts';
import { insertSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { newId } from './new-id.ts';
import { signsMember } from './rules/member-effects.ts';
import { isGated, type StoredPlan } from './stored-plan.ts';

type Row = Parameters<typeof insertRequest>[1];

/**
 * Request, plan and steps of what was asked for, and those of its members.
 * @param how whether it waits for somebody, and until when
 * @throws Error for members that its effects do not hold, which nobody would have signed, and for those of another vault
 */
export async function createRequest(
  { requestKinds }: Pick<Services, 'requestKinds'>,
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
  part: Pick<Row, 'parent_id' | 'ordinal'> = {},
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
      ...part,
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
  const { plans = [] } = requestKinds.of(plan).members?.(plan) ?? {};
  for (const [ordinal, member] of plans.entries()) {
    if (!signsMember(plan.plan.effects, ordinal, member.plan.hash)) throw new Error(`${id} does not sign its members`);
    // Who may see it is told by its vault: the names of its members must not go further.
    if (!sameArmId(member.target.vaultId, target.vaultId)) throw new Error(`${id} has a member in another vault`);
    await createRequest(
      { requestKinds },
      tx,
      await newId(tx),
      { by, place },
      member,
      // Its own clocks begin with its turn; what it may be found to hold beyond its plan is for the same people.
      {
        ...how,
        begin_by: null,
        retry_by: null,
        requirement: isGated(member) ? how.requirement : null,
        approvers: null,
        standing_id: null,
        standing_hash: null,
      },
      { parent_id: id, ordinal },
    );
  }
}
