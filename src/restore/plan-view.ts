import type { ReadersPlaceAsked } from '../access/count-readers.ts';
import { nameOf, resourceGroupIdOf } from '../kernel/arm-id.ts';
import type { VmFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import type { RestoreChoice, RestoreFacts, RestorePlan } from './rules/plan.ts';
import type { StoredView } from './stored-restore.ts';

/** The plan in names that people know, as it is kept beside the plan: no address of key material in it. */
export function planViewOf(
  { vault, item }: Target,
  { point, encryption, vm, choice }: { choice: RestoreChoice } & Pick<RestoreFacts, 'point' | 'encryption' | 'vm'>,
  plan: RestorePlan,
): StoredView {
  const { effects } = plan;
  const { target } = effects;
  const keys = encryption.ade.keysAtPoint ?? encryption.ade.keysNow[0];
  // Effects hold it in comparable spelling; people read the one that was chosen.
  const machine =
    target.vm !== null && effects.mode !== 'replace' ? (choice.names?.vm ?? nameOf(target.vm)) : undefined;
  const byHand = plan.steps.filter((step) => step.byHand).map(({ kind }) => kind);
  return {
    mode: effects.mode,
    vm: item.vmName,
    vault: vault.name,
    point: { at: point.at, consistency: point.consistency, tier: effects.point.tier },
    target: {
      group: nameOf(target.resourceGroup ?? effects.staging),
      region: target.region,
      ...(machine && { vm: machine }),
      ...(target.size && { size: target.size }),
      ...(target.zone && { zone: target.zone }),
      ...(target.security && { security: target.security }),
    },
    staging: nameOf(effects.staging),
    ...(effects.network && { network: nameOf(effects.network) }),
    ...(effects.networkMode && { networkMode: effects.networkMode }),
    original: originalView(vm),
    encryption: encryption.kind,
    ...(keys && { keyVault: nameOf(keys.bek.keyVaultId) }),
    disks: effects.disks.included.map(({ name }) => name),
    ...(byHand.length > 0 && { byHand }),
    hash: plan.hash,
    warnings: plan.warnings,
  };
}

function originalView(vm: VmFacts | undefined): StoredView['original'] {
  if (!vm) return 'gone';
  if (vm.power === 'running' || vm.power === 'changing') return 'running';
  return vm.power === 'unknown' ? 'unknown' : 'stopped';
}

/**
 * Places of the copy and its original, for counting who gains access. A machine that is gone leaves its resource group.
 */
export function readersPlace(
  { item, vm, encryption }: Pick<RestoreFacts, 'item' | 'vm' | 'encryption'>,
  { target, effects }: Pick<RestorePlan, 'target' | 'effects'>,
): ReadersPlaceAsked {
  const disks = (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []);
  const keys = encryption.ade.keysAtPoint ?? encryption.ade.keysNow[0];
  const inGroup = target.form === 'managed' && effects.mode !== 'replace';
  return {
    original: { machine: item.vmId, disks: disks.length > 0 ? disks : [resourceGroupIdOf(item.vmId)] },
    copy: {
      ...(inGroup && { group: target.resourceGroupId }),
      staging: effects.staging,
      makesMachine: effects.mode === 'rebuild' || effects.mode === 'new-vm',
    },
    ...(keys && { keyVaultId: keys.bek.keyVaultId }),
  };
}
