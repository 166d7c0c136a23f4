import { addJob, addOperation } from './operations.ts';
import type { PolicyProperties } from './policy-properties.ts';
import { instantJob } from './protection-jobs.ts';
import { schedulePolicy } from './scheduled-backups.ts';
import type { Operation, Vault } from './vault.ts';
import type { World } from './world.ts';

/**
 * Makes a policy, or changes the one of this name. A change of one that VMs use takes an operation and a job for each
 * of them.
 */
export function putPolicy(
  world: World,
  vault: Vault,
  name: string,
  properties: PolicyProperties,
  activityId: string,
): { operation?: Operation; made: boolean } {
  const known = vault.policies.get(name.toLowerCase());
  const policy = { name: known?.name ?? name, properties };
  vault.policies.set(name.toLowerCase(), policy);
  schedulePolicy(world, vault, policy);
  const users = [...vault.items.values()].filter((item) => item.policyName.toLowerCase() === name.toLowerCase());
  if (users.length === 0) return { made: known === undefined };
  for (const item of users) addJob(world, item, activityId, instantJob('ConfigureBackup', item, policy.name));
  return { operation: addOperation(world, vault), made: false };
}
