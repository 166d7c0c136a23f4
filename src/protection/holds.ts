import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { ProtectedItemFacts } from '../kernel/facts.ts';
import type { RequestServices } from '../requests/services.ts';
import { type ListedRequest, listRequests } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';

type Item = Pick<ProtectedItemFacts, 'vmId' | 'vmName'>;

/** Every hold and `unhold` that was carried out, the last first. */
const carriedOut = { kinds: ['hold', 'unhold'], states: ['succeeded' as const], byEnd: true as const };

/** The hold that stands on a machine: the last that was carried out, until an `unhold` after it was. */
export async function findHold(db: Db, vmId: string): Promise<ListedRequest | undefined> {
  const last = await findLast(db, vmId);
  return last?.kind === 'hold' ? last : undefined;
}

/** The machines on which a hold stands, as `armIdKey` writes their ids. */
export async function listHeldMachines(db: Db): Promise<Set<string>> {
  const last = new Map<string, string>();
  for (const { vm_id, kind } of await listRequests(db, carriedOut)) {
    const key = armIdKey(vm_id);
    if (!last.has(key)) last.set(key, kind);
  }
  return new Set([...last].flatMap(([key, kind]) => (kind === 'hold' ? [key] : [])));
}

/** The hold or `unhold` of a machine that was carried out last. */
async function findLast(db: Db, vmId: string): Promise<ListedRequest | undefined> {
  return (await listRequests(db, { ...carriedOut, vmId, limit: 1 }))[0];
}

/**
 * The failure where a hold or its end was carried out since this one was asked for, which may have waited or is tried
 * again: what was agreed to is about a hold that was, and not about what stands now.
 */
export async function holdChanged(
  { store: { db } }: Pick<RequestServices, 'store'>,
  requestId: string,
  item: Item,
): Promise<Failure | undefined> {
  const [request] = await listRequests(db, { id: requestId });
  const last = await findLast(db, item.vmId);
  if (!request || !last?.ended_at || last.ended_at <= request.created_at) return undefined;
  return { code: 'protection.hold-changed', params: { vm: item.vmName, id: last.id } };
}

/** Why backups of a machine do not just go on. */
export async function heldRefusal({ store }: Pick<RequestServices, 'store'>, item: Item): Promise<Failure | undefined> {
  const hold = await findHold(store.db, item.vmId);
  return hold && { code: 'protection.held', params: { vm: item.vmName, id: hold.id } };
}

/** @throws protection.held */
export async function requireNotHeld(services: Pick<RequestServices, 'store'>, item: Item): Promise<void> {
  const refusal = await heldRefusal(services, item);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
}
