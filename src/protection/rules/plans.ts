import { writeItem, writePolicy } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import type { PolicyBody } from '../../kernel/backup-policy.ts';
import { effectsHash } from '../../kernel/effects-hash.ts';
import type { Need } from '../../kernel/permissions.ts';

/** What a change of protection does: what is signed, or for a change that nobody signs, what is compared before it. */
export type ProtectEffects = { kind: 'protect'; vault: string; vm: string; policy: string };
export type ResumeEffects = { kind: 'resume-protection'; vault: string; item: string; policy: string };
export type ResumeShorterEffects = {
  kind: 'resume-shorter';
  vault: string;
  item: string;
  policy: string;
  version: 2;
  keeps: Keeps;
};
/** What the policy keeps as it is signed: whoever may write policies can change it under its name. */
export type Keeps = Pick<PolicyBody, 'retention' | 'snapshotDays'>;
export type PolicyEffects = { kind: 'policy'; vault: string; name: string; body: PolicyBody };
/** `suspends`: of an immutable vault, where points go on to expire. */
export type StopEffects = {
  kind: 'stop-protection';
  vault: string;
  item: string;
  version?: 2 | undefined;
  suspends?: true | undefined;
};
export type UndeleteEffects = { kind: 'undelete'; vault: string; item: string };

/** `needs`: what the requester must hold. */
export type Planned<Effects> = { effects: Effects; needs: Need[]; hash: string };
/** The documented least on the machine that is to be protected. */
const writeVmAction = 'Microsoft.Compute/virtualMachines/write';

/** @param policyId ARM id */
export function planProtect(vaultId: string, vmId: string, policyId: string): Planned<ProtectEffects> {
  const effects = {
    kind: 'protect' as const,
    vault: armIdKey(vaultId),
    vm: armIdKey(vmId),
    policy: armIdKey(policyId),
  };
  return planned(effects, [writeItem(vaultId), { action: writeVmAction, scope: vmId }]);
}

export function planResume(vaultId: string, itemId: string, policyId: string): Planned<ResumeEffects> {
  const effects = {
    kind: 'resume-protection' as const,
    vault: armIdKey(vaultId),
    item: armIdKey(itemId),
    policy: armIdKey(policyId),
  };
  return planned(effects, [writeItem(vaultId)]);
}

/** A policy that may let go what stopping has kept. */
export function planResumeShorter(
  vaultId: string,
  itemId: string,
  policy: Keeps & { id: string },
): Planned<ResumeShorterEffects> {
  const { effects, needs } = planResume(vaultId, itemId, policy.id);
  return planned({ ...effects, kind: 'resume-shorter' as const, version: 2 as const, keeps: keepsOf(policy) }, needs);
}

export function keepsOf({ retention, snapshotDays }: Keeps): Keeps {
  return { retention, snapshotDays };
}

export function planPolicy(vaultId: string, name: string, body: PolicyBody): Planned<PolicyEffects> {
  return planned({ kind: 'policy' as const, vault: armIdKey(vaultId), name, body }, [writePolicy(vaultId)]);
}

/** @param suspends the vault is immutable */
export function planStop(vaultId: string, itemId: string, suspends: boolean): Planned<StopEffects> {
  const effects: StopEffects = {
    kind: 'stop-protection',
    vault: armIdKey(vaultId),
    item: armIdKey(itemId),
    ...(suspends && { version: 2, suspends }),
  };
  return planned(effects, [writeItem(vaultId)]);
}

export function planUndelete(vaultId: string, itemId: string): Planned<UndeleteEffects> {
  const effects = { kind: 'undelete' as const, vault: armIdKey(vaultId), item: armIdKey(itemId) };
  return planned(effects, [writeItem(vaultId)]);
}

export function planned<Effects extends object>(effects: Effects, needs: Need[]): Planned<Effects> {
  return { effects, needs, hash: effectsHash(effects) };
}
