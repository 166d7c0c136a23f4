import type { Person, Place } from '../kernel/chat.ts';
import type { Target } from '../machines/inventory.ts';
import type { RequestRow } from '../store/requests.ts';
import type { GatedNeed, ItemTarget, PlanTarget } from './rules/stored-parts.ts';

/** The stored part of any plan, whatever its kind: its target and the signed hash. */
export type StoredPlan = {
  /** Name of its kind. */
  kind: string;
  target: PlanTarget;
  plan: { hash: string; effects: object };
  /** Absent: it needs no approval. */
  gated?: GatedNeed | undefined;
};

/** A plan that somebody has to approve: holders of the gated action, unless the policy says otherwise. */
export type GatedPlan = StoredPlan & { gated: GatedNeed };

export function isGated(plan: StoredPlan): plan is GatedPlan {
  return plan.gated !== undefined;
}

/** The part of a protected item that a plan stores. */
export function itemTarget({ vault, item }: Target): ItemTarget {
  return {
    vaultId: vault.id,
    vaultName: vault.name,
    itemId: item.id,
    itemName: item.itemName,
    containerName: item.containerName,
    vmId: item.vmId,
    vmName: item.vmName,
  };
}

/**
 * The assignee of a request: the last person who took it over, else its requester. Its steps are sent on their rights.
 */
export function assigneeOf(
  request: Pick<RequestRow, 'requester_oid' | 'requester_name' | 'holder_oid' | 'holder_name'>,
) {
  return {
    objectId: request.holder_oid ?? request.requester_oid,
    name: request.holder_name ?? request.requester_name,
  };
}

/** The assignee as the requester of what follows on a request, in its thread. */
export function followingOn(request: RequestRow): { by: Person; place: Place } {
  const { tenant_id: tenantId, conversation_id: conversationId, thread_id: threadId } = request;
  return {
    by: { ...assigneeOf(request), tenantId, teamsId: '' },
    place: { kind: 'channel', conversationId, ...(threadId && { threadId }) },
  };
}

/** Whether this person asked for the request or took it over. Object ids are GUIDs, which come in both cases. */
export function belongsTo(request: Pick<RequestRow, 'requester_oid' | 'holder_oid'>, objectId: string): boolean {
  return [request.requester_oid, request.holder_oid].some((one) => one?.toLowerCase() === objectId.toLowerCase());
}

/** Whether a definition is approved and covers runs. */
export function isInForce({ state, in_force_until }: Pick<RequestRow, 'state' | 'in_force_until'>): boolean {
  return state === 'running' && in_force_until !== null;
}
