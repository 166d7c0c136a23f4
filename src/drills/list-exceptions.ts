import { armIdKey } from '../kernel/arm-id.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { Excepted } from '../machines/rules/score.ts';
import { assigneeOf } from '../requests/assignee.ts';
import type { Services } from '../services.ts';
import { findPlan, listRequests } from '../store/requests.ts';
import { asException } from './stored-exception.ts';

/** Which machines nobody drills now, by comparable id; of several exceptions the one that lasts longest. */
export async function listExceptions({
  store,
  requestKinds,
  clock,
}: Pick<Services, 'store' | 'requestKinds' | 'clock'>): Promise<Map<string, Excepted>> {
  const excepted = new Map<string, Excepted>();
  for (const request of await listRequests(store.db, { kinds: ['drill-exception'], states: ['running'] })) {
    const until = request.in_force_until;
    const read = await reading(() => findPlan(store.db, requestKinds, request.id));
    const plan = asException(readValue(read)?.body);
    // One that can't be read excepts nothing, and its timer may be late.
    if (!plan || !until || until <= clock.now()) continue;
    for (const id of plan.plan.effects.machines) {
      const other = excepted.get(armIdKey(id));
      if (!other || other.until < until)
        excepted.set(armIdKey(id), { id: request.id, until, by: assigneeOf(request).name });
    }
  }
  return excepted;
}
