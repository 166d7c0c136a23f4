import { sameContainer } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError, type Failure, readValue } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import { readMachine } from '../machines/read-machine.ts';
import { adeRetirement, type Retention } from '../machines/rules/retention.ts';
import type { RequestServices } from '../requests/services.ts';
import { itemTarget } from '../requests/stored-request.ts';
import { attemptsSince } from '../store/steps.ts';
import { requireNotHeld } from './holds.ts';
import { inspectKeyAccess } from './key-access.ts';
import { prepareGrant } from './prepare.ts';
import { backupBudget, backupRefusal, planBackup } from './rules/backup.ts';
import { carriesOut } from './rules/plan-grant.ts';
import type { StoredBackup } from './rules/stored-parts.ts';
import type { StoredGrant } from './stored.ts';

export type KeptRetention = Extract<Retention, { kind: 'kept' }>;

export type Prepared =
  | { kind: 'plan'; plan: StoredBackup }
  /** A backup of the machine is already running; it is shown instead of starting a second one. */
  | { kind: 'running'; vault: VaultFacts; job: JobFacts }
  /** Azure Backup cannot read the machine's keys. The backup would fail, so access is asked for first. */
  | { kind: 'keys'; plan: StoredGrant };

const day = 86_400_000;

/**
 * Checks that this person may back up the machine, before anything is asked of them.
 * @throws backup-deleted, backup-stopped, protection.held, not-allowed, not-known
 */
export async function requireBackupRight(services: RequestServices, target: Target, person: Person): Promise<void> {
  const refusal = backupRefusal(target.item);
  const { needs } = planBackup(target.item, services.clock.now());
  await services.access.require(person.objectId, needs, true);
  // A held item is stopped as well; advice to resume it would be wrong, since resuming is refused.
  if (refusal?.code === 'backup-stopped') await requireNotHeld(services, target.item);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
}

/** Azure accepts a backup of a deleted machine and fails it minutes later. @throws backup-vm-gone, azure.* */
export async function requireVmExists({ azure }: Pick<RequestServices, 'azure'>, { item }: Target): Promise<void> {
  if (!(await azure.vms.get(item.vmId))) throw new CodedError('backup-vm-gone', { vm: item.vmName });
}

/** @throws as requireBackupRight, and retention.backup-attempts-used-up, backup-vm-gone */
export async function prepareBackup(
  services: RequestServices,
  target: Target,
  retention: KeptRetention,
  person: Person,
): Promise<Prepared> {
  const { vault, item } = target;
  await requireBackupRight(services, target, person);
  const now = services.clock.now();
  // One day back covers both limits: attempts in 24 hours, and backups of today in UTC.
  const jobs = await services.azure.jobs.list(vault, { operation: 'Backup', since: new Date(now.getTime() - day) });
  const own = jobs.filter((job) => sameContainer(job.containerName, item.containerName));
  const ours = new Set(await attemptsSince(services.store.db, 'backup', new Date(now.getTime() - 2 * day)));
  const { allowed, reason } = backupBudget(own, ours, now);
  const running = own.find(({ id }) => id === reason?.params.job);
  if (running) return { kind: 'running', vault, job: running };
  if (allowed === 'no' && reason) throw new CodedError(`retention.${reason.code}`, reason.params);
  const warnings: Failure[] = reason ? [{ code: `retention.${reason.code}`, params: reason.params }] : [];
  const { vm, encryption } = await readMachine(services.azure, item.vmId);
  if (!vm) throw new CodedError('backup-vm-gone', { vm: item.vmName });
  if (retention.outlivesAde && encryption.ade.value !== 'no') {
    const params = { vm: item.vmName, date: adeRetirement.toISOString().slice(0, 10) };
    warnings.push({ code: 'kept-past-ade', params });
  }
  const plan: StoredBackup = {
    kind: 'backup',
    target: itemTarget(target),
    plan: planBackup(item, retention.expiry),
    days: retention.days,
    warnings,
  };
  const { access, serviceId } = await inspectKeyAccess(services, item.vmName, encryption);
  // If Strongroom changes no key vault, Azure reports what is missing and `keyaccess` says who can fix it.
  if (access.kind !== 'lacking' || !access.stops || !carriesOut(services.config, access.gaps)) {
    return { kind: 'plan', plan };
  }
  const about = { target: plan.target, keyAccess: access, principal: readValue(serviceId), tags: vm.tags };
  return { kind: 'keys', plan: await prepareGrant(services, about, person, plan) };
}
