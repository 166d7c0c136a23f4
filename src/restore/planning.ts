import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RestoreProfile } from '../kernel/config/settings.ts';
import { asFailure, CodedError, tryRead } from '../kernel/errors.ts';
import type { DiskFacts, ProtectedItemFacts, RecoveryPointFacts, VmFacts } from '../kernel/facts.ts';
import { isVmName } from '../kernel/normalise.ts';
import type { Need } from '../kernel/permissions.ts';
import type { Inventory, Target } from '../machines/inventory.ts';
import { inspectKeys, readMachine } from '../machines/read-machine.ts';
import { keyFactsOf } from '../machines/rules/check-keys.ts';
import type { KeyInspection } from '../machines/rules/check-machine.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import type { Progress, Replanned } from '../requests/request-kind.ts';
import {
  identitiesThatMay,
  inspectSetKey,
  isThere,
  originalInterface,
  type ReadRights,
  takenNames,
} from './plan-facts.ts';
import { signedSetKey } from './rules/keys.ts';
import { hasJobTag } from './rules/made.ts';
import {
  type RestoreChoice,
  type RestoreContext,
  type RestoreFacts,
  type RestorePlan,
  restoringSteps,
  type SignedPlan,
} from './rules/plan.ts';
import { planChanged, planRestore } from './rules/plan-restore.ts';
import { isMadeAgain } from './rules/points.ts';
import { takesKeys } from './rules/staging.ts';
import { ownRight } from './rules/steps.ts';
import { placesOf, subnetOf } from './rules/target.ts';
import type { StoredRestore } from './stored-restore.ts';

/** A point and its machine, as Azure tells them, with the keys of both. */
export type PointRead = {
  point: RecoveryPointFacts;
  vm: VmFacts | undefined;
  disks: DiskFacts[];
  encryption: EncryptionAssessment;
  keys: KeyInspection[];
};

/** Known facts when a plan is made once more. */
type Again = {
  /** The point, where it was read before and need not be there any more. */
  known?: RecoveryPointFacts;
  /** Facts that this turn has read of the same point. */
  read?: PointRead;
  /** The request whose plan it is, and the jobs of its tries so far where their machine would be in its own way. */
  own?: { requestId: string; jobIds: readonly string[] };
  context?: Omit<RestoreContext, 'now'>;
  /** Places that replace the vault's profile. */
  places?: RestoreFacts['profile'];
  /** The signed plan: it stands where the original is gone since and tells nothing. */
  signed?: Pick<RestorePlan, 'target' | 'effects'>;
};

export type Planning = ReturnType<typeof createPlanning>;

