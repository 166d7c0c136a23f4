import type { Failure } from '../../kernel/errors.ts';
import type { SignedPlan } from './plan.ts';

/** Azure has no room for the size where it is wanted, or does not let this subscription have more of it. */
const noRoom = new Set([
  'allocationfailed',
  'zonalallocationfailed',
  'overconstrainedallocationrequest',
  'overconstrainedzonalallocationrequest',
  'skunotavailable',
  'quotaexceeded',
  'operationnotallowed',
]);

/**
 * Sizes to try instead, of those that were approved with the plan, when a deployment failed for want of room. Zones are
 * not among them: restored disks are bound to theirs.
 * @param tried the size that failed
 */
export function otherSizes(failure: Failure, approved: readonly string[], tried: string | undefined): string[] {
  // A catalogued refusal carries Azure's own code as its title.
  const code = String(failure.params.azureCode ?? failure.params.title ?? '').toLowerCase();
  if (!noRoom.has(code)) return [];
  return approved.filter((size) => size.toLowerCase() !== tried?.toLowerCase());
}

/**
 * The sizes that a machine may be deployed with: the list that the plan carries, and what it was made for itself.
 * @param own of the choice, else of the point
 */
export function approvedSizes({ effects }: Pick<SignedPlan, 'effects'>, own: string | undefined): string[] {
  return [...new Set([...effects.alternatives.sizes, ...(own ? [own] : [])])];
}
