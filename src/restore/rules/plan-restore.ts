import canonicalize from 'canonicalize';
import { armIdKey, sameArmId } from '../../kernel/arm-id.ts';
import type { MovedCode } from '../../kernel/codes/restore.ts';
import type { AdeKeys, VmFacts } from '../../kernel/facts.ts';
import { keyUrlKey } from '../../kernel/keys.ts';
import { asSigned, type Earlier, effectsHash } from '../../kernel/request.ts';
import { dataDiskSets, setKeyRules } from './keys.ts';
import {
  findStanding,
  type KeyRef,
  type PlanEffects,
  type PlanOutcome,
  type PlanStep,
  type RestoreChoice,
  type RestoreContext,
  type RestoreFacts,
  type RestoreTarget,
  type Violation,
} from './plan.ts';
import { findRehydration, pointThreat, worseThreat } from './points.ts';
import { type SignedMachine, type SignedOriginal, signedEncryption } from './signed-machine.ts';
import { signedIdentity, stagingAccess, stagingRules } from './staging.ts';
import { planSteps } from './steps.ts';
import {
  dataLuns,
  isPlannedMode,
  type PlannedMode,
  placesOf,
  planTarget,
  restoreBody,
  type TieredTarget,
} from './target.ts';
import {
  encryptionRules,
  encryptionSetRules,
  machineRules,
  newMachineRules,
  placeRules,
  pointRules,
} from './violations.ts';
import { restoreWarnings } from './warnings.ts';

/**
 * Turns facts and choice into a plan that Azure can carry out, or into every rule that stands against it. It asks
 * nothing and knows nothing but its arguments: the same facts give the same plan, and so the same hash.
 */
export function planRestore(inspected: RestoreFacts, choice: RestoreChoice, context: RestoreContext): PlanOutcome {
  const facts = { ...inspected, profile: placesOf(inspected.profile, choice) };
  const target = planTarget(facts, choice);
  const violations = violationsOf(facts, choice, target, context);
  if (violations.length > 0 || !isPlannedMode(choice.mode)) return { kind: 'refused', violations };
  const steps = planSteps(facts, choice, choice.mode, target);
  const effects = effectsOf(facts, choice, choice.mode, target, steps);
  return {
    kind: 'plan',
    plan: {
      target: withoutTier(target),
      body: restoreBody(facts, choice, choice.mode, target),
      steps,
      effects,
      warnings: restoreWarnings(facts, choice, target, context),
      hash: planHash(effects),
    },
  };
}

/** Whether a plan could be made. */
export function isLegal(inspected: RestoreFacts, choice: RestoreChoice, context: RestoreContext): boolean {
  const facts = { ...inspected, profile: placesOf(inspected.profile, choice) };
  return isPlannedMode(choice.mode) && violationsOf(facts, choice, planTarget(facts, choice), context).length === 0;
}