/** Gathers what the rules read and has them make a plan; and again before each step, to see whether an effect moved. */
export function createPlanning(
  azure: Azure,
  inventory: Pick<Inventory, 'vault'>,
  access: ReadRights,
  profiles: RestoreProfile[],
  clock: Clock,
) {
  function findProfile(vaultName: string): RestoreProfile | undefined {
    return profiles.find(({ vault }) => vault.toLowerCase() === vaultName.toLowerCase());
  }

  /** @throws no-profile: without one, nobody has said where restores of this vault go. */
  function profileOf(vaultName: string): RestoreProfile {
    const profile = findProfile(vaultName);
    if (!profile) throw new CodedError('no-profile', { vault: vaultName });
    return profile;
  }

  /** Facts about the place of a new machine: whether its names are taken, and the original's network. */
  async function newMachineFacts(
    choice: RestoreChoice,
    profile: RestoreFacts['profile'],
    vm: VmFacts | undefined,
    again: Again,
  ) {
    if (choice.mode !== 'rebuild' && choice.mode !== 'new-vm') return {};
    const name = choice.names?.vm ?? '';
    const groupId = choice.targetResourceGroupId ?? profile.targetResourceGroupId;
    const [taken, nic] = await Promise.all([
      // A machine that Azure made itself has no tag of ours, so nothing is looked for.
      isVmName(name) && !(choice.mode === 'new-vm' && again.context?.restored)
        ? takenNames(azure, groupId, name, again.own)
        : [],
      originalInterface(azure, vm),
    ]);
    // The original told it when it was signed, and may have been deleted since: that is what "in its stead" is for.
    const ownSubnetId = nic?.subnetId ?? (vm || choice.subnetId ? undefined : again.signed?.target.subnetId);
    const known = {
      taken,
      ...(ownSubnetId && { originalSubnetId: ownSubnetId }),
      ...(nic?.acceleratedNetworking !== undefined && { originalAccelerated: nic.acceleratedNetworking }),
    };
    const subnetId = subnetOf(choice, profile, ownSubnetId);
    // The preflight looks for a signed subnet: it may come back, and ends no approval.
    if (!subnetId || again.signed) return known;
    return { ...known, subnetThere: await isThere(azure, subnetId) };
  }

  /**
   * Reads the facts that the rules plan with.
   * @throws point-gone, no-profile, azure.*
   */
  async function readFacts(
    target: Target,
    pointName: string,
    choice: RestoreChoice,
    again: Again = {},
  ): Promise<PointRead & { facts: RestoreFacts }> {
    const profile = placesOf(again.places ?? profileOf(target.vault.name), choice);
    const point = again.read?.point ?? again.known ?? (await azure.points.get(target.item.id, pointName));
    if (!point) throw new CodedError('point-gone', { name: target.item.vmName });
    const read = again.read ?? (await readMachine(azure, target.item.vmId, point));
    const { encryption } = read;
    // Resources that an earlier attempt left under the name of an original that was gone are not the original.
    const { jobIds = [] } = again.own ?? {};
    const isLeft = [read.vm ?? {}, ...read.disks].some((one) => jobIds.some((jobId) => hasJobTag(one, jobId)));
    const { vm, disks } = isLeft ? { vm: undefined, disks: [] } : read;
    // A machine that is gone tells nothing more of itself, and that is no change of what was signed.
    const standing = again.context?.restored || vm === undefined ? again.signed : undefined;
    // Keys that Key Vault does not tell are unknown and Azure decides: they never hold a plan back.
    const [keys, setKey, staging] = await Promise.all([
      again.read?.keys ?? inspectKeys(azure, encryption),
      standing ? signedSetKey(standing) : inspectSetKey(azure, { encryption, vm, disks }, choice),
      tryRead(() => azure.places.storageAccount(profile.stagingStorageAccountId)),
    ]);
    const stagingTakesKeys = takesKeys(staging);
    const chooses = stagingTakesKeys === 'no' && !again.signed;
    const facts: RestoreFacts = {
      vault: target.vault,
      item: target.item,
      point,
      vm,
      disks,
      encryption,
      profile,
      keys: keyFactsOf(encryption, keys),
      setKey,
      ...(again.signed && {
        signed: { target: again.signed.target, effects: again.signed.effects, stands: standing !== undefined },
      }),
      stagingTakesKeys,
      ...(chooses && { ableIdentities: await identitiesThatMay(access, target.vault, profile) }),
      ...(await newMachineFacts(choice, profile, vm, again)),
    };
    return { facts, point, vm, disks, encryption, keys };
  }

  /** @throws as readFacts */
  async function plan(target: Target, pointName: string, choice: RestoreChoice, again: Again = {}) {
    const read = await readFacts(target, pointName, choice, again);
    return { ...read, outcome: planRestore(read.facts, choice, { now: clock.now(), ...again.context }) };
  }

  return {
    readFacts,
    plan,
    profileOf,
    findProfile,

    /** The same choice against today's facts. Observations (power state, health, ages) are not compared. */
    async rebuild(
      stored: StoredRestore,
      { requestId, results, jobIds = [] }: Progress,
      places?: RestoreFacts['profile'],
    ): Promise<Replanned> {
      const vault = await inventory.vault(stored.target.vaultId);
      const restored = restoringSteps.some((kind) => kind in results);
      // Attackers delete the backup of a machine, too.
      const item = (await azure.items.get(stored.target.itemId)) ?? (restored && itemAsSigned(stored));
      if (!item) return { kind: 'moved', failure: { code: 'backup-gone', params: { name: stored.target.vmName } } };
      let built: Awaited<ReturnType<typeof plan>>;
      try {
        // The point may go once the disks are out of it: its tier expires long before a failed step's last retry.
        built = await plan({ vault, item }, stored.target.pointName, stored.choice, {
          own: { requestId, jobIds },
          context: { signed: true, restored },
          signed: stored.plan,
          ...(places && { places }),
          ...(restored && { known: stored.point }),
        });
      } catch (error) {
        if (error instanceof CodedError && error.code === 'point-gone') {
          return { kind: 'moved', failure: asFailure(error) };
        }
        throw error;
      }
      const { outcome, vm } = built;
      // Nobody agreed to overwrite the disks of a machine that was made again under the name.
      if (stored.choice.mode === 'replace' && !restored && isMadeAgain(stored.immutableId, vm)) {
        return { kind: 'moved', failure: { code: 'machine-made-again', params: { vm: stored.target.vmName } } };
      }
      if (outcome.kind === 'refused') {
        const [first] = outcome.violations;
        return {
          kind: 'refused',
          failure: { code: `plan.${first?.code ?? 'point-not-read'}`, params: first?.params ?? {} },
        };
      }
      const [change] = planChanged(stored.plan.effects, outcome.plan.effects);
      if (change) {
        const { code, before, after } = change;
        return { kind: 'moved', failure: { code: 'plan-moved', params: { moved: code, before, after } } };
      }
      return { kind: 'same', needs: needsOf(outcome.plan) };
    },
  };
}

/** The item as it was signed: all that is known of a backup that is gone. */
function itemAsSigned({ target }: StoredRestore): ProtectedItemFacts {
  const { itemId: id, vaultId, containerName, itemName, vmId, vmName } = target;
  const item = { id, vaultId, containerName, itemName, vmId, vmName };
  return { ...item, protectionState: '', health: '', healthDetails: [], lastBackupStatus: '', softDeleted: false };
}

/** Everything that the requester must hold: each step's action and what it touches besides, keys apart. */
export function needsOf(plan: SignedPlan): Need[] {
  return plan.steps.flatMap((step) => {
    const own = step.carrier === 'requester' ? ownRight(step) : undefined;
    return own ? [own, ...step.needs] : step.needs;
  });
}
