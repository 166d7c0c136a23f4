import { parseArmId } from './arm-id.ts';
import { spread } from './ids.ts';
import { addJob, addOperation, type JobPlan } from './jobs.ts';
import { keepUntil, type PolicyProperties } from './policy.ts';
import { healthy } from './protect.ts';
import { protectionTrouble } from './protection-trouble.ts';
import { schedulePolicy } from './scheduled-backups.ts';
import type { Job, Operation, Policy, ProtectedItem, Vault } from './vault.ts';
import type { World } from './world.ts';

type Started = { operation: Operation; job?: Job };

/**
 * Protects a VM, changes its policy, or resumes a stopped item. It starts no backup: the policy or a person starts the
 * first one.
 */
export function configureBackup(world: World, vault: Vault, vmId: string, policy: Policy, activityId: string): Started {
  const trouble = protectionTrouble(world, vault, vmId);
  if (trouble) {
    const { code, message } = trouble;
    return { operation: addOperation(world, vault, { error: { code, message } }) };
  }
  const item = itemFor(vault, vmId);
  const key = item.itemName.toLowerCase();
  const started = addJob(world, item, activityId, instantJob('ConfigureBackup', item, policy.name));
  if (!vault.items.has(key)) vault.configuring.set(key, item);
  world.agenda.add(started.job.endsAt, (at) => {
    item.policyName = policy.name;
    keepLonger(item, policy, at);
    if (item.protectionState === 'ProtectionStopped' || item.protectionState === 'BackupsSuspended') {
      item.protectionState = item.points.length > 0 ? 'Protected' : 'IRPending';
    }
    vault.items.set(key, item);
    vault.configuring.delete(key);
  });
  return started;
}

/**
 * Under a policy that keeps longer, existing points are kept longer, and points that a shorter one had soft-deleted
 * come back (documented). A shorter policy's effect is not simulated.
 */
function keepLonger(item: ProtectedItem, policy: Policy, now: Date): void {
  for (const point of item.points) {
    const until = keepUntil(policy.properties, point.at);
    if (point.expiresAt && until > point.expiresAt) point.expiresAt = until;
    if (point.softDeleted && until > now) delete point.softDeleted;
  }
}

/** Stops protection and keeps the data. */
export function stopProtection(world: World, item: ProtectedItem, activityId: string): Started {
  const started = addJob(world, item, activityId, instantJob('DisableBackup', item));
  world.agenda.add(started.job.endsAt, () => {
    item.protectionState = 'ProtectionStopped';
    item.policyName = '';
  });
  return started;
}

/** Suspends backups; points still expire by the policy that the item keeps. */
export function suspendBackups(world: World, item: ProtectedItem, activityId: string): Started {
  const started = addJob(world, item, activityId, instantJob('DisableBackup', item));
  world.agenda.add(started.job.endsAt, () => {
    item.protectionState = 'BackupsSuspended';
  });
  return started;
}

/** Stops protection and deletes the backup data, which soft delete keeps for a while. */
export function deleteProtection(world: World, item: ProtectedItem, activityId: string): Started {
  const started = addJob(world, item, activityId, instantJob('DeleteBackupData', item));
  world.agenda.add(started.job.endsAt, (at) => {
    item.points.length;
    item.softDeletedAt = at;
    item.protectionState = 'ProtectionStopped';
    item.policyName = '';
  });
  return started;
}

/** Undeletes a soft-deleted item; it stays stopped until it is resumed. */
export function undelete(world: World, item: ProtectedItem, activityId: string): Started {
  if (!item.softDeletedAt) {
    // The service's refusal is modelled.
    const error = { code: 'BMSUserErrorInvalidInput', message: 'The backup item is not in soft-deleted state.' };
    return { operation: addOperation(world, item.vault, { item, error }) };
  }
  const started = addJob(world, item, activityId, instantJob('Undelete', item));
  world.agenda.add(started.job.endsAt, () => {
    // Points are made when first read, so this read makes them up to the deletion.
    item.points.length;
    delete item.softDeletedAt;
    item.policyName = '';
  });
  return started;
}

function itemFor(vault: Vault, vmId: string): ProtectedItem {
  const { group = '', name = '' } = parseArmId(vmId) ?? {};
  const unique = `iaasvmcontainerv2;${group};${name}`.toLowerCase();
  const itemName = `VM;${unique}`;
  return (
    vault.items.get(itemName.toLowerCase()) ??
    vault.configuring.get(itemName.toLowerCase()) ?? {
      vault,
      containerName: `IaasVMContainer;${unique}`,
      itemName,
      vmName: name,
      vmId,
      policyName: '',
      protectionState: 'IRPending',
      health: healthy,
      points: [],
    }
  );
}

/**
 * Creates or changes the policy of this name. Changing one that VMs use takes an operation and a job for each of them.
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

/** Durations of the jobs about protection in seconds, as recorded. */
const seconds = {
  ConfigureBackup: [11, 90],
  DisableBackup: [11, 11],
  DeleteBackupData: [11, 11],
  Undelete: [11, 11],
} as const;

/** A short job without tasks that cannot be cancelled. */
function instantJob(
  operation: Extract<Job['operation'], keyof typeof seconds>,
  item: ProtectedItem,
  policyName = item.policyName,
): (startedAt: Date, jobId: string) => JobPlan {
  const [least, most] = seconds[operation];
  return (startedAt, jobId) => ({
    operation,
    endsAt: new Date(startedAt.getTime() + Math.round(spread(`${operation} ${jobId}`, least, most) * 1000)),
    result: 'Completed',
    tasks: [],
    errors: [],
    bag: {
      'VM Name': item.vmName,
      ...(policyName && { 'Policy Name': policyName }),
      ...(operation === 'Undelete' && { 'Undelete flag': 'True' }),
    },
    internalBag: {},
    reportsPercent: false,
    cancellableUntil: startedAt,
  });
}
