import { CodedError, type Failure } from '../kernel/errors.ts';
import type { ProtectedItemFacts } from '../kernel/facts.ts';
import type { Services } from '../services.ts';
import { type ListedRequest, listRequests } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';

type Item = Pick<ProtectedItemFacts, 'vmId' | 'vmName'>;

/** The hold that stands on a machine: the newest that was carried out, until an `unhold` after it was. */
export async function findHold(db: Db, vmId: string): Promise<ListedRequest | undefined> {
  const [newest] = await listRequests(db, { vmId, kinds: ['hold', 'unhold'], states: ['succeeded'], limit: 1 });
  return newest?.kind === 'hold' ? newest : undefined;
}

/** Why backups of a machine do not just go on. */
export async function heldRefusal({ store }: Pick<Services, 'store'>, item: Item): Promise<Failure | undefined> {
  const hold = await findHold(store.db, item.vmId);
  return hold && { code: 'protection.held', params: { vm: item.vmName, id: hold.id } };
}

/** @throws protection.held */
export async function requireNotHeld(services: Pick<Services, 'store'>, item: Item): Promise<void> {
  const refusal = await heldRefusal(services, item);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
}
