import type {
  DiskFacts,
  ProtectedItemFacts,
  RecoveryPointFacts,
  VaultFacts,
  VmFacts,
} from '../../../src/kernel/facts.ts';
import { classify } from '../../../src/machines/rules/ade.ts';
import type {
  PlanEffects,
  PlanOutcome,
  RestoreChoice,
  RestoreFacts,
  RestorePlan,
  SignedFacts,
} from '../../../src/restore/rules/plan.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import type { PointThreat } from '../../../src/restore/rules/points.ts';
import type { Security } from '../../../src/restore/rules/signed-machine.ts';
import { now } from '../../machines/rules/any-machine.ts';
import { adeMachine, disk, encryptedPoint, point, subscription, vm } from '../../machines/rules/machines.ts';

export { now };
export const subscription2 = '/subscriptions/bbbb0000-0000-4000-8000-00000000b001';
export const targetGroup = `${subscription}/resourceGroups/rg-restore`;
export const staging = `${subscription}/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststagingprod`;
export const subnet = `${subscription}/resourceGroups/rg-restore/providers/Microsoft.Network/virtualNetworks/vnet-restore/subnets/isolated`;
export const encryptionSet = `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/diskEncryptionSets/des-app`;

export const vault: VaultFacts = {
  id: `${subscription}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod`,
  name: 'rsv-prod',
  resourceGroup: 'rg-backup',
  subscriptionId: 'aaaa0000-0000-4000-8000-00000000a001',
  location: 'westeurope',
  customerManagedKey: 'no',
  crossRegionRestore: 'yes',
  redundancy: 'geo',
  crossSubscriptionRestore: 'yes',
  multiUserAuthorization: 'no',
  immutability: 'unknown',
};

export const item: ProtectedItemFacts = {
  id: `${vault.id}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`,
  vaultId: vault.id,
  containerName: 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01',
  itemName: 'VM;iaasvmcontainerv2;rg-app;sql-01',
  vmName: 'sql-01',
  vmId: vm().id,
  protectionState: 'Protected',
  health: 'Passed',
  healthDetails: [],
  lastBackupStatus: 'Completed',
  softDeleted: false,
};

export type Machine = { vm?: VmFacts | undefined; disks?: DiskFacts[] | undefined; point: RecoveryPointFacts };

/** Facts of a machine with the verdict that `classify` gives of it. */
export function facts(machine: Machine, over: Partial<RestoreFacts> = {}): RestoreFacts {
  const { vm: one, disks = [], point: at } = machine;
  return {
    vault,
    item,
    point: at,
    vm: one,
    disks,
    encryption: classify({ ...(one === undefined ? {} : { vm: one }), disks, point: at }),
    profile: { targetResourceGroupId: targetGroup, stagingStorageAccountId: staging, isolatedSubnetId: subnet },
    ...over,
  };
}

export const machines = {
  pmk: (): Machine => ({ vm: vm(), disks: [disk('os'), disk('data')], point: point() }),
  cmk: (): Machine => {
    const over = { encryptionType: 'customer-key', diskEncryptionSetId: encryptionSet } as const;
    return { vm: vm(), disks: [disk('os', over), disk('data', over)], point: point() };
  },
  host: (): Machine => ({ ...machines.pmk(), vm: vm({ encryptionAtHost: 'yes' }) }),
  trusted: (): Machine => ({ ...machines.pmk(), vm: vm({ securityType: 'TrustedLaunch' }) }),
  confidential: (): Machine => ({ ...machines.pmk(), vm: vm({ securityType: 'ConfidentialVM' }) }),
  ade: (kek = true, managed = true): Machine => ({
    ...adeMachine({ kek, managed, pass: 'single' }),
    point: encryptedPoint(kek, { managed: managed ? 'yes' : 'no' }),
  }),
  unmanaged: (): Machine => {
    const { vm: encrypted } = adeMachine({ kek: false, managed: false, pass: 'single' });
    return { vm: vm({ managed: 'no', disks: encrypted.disks }), point: point({ managed: 'no' }) };
  },
  /** The point's own GET left the question open. */
  unknown: (): Machine => ({ ...machines.pmk(), point: point({ encrypted: 'unknown' }) }),
};

export function planned(one: RestoreFacts, choice: RestoreChoice = { mode: 'disks' }, at = now): RestorePlan {
  const outcome = planRestore(one, choice, { now: at });
  if (outcome.kind === 'plan') return outcome.plan;
  throw new Error(`refused: ${outcome.violations.map((violation) => violation.code).join(', ')}`);
}

/** A plan that was signed for the disks of a plain machine, but for this. */
export function signedAs(
  over: Partial<PlanEffects> = {},
  {
    stands = false,
    ...of
  }: { stands?: boolean; security?: Security[]; threat?: PointThreat; sets?: DataDiskSets } = {},
): SignedFacts {
  const { target, effects } = planned(facts(machines.pmk()));
  return {
    target: { ...target, ...(of.security && { security: of.security }) },
    effects: {
      ...effects,
      point: { ...effects.point, threat: of.threat ?? null },
      target: { ...effects.target, ...(of.sets && { dataDiskSets: of.sets }) },
      ...over,
    },
    stands,
  };
}

type DataDiskSets = PlanEffects['target']['dataDiskSets'];

/** Codes of the violations; empty if there is a plan. */
export function refusals(one: RestoreFacts, choice: RestoreChoice, at = now): string[] {
  const outcome: PlanOutcome = planRestore(one, choice, { now: at });
  return outcome.kind === 'plan' ? [] : outcome.violations.map((violation) => violation.code);
}

export function warningCodes(plan: RestorePlan): string[] {
  return plan.warnings.map((warning) => warning.code);
}

export const newVm: RestoreChoice = { mode: 'new-vm', names: { vm: 'sql-01-restored' } };
