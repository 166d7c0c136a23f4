import { backupRefusal, planBackup } from '../domain/backup-plan.ts';
import { cancelRefusal } from '../domain/cancel-plan.ts';
import type { Progress, Rebuilt } from './planning.ts';
import { rebuildProtection } from './protection/rebuild.ts';
import type { Services } from './services.ts';
import type { StoredBackup, StoredCancel, StoredPlan } from './stored-plan.ts';

type Parts = Pick<Services, 'azure' | 'inventory' | 'planning' | 'clock'>;

/** The same request against today's facts, before a step of it is sent. */
export function rebuild(services: Services, stored: StoredPlan, progress: Progress): Promise<Rebuilt> {
  switch (stored.kind) {
    case 'restore':
      return services.planning.rebuild(stored, progress);
    case 'backup':
      return rebuildBackup(services, stored);
    case 'cancel':
      return rebuildCancel(services, stored);
    default:
      return rebuildProtection(services, stored, (next) => rebuild(services, next, progress));
  }
}

async function rebuildBackup({ azure, clock }: Parts, { target, plan }: StoredBackup): Promise<Rebuilt> {
  const item = await azure.items.get(target.itemId);
  if (!item) return { kind: 'moved', failure: { code: 'backup-gone', params: { name: target.vmName } } };
  const refusal = backupRefusal(item);
  if (refusal) return { kind: 'refused', failure: refusal };
  const expiry = new Date(plan.effects.expiry);
  if (expiry <= clock.now()) return { kind: 'refused', failure: { code: 'retention.retention-past', params: {} } };
  const again = planBackup(item, expiry);
  if (again.hash !== plan.hash) {
    return { kind: 'moved', failure: { code: 'backup-moved', params: { name: target.vmName } } };
  }
  return { kind: 'same', needs: again.needs };
}

async function rebuildCancel({ azure, inventory }: Parts, { target, plan, job }: StoredCancel): Promise<Rebuilt> {
  const vault = await inventory.vault(target.vaultId);
  const facts = await azure.jobs.get(vault, job.id);
  if (!facts) return { kind: 'moved', failure: { code: 'job-not-found', params: { id: job.id } } };
  const refusal = cancelRefusal(facts);
  return refusal ? { kind: 'refused', failure: refusal } : { kind: 'same', needs: plan.needs };
}
