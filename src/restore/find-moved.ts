import type { VmFacts } from '../kernel/facts.ts';
import type { Made } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { standingOf } from './rules/made.ts';

/**
 * A machine on record that is no longer under its id, where somebody moved it: under another it is the same, runs, costs, and
 * holds what it held.
 * @returns as a list tells it: not whether it runs
 * @throws azure.*
 */
export async function findMoved(
  { azure, config }: Pick<RequestServices, 'azure' | 'config'>,
  machine: Made,
): Promise<VmFacts | undefined> {
  const lists = await Promise.all(config.subscriptions.map((id) => azure.vms.list(id)));
  return lists.flat().find((vm) => standingOf(machine, vm) === 'same');
}
