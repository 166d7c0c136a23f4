import { writeItem, writePolicy } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import { type Planned, planned } from './plans.ts';
import type { RaisedPolicy } from './raised-policy.ts';

/**
 * What lets points expire ends: by stopping, which keeps them all, or in an immutable vault by suspending, which keeps
 * them as long as the policy says. `policy`: the item goes over to it before, because it keeps what would be cut.
 */
export type HoldEffects = {
  kind: 'hold';
  vault: string;
  item: string;
  ends: 'stop' | 'suspend';
  policy: RaisedPolicy | null;
};

/** `policy`: backups go on under it; null: they stay as they are. */
export type UnholdEffects = { kind: 'unhold'; vault: string; item: string; policy: string | null };

export function planHold(
  { vaultId, itemId }: { vaultId: string; itemId: string },
  ends: HoldEffects['ends'],
  policy: RaisedPolicy | undefined,
): Planned<HoldEffects> {
  const effects: HoldEffects = {
    kind: 'hold',
    vault: armIdKey(vaultId),
    item: armIdKey(itemId),
    ends,
    policy: policy ?? null,
  };
  return planned(effects, [writeItem(vaultId), ...(policy ? [writePolicy(vaultId)] : [])]);
}

/** @param policyId ARM id */
export function planUnhold(
  { vaultId, itemId }: { vaultId: string; itemId: string },
  policyId: string | undefined,
): Planned<UnholdEffects> {
  const policy = policyId === undefined ? null : armIdKey(policyId);
  const effects: UnholdEffects = { kind: 'unhold', vault: armIdKey(vaultId), item: armIdKey(itemId), policy };
  return planned(effects, [writeItem(vaultId)]);
}
