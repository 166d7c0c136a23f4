import { armIdKey } from '../../kernel/arm-id.ts';
import { effectsHash } from '../../kernel/effects-hash.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { keyUrlKey } from '../../kernel/key-url.ts';
import { dataLuns, type PlannedMode } from './body.ts';
import type { KeyRef, PlanEffects, PlanStep, RestoreChoice, RestoreFacts } from './plan.ts';
import { pointThreat, worseThreat } from './point-threat.ts';
import { rehydrationOf } from './rehydration.ts';
import { dataDiskSets } from './secured-details.ts';
import { signMachine } from './sign-machine.ts';
import { signedIdentity, stagingAccess } from './staging-identity.ts';
import type { TieredTarget } from './target.ts';

/**
 * What the approver signs. Ids are put into one spelling, because Azure changes theirs from call to call and a hash
 * must not. Keys come from disks and VM model only: the instance view forgets its disks when a VM is stopped.
 */
export function effectsOf(
  facts: RestoreFacts,
  choice: RestoreChoice,
  mode: PlannedMode,
  target: TieredTarget,
  steps: readonly PlanStep[],
): PlanEffects {
  const { point, encryption, profile } = facts;
  const luns = choice.luns === undefined ? undefined : new Set([-1, ...dataLuns(choice.luns)]);
  const included = point.disks
    .filter((disk) => luns === undefined || luns.has(disk.lun))
    .map(({ lun, name }) => ({ lun, name }))
    .sort((a, b) => a.lun - b.lun);
  const encrypted = encryption.ade.value !== 'no';
  const bringsBack = steps.some(({ kind }) => kind === 'export-key');
  const machine = mode === 'rebuild' ? signMachine(facts) : undefined;
  const rehydration = rehydrationOf(target, choice);
  const dataSets = facts.restoredWith ? facts.restoredWith.dataDiskSets : setsOf(facts, choice);
  const stagingIdentity = signedIdentity(stagingAccess(facts));
  return {
    version: 2,
    mode,
    vm: armIdKey(facts.item.vmId),
    vault: armIdKey(facts.vault.id),
    point: {
      name: point.name,
      at: point.at.toISOString(),
      tier: target.tier.tier === 'none' ? 'unknown' : target.tier.tier,
      threat: worseThreat(pointThreat(point), facts.signedThreat) ?? null,
    },
    ...(rehydration && { rehydration }),
    disks: { selection: choice.luns === undefined ? 'all' : dataLuns(choice.luns), included },
    target: {
      resourceGroup:
        target.form === 'vhd' && mode !== 'replace' && mode !== 'new-vm' ? null : armIdKey(target.resourceGroupId),
      vm: target.vmId === undefined ? null : armIdKey(target.vmId),
      region: target.region,
      zone: target.otherZone ?? null,
      diskEncryptionSet: choice.diskEncryptionSetId === undefined ? null : armIdKey(choice.diskEncryptionSetId),
      ...(dataSets && { dataDiskSets: dataSets }),
      size: mode === 'rebuild' ? (choice.size ?? null) : null,
      form: target.form,
      ...(target.security && { security: target.security }),
      ...(point.privateDisks && { diskAccess: 'same-as-source' as const }),
    },
    ...(machine && { machine }),
    network: target.subnetId === undefined ? null : armIdKey(target.subnetId),
    networkMode: mode === 'rebuild' || mode === 'new-vm' ? (choice.network ?? 'isolated') : null,
    ...(choice.network === 'quarantine' && {
      quarantine: { openings: (profile.quarantine?.openings ?? []).toSorted() },
    }),
    staging: armIdKey(profile.stagingStorageAccountId),
    ...(stagingIdentity && { stagingIdentity }),
    keys: facts.restoredWith?.keys ?? {
      point: point.keys === undefined ? null : keyRef(point.keys),
      vm: encrypted ? encryption.ade.keysOnRecord.map(keyRef) : [],
      ...(bringsBack && { set: facts.setKey ? keyUrlKey(facts.setKey.url) : null }),
    },
    steps: steps.map(({ kind, action, scope, conditional, byHand }) => ({
      kind,
      ...(action !== undefined && { action }),
      ...(scope !== undefined && { scope: armIdKey(scope) }),
      conditional,
      byHand,
    })),
    alternatives: { sizes: [...(profile.vmSizes ?? [])] },
  };
}

function setsOf(facts: RestoreFacts, choice: RestoreChoice): PlanEffects['target']['dataDiskSets'] {
  const sets = facts.encryption.confidential.value === 'yes' ? dataDiskSets(facts, choice) : [];
  if (sets.length === 0) return undefined;
  return sets.map((one) => ({ lun: one.lun, set: armIdKey(one.diskEncryptionSetId) }));
}

export function planHash(effects: PlanEffects): string {
  return effectsHash(effects);
}

function keyRef(keys: AdeKeys): KeyRef {
  return { secret: keyUrlKey(keys.bek.secretUrl), kek: keys.kek === undefined ? null : keyUrlKey(keys.kek.keyUrl) };
}
