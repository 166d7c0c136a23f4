import { z } from 'zod/v4';
import { defineStored, failure } from '../kernel/stored.ts';
import type { KeyAccess, Wanted } from '../machines/rules/key-access-gaps.ts';
import {
  gatedNeed,
  itemTargetSchema,
  madeSchema,
  need,
  planTargetSchema,
  signed,
} from '../requests/rules/stored-parts.ts';
import type { StoredPlan } from '../requests/stored-request.ts';
import { policyBody, policyKeeps, storedBackup, wanted } from './rules/stored-parts.ts';

/** The stored shape of a plan with these effects. */
export function plannedShape<Effects extends z.ZodType>(effects: Effects) {
  return z.object({ effects, needs: z.array(need), hash: z.string() });
}

const text = z.string();

/**
 * The stored shape of a request that changes the protection of one item of a vault.
 * @param effects signed besides the kind and the vault
 * @param more stored beside the plan
 */
function storedChange<Kind extends string, Effects extends z.ZodRawShape, More extends z.ZodRawShape>(
  kind: Kind,
  effects: Effects,
  more: More,
  known = 1,
) {
  return defineStored(
    `plan ${kind}`,
    z.object({
      kind: z.literal(kind),
      target: itemTargetSchema,
      plan: plannedShape(signed(kind, { kind: z.literal(kind), vault: text, ...effects }, known)),
      ...more,
    }),
  );
}

const withPolicy = { policyId: text, policyName: text, warnings: z.array(failure) };

/** `vmName` is the policy's name, for lists of requests. */
export const storedPolicy = defineStored(
  'plan policy',
  z.object({
    kind: z.literal('policy'),
    target: planTargetSchema,
    plan: plannedShape(signed('policy', { kind: z.literal('policy'), vault: text, name: text, body: policyBody })),
  }),
);

export type StoredPolicy = z.infer<typeof storedPolicy.schema>;

export const storedProtect = storedChange('protect', { vm: text, policy: text }, withPolicy);

export type StoredProtect = z.infer<typeof storedProtect.schema>;

export const storedResume = storedChange('resume-protection', { item: text, policy: text }, withPolicy);

export type StoredResume = z.infer<typeof storedResume.schema>;

export const storedResumeShorter = storedChange(
  'resume-shorter',
  { item: text, policy: text, version: z.literal(2), keeps: policyKeeps },
  { ...withPolicy, gated: gatedNeed },
  2,
);

export type StoredResumeShorter = z.infer<typeof storedResumeShorter.schema>;

export const storedStop = storedChange(
  'stop-protection',
  { item: text, version: z.literal(2).optional(), suspends: z.literal(true).optional() },
  {
    gated: gatedNeed,
    /** The machine's policy at the time, for a later resumption to be compared with. Absent: unknown. */
    before: z.object({ name: text, ...policyKeeps.shape }).optional(),
    warnings: z.array(failure),
  },
  2,
);

export type StoredStop = z.infer<typeof storedStop.schema>;

export const storedUndelete = storedChange('undelete', { item: text }, { gated: gatedNeed });

export type StoredUndelete = z.infer<typeof storedUndelete.schema>;

export const storedGrant = defineStored(
  'plan grant-access',
  z.object({
    kind: z.literal('grant-access'),
    /** The target of the waiting plan; without one, the machine's own vault, or '' if none protects it. */
    target: planTargetSchema,
    plan: plannedShape(
      signed('grant-access', {
        kind: z.literal('grant-access'),
        vm: text,
        principal: text,
        grants: z.array(
          z.strictObject({
            keyVault: text,
            model: z.enum(['access-policy', 'rbac']),
            keys: z.array(text),
            secrets: z.array(text),
            actions: z.array(text),
          }),
        ),
        next: text.nullable(),
      }),
    ).extend({ carriers: z.array(need) }),
    gated: gatedNeed,
    wanted: z.array(wanted),
    /** Object id of Azure Backup's principal in this tenant. */
    principal: text,
    next: z.discriminatedUnion('kind', [storedProtect.schema, storedBackup.schema]).optional(),
  }),
);

