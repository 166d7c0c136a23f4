import type { RequestServices } from '../requests/services.ts';
import { findPlan, type ListedRequest, listRequests, type RequestRow } from '../store/requests.ts';
import { asCleanUp, type StoredCleanUp } from './stored-drill.ts';

type Parts = Pick<RequestServices, 'store' | 'requestKinds'>;

/** Of one drill, the newest first. */
export async function cleanUpsOf(parts: Parts, drill: Pick<RequestRow, 'id' | 'vm_id'>): Promise<ListedRequest[]> {
  return (await listWithPlans(parts, drill)).map(({ row }) => row);
}

/** Files that clean-ups of one drill have on record. */
export async function filesOfCleanUps(parts: Parts, drill: Pick<RequestRow, 'id' | 'vm_id'>): Promise<string[]> {
  return (await listWithPlans(parts, drill)).flatMap(({ plan }) => plan.plan.effects.files);
}

async function listWithPlans({ store, requestKinds }: Parts, { id, vm_id }: Pick<RequestRow, 'id' | 'vm_id'>) {
  const rows = await listRequests(store.db, { kinds: ['drill-cleanup'], vmId: vm_id });
  const found: { row: ListedRequest; plan: StoredCleanUp }[] = [];
  for (const row of rows) {
    const plan = asCleanUp((await findPlan(store.db, requestKinds, row.id))?.body);
    if (plan?.drill === id) found.push({ row, plan });
  }
  return found;
}
