import { armIdKey } from '../kernel/arm-id.ts';
import type { StoredError } from '../kernel/stored.ts';
import type { Excepted } from '../machines/rules/score.ts';
import { assigneeOf } from '../requests/assignee.ts';
import type { Services } from '../services.ts';
import { whenUnread } from '../store/read-rows.ts';
import { findPlan, listRequests } from '../store/requests.ts';
import { asException } from './stored-exception.ts';

/**
 * Which machines nobody drills now, by comparable id; of several exceptions the one that lasts longest.
 * @param tell hears of each whose plan cannot be read: its row names the machine that it was asked for
 */
export async function listExceptions(
  { store, requestKinds, clock }: Pick<Services, 'store' | 'requestKinds' | 'clock'>,
  tell: (error: StoredError, row: { requestId: string; vmId: string }) => void,
): Promise<Map<string, Excepted>> {
  const excepted = new Map<string, Excepted>();
  for (const request of await listRequests(store.db, { kinds: ['drill-exception'], states: ['running'] })) {
    const { id, vm_id, in_force_until: until } = request;
    // Its timer may be late.
    if (!until || until <= clock.now()) continue;
    const unread = whenUnread((error) => tell(error, { requestId: id, vmId: vm_id }));
    const plan = asException((await findPlan(store.db, requestKinds, id).catch(unread))?.body);
    for (const vmId of plan?.plan.effects.machines ?? [vm_id]) {
      const other = excepted.get(armIdKey(vmId));
      if (!other || other.until < until) excepted.set(armIdKey(vmId), { id, until, by: assigneeOf(request).name });
    }
  }
  return excepted;
}
