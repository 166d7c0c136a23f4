import type { Services } from '../services.ts';
import { findPlan, type ListedRequest, listRequests, type RequestRow } from '../store/requests.ts';
import { asCleanUp } from './stored-drill.ts';

/** Of one drill, the newest first. */
export async function cleanUpsOf(
  { store, requestKinds }: Pick<Services, 'store' | 'requestKinds'>,
  { id, vm_id }: Pick<RequestRow, 'id' | 'vm_id'>,
): Promise<ListedRequest[]> {
  const rows = await listRequests(store.db, { kinds: ['drill-cleanup'], vmId: vm_id });
  const found: ListedRequest[] = [];
  for (const row of rows) {
    const plan = asCleanUp((await findPlan(store.db, requestKinds, row.id))?.body);
    if (plan?.drill === id) found.push(row);
  }
  return found;
}
