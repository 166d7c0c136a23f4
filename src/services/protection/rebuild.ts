import { sameArmId } from '../../domain/arm-id.ts';
import type { Failure } from '../../domain/errors.ts';
import type { ProtectedItemFacts } from '../../domain/facts.ts';
import { planGrant } from '../../domain/key-access/plan-grant.ts';
import { samePolicy } from '../../domain/policy/same-policy.ts';
import { resumeRefusal, stopRefusal, undeleteRefusal } from '../../domain/protection/item-state.ts';
import type { Need } from '../../domain/restore-plan/plan.ts';
import type { Rebuilt } from '../planning.ts';
import type { Services } from '../services.ts';
import type { StoredPlan } from '../stored-plan.ts';
import { lookAtKeyAccess } from './key-access.ts';
import type { StoredGrant, StoredPolicy, StoredProtect, StoredProtection, StoredResume } from './stored.ts';

/** Rebuilds what goes on after a grant: a backup is another kind's. */
type RebuildNext = (stored: StoredPlan) => Promise<Rebuilt>;

/** A change of protection against today's facts, before a step of it is sent. */
export async function rebuildProtection(
  services: Services,
  stored: StoredProtection,
  rebuildNext: RebuildNext,
): Promise<Rebuilt> {
  switch (stored.kind) {
    case 'policy':
      return rebuildPolicy(services, stored);
    case 'protect':
      return rebuildProtect(services, stored);
    case 'resume-protection':
      return rebuildItem(services, stored, resumeRefusal, () => policyGone(services, stored));
    case 'stop-protection':
      return rebuildItem(services, stored, stopRefusal);
    case 'undelete':
      return rebuildItem(services, stored, undeleteRefusal);
    case 'grant-access':
      return rebuildGrant(services, stored, rebuildNext);
  }
}

/** A name that is taken would change that policy, and all that it protects. */
async function rebuildPolicy({ azure, inventory }: Services, { target, plan }: StoredPolicy): Promise<Rebuilt> {
  const vault = await inventory.vault(target.vaultId);
  const { name, body } = plan.effects;
  const there = await azure.policies.get(vault, name);
  if (there && !samePolicy(body, there)) {
    return refused({ code: 'protection.policy-there', params: { vault: vault.name, policy: name } });
  }
  return same(plan.needs);
}

async function rebuildProtect(services: Services, stored: StoredProtect): Promise<Rebuilt> {
  const { azure } = services;
  const { vmId, vmName, vaultId } = stored.target;
  const vm = await azure.vms.get(vmId);
  if (!vm) return refused({ code: 'protection.gone', params: { vm: vmName } });
  const status = await azure.protection.statusOf(vmId, vm.location);
  if (status.kind === 'protected') {
    const here = sameArmId(status.vaultId, vaultId);
    const params = { vm: vmName, vault: status.vaultName, policy: status.policyName ?? '' };
    return refused({ code: here ? 'protection.here' : 'protection.elsewhere', params });
  }
  const gone = await policyGone(services, stored);
  return gone ? refused(gone) : same(stored.plan.needs);
}

async function rebuildItem(
  { azure }: Services,
  { target, plan }: Extract<StoredProtection, { target: { itemId: string } }>,
  refusalOf: (item: ProtectedItemFacts) => Failure | undefined,
  besides: () => Promise<Failure | undefined> = async () => undefined,
): Promise<Rebuilt> {
  const item = await azure.items.get(target.itemId);
  if (!item) return { kind: 'moved', failure: { code: 'backup-gone', params: { name: target.vmName } } };
  const refusal = refusalOf(item) ?? (await besides());
  return refusal ? refused(refusal) : same(plan.needs);
}

async function policyGone(
  { azure, inventory }: Services,
  { target, policyName }: StoredProtect | StoredResume,
): Promise<Failure | undefined> {
  const vault = await inventory.vault(target.vaultId);
  if (await azure.policies.get(vault, policyName)) return undefined;
  return { code: 'protection.policy-gone', params: { policy: policyName, vault: vault.name } };
}

/** What is missing shrinks as steps are done; where the keys are, and what they need, must be what was signed. */
async function rebuildGrant(services: Services, stored: StoredGrant, rebuildNext: RebuildNext): Promise<Rebuilt> {
  const { target, plan, principal, next } = stored;
  const { encryption } = await services.planning.machine(target.vmId);
  const { access } = await lookAtKeyAccess(services, target.vmName, encryption);
  if (access.kind === 'unknown') return refused(access.failure);
  const wanted = access.kind === 'not-needed' ? [] : access.wanted;
  const again = planGrant(target.vmId, principal, wanted, next && { hash: next.plan.hash, needs: next.plan.needs });
  if (again.hash !== plan.hash) {
    return { kind: 'moved', failure: { code: 'protection.keys-moved', params: { vm: target.vmName } } };
  }
  const later = next ? await rebuildNext(next) : same([]);
  return later.kind === 'same' ? same(again.needs) : later;
}

function refused(failure: Failure): Rebuilt {
  return { kind: 'refused', failure };
}

function same(needs: Need[]): Rebuilt {
  return { kind: 'same', needs };
}
