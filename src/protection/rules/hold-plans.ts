import { writeItem, writePolicy } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import { type Keeps, keepsOf, type Planned, planned } from './plans.ts';
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

/** `policy`: backups go on under it; null: they stay as they are. `version` and what the policy keeps stand beside a policy. */
export type UnholdEffects = {
  kind: 'unhold';
  vault: string;
  item: string;
  policy: string | null;
  version?: 2 | undefined;
  keeps?: Keeps | undefined;
};

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

export function planUnhold(
  { vaultId, itemId }: { vaultId: string; itemId: string },
  policy: (Keeps & { id: string }) | undefined,
): Planned<UnholdEffects> {
  const effects: UnholdEffects = {
    kind: 'unhold',
    vault: armIdKey(vaultId),
    item: armIdKey(itemId),
    policy: policy ? armIdKey(policy.id) : null,
    ...(policy && { version: 2, keeps: keepsOf(policy) }),
  };
  return planned(effects, [writeItem(vaultId)]);
}
