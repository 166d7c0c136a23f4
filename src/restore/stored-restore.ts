import { z } from 'zod/v4';
import { readersSeen } from '../access/count-readers.ts';
import { defineStored, momentSchema } from '../kernel/stored.ts';
import { encryptionKind } from '../machines/rules/encryption-assessment.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import { gatedNeed, itemTargetSchema, madeSchema, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import type { StoredPlan } from '../requests/stored-request.ts';
import { planCheck } from '../store/rules/finding.ts';
import {
  choice,
  mode,
  networkMode,
  ofPlan,
  point,
  pointSeen,
  restorePlan,
  security,
  stepKind,
} from './rules/stored-plan-parts.ts';

/** The plan as people read it, as it was when it was made: names instead of ARM ids, and no address of key material. */
const view = z.object({
  mode,
  vm: z.string(),
  vault: z.string(),
  point: pointSeen,
  target: z.object({
    group: z.string(),
    region: z.string(),
    vm: z.string().optional(),
    size: z.string().optional(),
    zone: z.string().optional(),
    security: z.array(security).optional(),
  }),
  staging: z.string(),
  network: z.string().optional(),
  networkMode: networkMode.optional(),
  original: z.enum(['running', 'stopped', 'gone', 'unknown']).optional(),
  encryption: encryptionKind,
  keyVault: z.string().optional(),
  disks: z.array(z.string()),
  byHand: z.array(stepKind).optional(),
  hash: z.string(),
  warnings: z.array(ofPlan),
  expected: z.object({ ms: z.number(), all: z.boolean() }).optional(),
  roleEnd: z.object({ name: z.string(), role: z.string(), at: momentSchema }).optional(),
  check: planCheck.optional(),
  readers: readersSeen.optional(),
});

/** A restore as it is stored: what was signed, what it was made from, and how people read it. */
export const storedRestore = defineStored(
  'plan restore',
  z.object({
    kind: z.literal('restore'),
    target: itemTargetSchema.extend({
      /** ARM id of the recovery point. */
      pointId: z.string(),
      pointName: z.string(),
    }),
    choice,
    /** The point as it was read for the plan: addresses of keys, never what they open. */
    point,
    gated: gatedNeed,
    plan: restorePlan,
    view,
    /** The id that Azure gave the point's machine, and gives to no other; absent: there was none, or it isn't known. */
    immutableId: z.string().optional(),
    /** Other zones that the machine could have been made in; absent for a drill, whose copy nobody asks for elsewhere. */
    zones: z.array(z.string()).optional(),
  }),
);

export type StoredRestore = z.infer<typeof storedRestore.schema>;

/** The stored shape as it is read. */
export type StoredView = StoredRestore['view'];

/** The restore in a plan, also in one of a kind that performs a restore; undefined for other requests. */
export function asRestore(kinds: Pick<RequestKinds, 'of'>, plan: StoredPlan | undefined): StoredRestore | undefined {
  if (plan === undefined) return undefined;
  if (plan.kind === 'restore') return plan as StoredRestore;
  return asRestore(kinds, kinds.of(plan).performs?.plan(plan));
}

/** A restore whose copy nobody meets until it is released. It is signed as the restore: its place is in those effects. */
export const storedQuarantine = defineStored(
  'plan quarantine',
  z.object({
    kind: z.literal('quarantine'),
    target: itemTargetSchema,
    restore: storedRestore.schema,
    plan: z.object({ hash: z.string(), effects: storedRestore.schema.shape.plan.shape.effects }),
    gated: gatedNeed,
  }),
);

export type StoredQuarantine = z.infer<typeof storedQuarantine.schema>;

/** A copy that was not shown to be apart is taken off its host, by the id that Azure gave it. */
export const storedQuarantineOff = defineStored(
  'plan quarantine-off',
  z.object({
    kind: z.literal('quarantine-off'),
    target: planTargetSchema,
    /** Id of the request whose copy it is. */
    quarantine: z.string(),
    plan: z.object({
      hash: z.string(),
      effects: signed('quarantine-off', { quarantine: z.string(), machine: madeSchema }),
    }),
  }),
);

export type StoredQuarantineOff = z.infer<typeof storedQuarantineOff.schema>;

export function asQuarantine(plan: { kind: string } | undefined): StoredQuarantine | undefined {
  return plan?.kind === 'quarantine' ? (plan as StoredQuarantine) : undefined;
}

export function asQuarantineOff(plan: { kind: string } | undefined): StoredQuarantineOff | undefined {
  return plan?.kind === 'quarantine-off' ? (plan as StoredQuarantineOff) : undefined;
}

/** The request for a restore that was chosen to be quarantined. */
export function quarantineOf(restore: z.infer<typeof storedRestore.schema>): StoredQuarantine {
  const { pointId: _, pointName: __, ...target } = restore.target;
  const { hash, effects } = restore.plan;
  return { kind: 'quarantine', target, restore, plan: { hash, effects }, gated: restore.gated };
}