function violationsOf(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Violation[] {
  return [
    ...pointRules(facts, target, context),
    ...encryptionRules(facts, choice),
    ...encryptionSetRules(facts, choice),
    ...setKeyRules(facts, context),
    ...placeRules(facts, choice, target),
    ...stagingRules(facts),
    ...machineRules(facts, choice),
    ...newMachineRules(facts, choice, target, context),
  ];
}

function withoutTier({ tier: _, ...place }: TieredTarget): RestoreTarget {
  return place;
}

/**
 * The effects that the approver signs. Ids are put into one spelling, because Azure changes theirs from call to call
 * and a hash must not. Keys come from disks and VM model only: the instance view forgets its disks when a VM is
 * stopped.
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
  const rehydration = findRehydration(target, choice);
  const standing = findStanding(facts);
  const dataSets = standing ? standing.target.dataDiskSets : setsOf(facts, choice);
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
      threat: worseThreat(pointThreat(point), facts.signed?.effects.point.threat ?? undefined) ?? null,
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
    keys: standing?.keys ?? {
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

/**
 * The machine as the approver signs it. Once signed it stands: later changes of the original change nothing of what is
 * made.
 * @returns undefined for a plan that was signed before this was part of it
 */
export function signMachine(facts: RestoreFacts): SignedMachine | undefined {
  if (facts.signed) return facts.signed.effects.machine;
  const { point, vm } = facts;
  return {
    size: point.vmSize ?? vm?.size ?? null,
    zone: point.zones[0] ?? null,
    osType: point.osType === 'unknown' ? (vm?.osType ?? 'unknown') : point.osType,
    ...(vm && { original: signOriginal(facts, vm) }),
  };
}

function signOriginal({ disks = [], originalAccelerated }: RestoreFacts, vm: VmFacts): SignedOriginal {
  return {
    plan: vm.plan ?? null,
    licenseType: vm.licenseType ?? null,
    // The usual one is what Azure gives by itself.
    diskController: vm.diskController?.toLowerCase() === 'scsi' ? null : (vm.diskController ?? null),
    acceleratedNetworking: originalAccelerated ?? null,
    interfaces: vm.networkInterfaceIds.length,
    placement: (vm.placement ?? []).map(armIdKey).sort(),
    disks: vm.disks
      .map(({ lun, diskId, sizeGb, caching }) => {
        const disk = diskId === undefined ? undefined : disks.find(({ id }) => sameArmId(id, diskId));
        return {
          lun,
          mostGb: disk?.sizeGb ?? sizeGb ?? null,
          encryption: disk ? signedEncryption(disk) : null,
          caching: caching ?? null,
        };
      })
      .sort((a, b) => a.lun - b.lun),
  };
}

/** `path` is a dotted path in PlanEffects; '-' stands for none; of a list, only what left and what came. */
export type PlanChange = { code: MovedCode; path: string; before: string; after: string };

/** Shown for a missing value. */
const noValue = '-';

/** For each version of the effects but the first, the conversion to the version before. */
const earlierEffects: readonly Earlier[] = [];

/**
 * Differences between the approved plan and the plan as it would be now, in the version that was signed. Empty if the
 * hashes are equal.
 */
export function planChanged(before: PlanEffects, after: PlanEffects): PlanChange[] {
  const was = leaves('', before);
  const is = leaves('', asSigned(before, after, earlierEffects));
  const changes: PlanChange[] = [];
  for (const path of new Set([...was.keys(), ...is.keys()])) {
    const a = was.get(path);
    const b = is.get(path);
    if (canonicalize(a) === canonicalize(b)) continue;
    const [member] = path.split('.');
    changes.push({ code: `moved-${member}` as MovedCode, path, ...difference(a, b) });
  }
  return changes;
}

function leaves(path: string, value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isWhole(path)) {
    return new Map([[path, value]]);
  }
  const found = new Map<string, unknown>();
  for (const [name, inner] of Object.entries(value)) {
    for (const [leaf, leafValue] of leaves(path === '' ? name : `${path}.${name}`, inner)) found.set(leaf, leafValue);
  }
  return found;
}

/** A pair of addresses reads better in one line than taken apart, and so does what the machine is made as. */
function isWhole(path: string): boolean {
  return path === 'keys.point' || path === 'machine' || path === 'rehydration';
}

function difference(a: unknown, b: unknown): { before: string; after: string } {
  if (!Array.isArray(a) || !Array.isArray(b)) return { before: words(a), after: words(b) };
  const left = a.filter((one) => !b.some((other) => canonicalize(other) === canonicalize(one)));
  const came = b.filter((one) => !a.some((other) => canonicalize(other) === canonicalize(one)));
  // Equal members in another order: only the whole lists show it.
  if (left.length === 0 && came.length === 0) return { before: words(a), after: words(b) };
  return { before: words(left), after: words(came) };
}

function words(value: unknown): string {
  if (value === null || value === undefined) return noValue;
  if (Array.isArray(value)) return value.length === 0 ? noValue : value.map(words).join(', ');
  if (typeof value === 'object') {
    return Object.values(value)
      .filter((one) => one !== null && typeof one !== 'boolean')
      .map(words)
      .join(' ');
  }
  return String(value);
}
