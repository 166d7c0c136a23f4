import type { PlanView } from '../cards/plan-view.ts';
import type { EncryptionVerdict } from '../domain/encryption/verdict.ts';
import type { RecoveryPointFacts } from '../domain/facts.ts';
import type { RestorePlan } from '../domain/restore-plan/plan.ts';
import type { Target } from './inventory.ts';

/** The plan in names that people know, as it is kept beside the plan: no address of key material in it. */
export function planViewOf(
  { vault, item }: Target,
  point: RecoveryPointFacts,
  encryption: EncryptionVerdict,
  plan: RestorePlan,
): PlanView {
  const { effects } = plan;
  const keys = encryption.ade.keysAtPoint ?? encryption.ade.keysNow[0];
  const machine = effects.target.vm && lastOf(effects.target.vm);
  return {
    mode: effects.mode,
    vm: item.vmName,
    vault: vault.name,
    point: { at: point.at, consistency: point.consistency, tier: effects.point.tier },
    target: {
      group: lastOf(effects.target.resourceGroup ?? effects.staging),
      region: effects.target.region,
      ...(machine && { vm: machine }),
    },
    staging: lastOf(effects.staging),
    ...(effects.network && { network: lastOf(effects.network) }),
    encryption: encryption.kind,
    ...(keys && { keyVault: lastOf(keys.bek.keyVaultId) }),
    disks: effects.disks.included.map(({ name }) => name),
    hash: plan.hash,
    warnings: plan.warnings,
  };
}

/** A view read back from the store, where its date is text. */
export function revivePlanView(view: PlanView): PlanView {
  return { ...view, point: { ...view.point, at: new Date(view.point.at) } };
}

export function lastOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}
