import { armIdKey } from '../kernel/arm-id.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import type { Target } from '../machines/inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import { logUnread } from '../store/read-rows.ts';
import { judgeMachines } from './judge-machines.ts';
import { listDefinitions } from './read-scores.ts';

/**
 * Names of the machines that are others than those whose drills were approved last, in whichever definition: whoever is asked
 * now would take them for those. What nobody agreed to tells nothing.
 * @param vms as lists tell them now
 * @throws NewerStoredError
 */
export async function findRemade(
  services: Pick<RequestServices, 'store' | 'requestKinds' | 'log'>,
  targets: readonly Target[],
  vms: readonly VmFacts[],
): Promise<string[]> {
  const agreed = await listDefinitions(services, { wasInForce: true }, (error, row) => {
    // Which machines it is of is known to the version that wrote it: without it nobody is warned of them.
    if (error instanceof NewerStoredError) throw error;
    logUnread(services.log, error, row);
  });
  const judged = agreed.map(({ plan, request }) => judgeMachines({ plan, askedAt: request.created_at }, vms));
  const isAnother = (key: string) => judged.find((one) => one.has(key))?.get(key) === 'another';
  return targets.flatMap(({ item }) => (isAnother(armIdKey(item.vmId)) ? [item.vmName] : []));
}
