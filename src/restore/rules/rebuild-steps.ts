import { actions, recoveryActions } from '../../access/rules/actions.ts';
import { adeSettingsStep } from './ade-settings-step.ts';
import { keepSigned } from './keep-signed.ts';
import type { KeyNeed, PlanStep, RestoreChoice, RestoreFacts } from './plan.ts';
import type { TieredTarget } from './target.ts';

/** From restored disks to a running machine; what is about keys only where Azure Disk Encryption is not ruled out. */
export function rebuildSteps(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): PlanStep[] {
  const encrypted = facts.encryption.ade.value !== 'no';
  return [
    ...(encrypted
      ? [
          checkKeysStep(facts),
          ...(facts.profile.leavesKeys ? [] : [keepSigned(facts, recoverKeysStep(facts))]),
          keepSigned(facts, adeSettingsStep(facts, target)),
        ]
      : []),
    deployStep(facts, target, encrypted),
    ...(encrypted ? extensionSteps(facts, choice, target) : []),
    planVerifyStep(facts, target),
    ...(encrypted ? [removeCopyStep(facts)] : []),
  ];
}

const plain = { conditional: false, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] } as const;

/** It only looks: who may restore the machine may know whether it will unlock. */
function checkKeysStep(facts: RestoreFacts): PlanStep {
  return step('check-keys', actions.restore, facts.vault.id);
}

function recoverKeysStep(facts: RestoreFacts): PlanStep {
  const [first = vaultSubscription(facts), ...others] = keyVaultsOf(facts);
  const { setSecret, ...further } = recoveryActions;
  const data = (action: string, scope: string): KeyNeed => ({ action, scope, plane: 'data' });
  return {
    ...step('recover-keys', setSecret, first),
    conditional: true,
    carrier: 'key-holder',
    keyNeeds: [
      data(setSecret, first),
      ...Object.values(further).map((action) => data(action, first)),
      ...others.flatMap((scope) => Object.values(recoveryActions).map((action) => data(action, scope))),
    ],
  };
}

function deployStep(facts: RestoreFacts, target: TieredTarget, encrypted: boolean): PlanStep {
  const group = target.resourceGroupId;
  return {
    ...step('deploy-vm', actions.deploy, group),
    needs: [
      { action: actions.writeVm, scope: group },
      { action: actions.writeInterface, scope: group },
      { action: actions.joinInterface, scope: group },
      ...(target.subnetId === undefined ? [] : [{ action: actions.joinSubnet, scope: target.subnetId }]),
    ],
    keyNeeds: encrypted
      ? keyVaultsOf(facts).map((scope) => ({ action: actions.deployKeys, scope, plane: 'control' as const }))
      : [],
  };
}

/** Linux unlocks and mounts its data disks only with it; Windows does without unless it is asked for. */
function extensionSteps(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): PlanStep[] {
  const { osType } = facts.point;
  if (osType === 'Windows' && choice.adeExtension !== true) return [];
  return [
    keepSigned(facts, {
      ...step('ade-extension', actions.writeExtension, target.resourceGroupId),
      conditional: osType === 'unknown' && choice.adeExtension !== true,
      // Dual pass wants the secret of an Entra application, which nobody should give to a bot.
      byHand: facts.encryption.ade.pass === 'dual',
    }),
  ];
}

/** It deletes what this restore left, with what the restore itself takes there. */
function removeCopyStep(facts: RestoreFacts): PlanStep {
  const scope = facts.profile.stagingStorageAccountId;
  return { ...step('remove-key-copy', actions.writeStaging, scope), conditional: true };
}

/** Observes. A new machine has no scope of its own yet, so its group stands for it. */
export function planVerifyStep(facts: RestoreFacts, target: TieredTarget): PlanStep {
  const scope = facts.vm && target.vmId === facts.item.vmId ? facts.vm.id : target.resourceGroupId;
  // One that was gone is there again once it is made under its own id.
  return keepSigned(facts, step('verify', actions.readVm, scope));
}

/** The key vaults by the point, or by what the machine's disks record. Never by the instance view, which forgets. */
function keyVaultsOf({ encryption: { ade } }: RestoreFacts): string[] {
  const keys = ade.keysAtPoint ? [ade.keysAtPoint] : ade.keysOnRecord;
  const ids = keys.flatMap(({ bek, kek }) => [bek.keyVaultId, ...(kek ? [kek.keyVaultId] : [])]);
  return [...new Map(ids.filter((id) => id !== '').map((id) => [id.toLowerCase(), id])).values()];
}

/** Where no key vault is known before the restore, whoever holds it in the whole subscription. */
function vaultSubscription({ vault }: RestoreFacts): string {
  return `/subscriptions/${vault.subscriptionId}`;
}

function step(kind: PlanStep['kind'], action: string, scope: string): PlanStep {
  return { kind, action, scope, ...plain, needs: [], keyNeeds: [] };
}