export type StoredGrant = z.infer<typeof storedGrant.schema>;

/** Missing access, if any. */
export function accessGaps(access: KeyAccess): Wanted[] {
  return access.kind === 'lacking' ? access.gaps : [];
}

/** Undefined for a request of another kind. */
export function asStop(plan: StoredPlan | undefined): StoredStop | undefined {
  return plan?.kind === 'stop-protection' ? (plan as StoredStop) : undefined;
}

/** The grant plan, which may have another plan waiting; undefined for a request of another kind. */
export function asGrant(plan: StoredPlan | undefined): StoredGrant | undefined {
  return plan?.kind === 'grant-access' ? (plan as StoredGrant) : undefined;
}

export const storedHold = storedChange(
  'hold',
  {
    item: text,
    ends: z.enum(['stop', 'suspend']),
    policy: z.strictObject({ name: text, body: policyBody }).nullable(),
  },
  {
    gated: gatedNeed,
    /** Backups were already stopped. */
    stopped: z.boolean(),
    /** The machine's policy before, which `unhold` returns to; absent: it had none. */
    policyName: text.optional(),
    warnings: z.array(failure),
  },
);

export type StoredHold = z.infer<typeof storedHold.schema>;

export const storedUnhold = storedChange(
  'unhold',
  { item: text, policy: text.nullable(), version: z.literal(2).optional(), keeps: policyKeeps.optional() },
  {
    gated: gatedNeed,
    /** The policy under which backups resume. */
    policyName: text.optional(),
    warnings: z.array(failure),
  },
  2,
);

export type StoredUnhold = z.infer<typeof storedUnhold.schema>;

export function asHold(plan: { kind: string } | undefined): StoredHold | undefined {
  return plan?.kind === 'hold' ? (plan as StoredHold) : undefined;
}

export function asUnhold(plan: { kind: string } | undefined): StoredUnhold | undefined {
  return plan?.kind === 'unhold' ? (plan as StoredUnhold) : undefined;
}

export const storedRaise = storedChange(
  'raise-retention',
  { item: text, policy: z.strictObject({ name: text, body: policyBody }) },
  {
    gated: gatedNeed,
    /** The machine's policy before. */
    policyName: text,
    /** The vault is immutable, so the longer retention stays. */
    immutable: z.boolean(),
    /** Points that were soft-deleted at the time of the request and come back; ISO dates. */
    back: z.object({ count: z.number().int(), first: text, last: text, until: text }),
    warnings: z.array(failure),
  },
);

export type StoredRaise = z.infer<typeof storedRaise.schema>;

/** Releases a copy from quarantine: all that changes for it is signed. Subnet ids are in comparable spelling. */
export const storedRelease = defineStored(
  'plan release',
  z.object({
    kind: z.literal('release'),
    target: planTargetSchema,
    /** ARM id of its resource group, its region and subnet, in display spelling. */
    groupId: text,
    region: text,
    subnetId: text,
    /** Time of the copy's recovery point. */
    pointAt: text,
    plan: z.object({
      hash: text,
      effects: signed('release', {
        /** Id of the request that created the copy. */
        quarantine: text,
        machine: madeSchema,
        nic: madeSchema,
        from: text,
        to: text,
        /** ARM id of the target subnet's network security group; null: it has none. */
        securityGroup: text.nullable(),
        /** Traffic that the group's rules allow or deny, one per line. */
        rules: z.array(text),
        /** Identities that the machine will have; none is assigned or removed. */
        identities: z.array(text),
      }),
    }),
    gated: gatedNeed,
  }),
);

export type StoredRelease = z.infer<typeof storedRelease.schema>;

export function asRelease(plan: { kind: string } | undefined): StoredRelease | undefined {
  return plan?.kind === 'release' ? (plan as StoredRelease) : undefined;
}
