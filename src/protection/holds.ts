import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { ProtectedItemFacts } from '../kernel/facts.ts';
import type { RequestServices } from '../requests/services.ts';
import { type ListedRequest, listRequests, requestsPart } from '../store/requests.ts';
import { ask, type Part, readAs } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';

type Item = Pick<ProtectedItemFacts, 'vmId' | 'vmName'>;

/** Every completed hold and `unhold`, newest first. */
const carriedOut = { kinds: ['hold', 'unhold'], states: ['succeeded' as const], byEnd: true as const };

/** The machine's current hold: the last one completed, unless an `unhold` completed after it. */
export async function findHold(db: Db, vmId: string): Promise<ListedRequest | undefined> {
  return ask(db, holdOf(db, vmId));
}

/** `findHold` as a part of a statement. */
export function holdOf(db: Db, vmId: string): Part<ListedRequest | undefined> {
  return readAs(lastOf(db, vmId), ([last]) => (last?.kind === 'hold' ? last : undefined));
}

/** Ids of machines on hold, as `armIdKey` spells them. */
export async function listHeldMachines(db: Db): Promise<Set<string>> {
  const last = new Map<string, string>();
  for (const { vm_id, kind } of await listRequests(db, carriedOut)) {
    const key = armIdKey(vm_id);
    if (!last.has(key)) last.set(key, kind);
  }
  return new Set([...last].flatMap(([key, kind]) => (kind === 'hold' ? [key] : [])));
}

/** The machine's last completed hold or `unhold`. */
function lastOf(db: Db, vmId: string): Part<ListedRequest[]> {
  return requestsPart(db, { ...carriedOut, vmId, limit: 1 });
}

/**
 * The failure when a hold or `unhold` completed after this one was requested (it may have waited, or be a retry): the
 * approval was for the hold as it was then, not as it is now.
 */
export async function holdChanged(
  { store: { db } }: Pick<RequestServices, 'store'>,
  requestId: string,
  item: Item,
): Promise<Failure | undefined> {
  const [request] = await listRequests(db, { id: requestId });
  const [last] = await ask(db, lastOf(db, item.vmId));
  if (!request || !last?.ended_at || last.ended_at <= request.created_at) return undefined;
  return { code: 'protection.hold-changed', params: { vm: item.vmName, id: last.id } };
}

/** The reason backups of a machine cannot simply be resumed: a hold. */
export async function heldRefusal({ store }: Pick<RequestServices, 'store'>, item: Item): Promise<Failure | undefined> {
  const hold = await findHold(store.db, item.vmId);
  return hold && { code: 'protection.held', params: { vm: item.vmName, id: hold.id } };
}

/** @throws protection.held */
export async function requireNotHeld(services: Pick<RequestServices, 'store'>, item: Item): Promise<void> {
  const refusal = await heldRefusal(services, item);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
}
