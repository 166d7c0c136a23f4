import { DateTime } from 'luxon';
import { writeItem, writePolicy } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import type { PolicyBody, PolicyRetention } from '../../kernel/backup-policy.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import { effectsHash } from '../../kernel/request.ts';
import type { RaisedPolicy } from './raised-policy.ts';

/**
 * Effects of changes of protection: what is signed, or, for changes without an approval, what is compared before they
 * run.
 */
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
/** The policy's retention as signed: anyone who may write policies can change it under the same name. */
export type Keeps = Pick<PolicyBody, 'retention' | 'snapshotDays'>;
export type PolicyEffects = { kind: 'policy'; vault: string; name: string; body: PolicyBody };
/** `suspends`: the vault is immutable, where points continue to expire. */
export type StopEffects = {
  kind: 'stop-protection';
  vault: string;
  item: string;
  version?: 2 | undefined;
  suspends?: true | undefined;
};
export type UndeleteEffects = { kind: 'undelete'; vault: string; item: string };

/** `needs`: needs of the requester. */
export type Planned<Effects> = { effects: Effects; needs: Need[]; hash: string };
/** The documented minimum right on the machine to protect. */
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

/** Plans resuming under a policy that may let go points that were kept while stopped. */
export function planResumeShorter(
  vaultId: string,
  itemId: string,
  policy: Keeps & { id: string },
): Planned<ResumeShorterEffects> {
  const { effects, needs } = planResume(vaultId, itemId, policy.id);
  return planned({ ...effects, kind: 'resume-shorter' as const, version: 2 as const, keeps: keepsOf(policy) }, needs);
}

function keepsOf({ retention, snapshotDays }: Keeps): Keeps {
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

/**
 * A hold ends expiry: by stopping, which keeps every point, or in an immutable vault by suspending, which keeps points
 * as long as the policy says. `policy`: the longer policy that the item moves to first, so that nothing is cut.
 */
export type HoldEffects = {
  kind: 'hold';
  vault: string;
  item: string;
  ends: 'stop' | 'suspend';
  policy: RaisedPolicy | null;
};

/** `policy`: backups resume under it; null: they stay as they are. `version` and the retention come with a policy. */
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

/** Moves a machine to a policy that keeps longer; nothing else of its protection changes. */
export type RaiseEffects = { kind: 'raise-retention'; vault: string; item: string; policy: RaisedPolicy };

export function planRaise(
  { vaultId, itemId }: { vaultId: string; itemId: string },
  policy: RaisedPolicy,
): Planned<RaiseEffects> {
  const effects: RaiseEffects = { kind: 'raise-retention', vault: armIdKey(vaultId), item: armIdKey(itemId), policy };
  return planned(effects, [writeItem(vaultId), writePolicy(vaultId)]);
}

/** Points that come back: their range, and until when the oldest stays at least. */
export type PointsBroughtBack = { count: number; first: Date; last: Date; until: Date };

/**
 * The soft-deleted points that a longer retention brings back, and how many are too old even for it. Uses the shortest
 * retention of the policy: Azure does not say which rule (monthly, yearly) keeps a point.
 */
export function pointsBroughtBack(
  points: readonly Pick<RecoveryPointFacts, 'at' | 'softDeleted'>[],
  retention: PolicyRetention,
  now: Date,
): { back?: PointsBroughtBack; gone: number } {
  const cut = points
    .filter(({ softDeleted }) => softDeleted)
    .map(({ at }) => ({ at, until: keptAtLeastUntil(retention, at) }))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const kept = cut.filter(({ until }) => until > now);
  const [first] = kept;
  const last = kept.at(-1);
  const gone = cut.length - kept.length;
  return first && last
    ? { back: { count: kept.length, first: first.at, last: last.at, until: first.until }, gone }
    : { gone };
}

/** The earliest time at which a point can expire. */
export function keptAtLeastUntil({ daily, weekly, monthly, yearly }: PolicyRetention, at: Date): Date {
  const length = daily
    ? { days: daily.count }
    : weekly
      ? { weeks: weekly.count }
      : monthly
        ? { months: monthly.count }
        : { years: yearly?.count ?? 0 };
  return DateTime.fromJSDate(at, { zone: 'utc' }).plus(length).toJSDate();
}
