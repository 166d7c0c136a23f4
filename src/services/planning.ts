import type { Azure } from '../azure/open.ts';
import type { RestoreProfile } from '../config.ts';
import { keyFactsOf } from '../domain/check/key-facts.ts';
import type { Clock } from '../domain/clock.ts';
import { classify } from '../domain/encryption/classify.ts';
import type { EncryptionVerdict } from '../domain/encryption/verdict.ts';
import { asFailure, CodedError, type Failure } from '../domain/errors.ts';
import type { DiskFacts, RecoveryPointFacts, VmFacts } from '../domain/facts.ts';
import type { Need, RestoreChoice, RestorePlan } from '../domain/restore-plan/plan.ts';
import { planChanged } from '../domain/restore-plan/plan-changed.ts';
import { planRestore } from '../domain/restore-plan/plan-restore.ts';
import type { Inventory, Target } from './inventory.ts';
import { lookAtKeys } from './key-looks.ts';
import type { StoredRestore } from './stored-plan.ts';

/** The machine as it is now and, if one was asked for, a recovery point of it. */
export type Machine = { vm: VmFacts | undefined; disks: DiskFacts[]; encryption: EncryptionVerdict };

export type Rebuilt =
  | { kind: 'same'; needs: Need[] }
  /** An effect differs from what was signed. */
  | { kind: 'moved'; failure: Failure }
  /** A rule now stands against it. */
  | { kind: 'refused'; failure: Failure };

export type Planning = ReturnType<typeof createPlanning>;

/** Gathers what the rules read and has them make a plan; and again before each step, to see whether an effect moved. */
export function createPlanning(azure: Azure, inventory: Inventory, profiles: RestoreProfile[], clock: Clock) {
  /** Without a point, what only the point can tell is unknown. */
  async function machine(vmId: string, point?: RecoveryPointFacts): Promise<Machine> {
    const vm = await azure.vms.get(vmId);
    const ids = (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []);
    const disks = (await Promise.all(ids.map((id) => azure.disks.get(id)))).flatMap((disk) => disk ?? []);
    const encryption = classify({ ...(vm && { vm }), disks, ...(point && { point }) });
    return { vm, disks, encryption };
  }

  /** @throws no-profile: without one, nobody has said where restores of this vault go. */
  function profileOf(vaultName: string): RestoreProfile {
    const profile = profiles.find(({ vault }) => vault.toLowerCase() === vaultName.toLowerCase());
    if (!profile) throw new CodedError('no-profile', { vault: vaultName });
    return profile;
  }

  /** @throws point-gone, no-profile, azure.* */
  async function plan(target: Target, pointName: string, choice: RestoreChoice) {
    const profile = profileOf(target.vault.name);
    const point = await azure.points.get(target.item.id, pointName);
    if (!point) throw new CodedError('point-gone', { name: target.item.vmName });
    const { vm, disks, encryption } = await machine(target.item.vmId, point);
    // What Key Vault does not tell is unknown, and Azure decides: it never holds a plan back.
    const keys = await lookAtKeys(azure, encryption);
    const outcome = planRestore(
      {
        vault: target.vault,
        item: target.item,
        point,
        vm,
        disks,
        encryption,
        profile,
        keys: keyFactsOf(encryption, keys),
      },
      choice,
      { now: clock.now() },
    );
    return { outcome, point, vm, disks, encryption, keys };
  }

  return {
    machine,
    plan,
    profileOf,

    /** The same choice against today's facts. Observations (power state, health, ages) are not compared. */
    async rebuild(stored: StoredRestore): Promise<Rebuilt> {
      const vault = await inventory.vault(stored.target.vaultId);
      const item = await azure.items.get(stored.target.itemId);
      if (!item) return { kind: 'moved', failure: { code: 'backup-gone', params: { name: stored.target.vmName } } };
      let built: Awaited<ReturnType<typeof plan>>;
      try {
        built = await plan({ vault, item }, stored.target.pointName, stored.choice);
      } catch (error) {
        if (error instanceof CodedError && error.code === 'point-gone') {
          return { kind: 'moved', failure: asFailure(error) };
        }
        throw error;
      }
      const { outcome } = built;
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

/** Everything that the requester must hold: each step's action and what it touches besides. */
export function needsOf(plan: RestorePlan): Need[] {
  return plan.steps.flatMap(({ action, scope, needs }) => [{ action, scope }, ...needs]);
}
