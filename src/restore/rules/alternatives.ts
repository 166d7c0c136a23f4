import type { Failure } from '../../kernel/errors.ts';

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
