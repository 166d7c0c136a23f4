import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../../kernel/stored.ts';

export const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected a GUID');

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected the id of a schedule, as its address shows it');

/** Source of the on-call people. */
export const onCallSource = z.union([
  z.strictObject({ pagerduty: z.strictObject({ schedule: identifier, region: z.literal('eu').optional() }) }),
  z.strictObject({ jsm: z.strictObject({ cloud: guid, schedule: guid }) }),
  z.strictObject({ shifts: z.strictObject({ team: guid, group: z.string().min(1).optional(), actsAs: guid }) }),
  z.strictObject({
    https: z.strictObject({
      url: z.url({ protocol: /^https$/, error: 'expected an https address' }),
      name: z.string().min(1).max(60),
    }),
  }),
]);

export type OnCallSource = z.output<typeof onCallSource>;

/** When an approver was asked about a request. Each is asked once; its conversation stands for those not reached. */
export type ApproverTurn = { approver: string; at: Date };

export type AddendumState = 'asked' | 'agreed' | 'refused' | 'expired' | 'withdrawn';

/** People who can decide a request, as far as they can be named. */
export type Approvers = {
  /** Object ids of people, without the requester. */
  people: readonly string[];
  /** Those among them who are on call. */
  onCall: readonly string[];
  /** More people may exist: members of a group that could not be read. */
  more: boolean;
  /** Names of unreadable groups; their members cannot decide for now. */
  unread: readonly string[];
  /** Those first among the people who hold the key rights that an approver must hold; absent: it takes none. */
  keys?: readonly string[] | undefined;
};

/** Break-glass: an approval without a vote, requested by a first tap and given by a second one of the same person. */
export type BreakGlassUse = {
  byOid: string;
  byName: string;
  ticket: string;
  reason: string;
  /** Nonce of the second tap. */
  nonce: string;
  /** ISO time of the first tap. The second is accepted within `secondTapMs`. */
  askedAt: string;
  brokenAt?: string;
  /** The post in which the first tap shows what the second would do (messages.id). */
  confirmMessageId?: string;
  /** Posts of the review (messages.id). */
  reviewMessageIds?: readonly string[];
};

/** Number of people who sign the review of a break-glass approval. */
export const reviewsNeeded = 2;

/** Milliseconds in which the second tap must follow the first. */
export const secondTapMs = 15 * 60_000;

const names = z.array(z.string()).readonly();

const group = z.object({
  name: z.string(),
  holders: z.boolean(),
  entra: names,
  people: names,
  onCall: z.object({ source: onCallSource, people: z.record(z.string(), z.string()).readonly().optional() }).optional(),
});

const rule = z.object({
  rule: z.string(),
  approvals: z.number(),
  denials: z.number(),
  oneVotePerGroup: z.boolean(),
  groups: z.array(group).readonly(),
  next: z.object({ afterMinutes: z.number(), group }).optional(),
  ticket: z.string().optional(),
  decideMinutes: z.number(),
  beginMinutes: z.number(),
});

/** Conditions for a decision. Unreadable, they are never treated as fewer: nobody decides then. */
export const storedRequirement = defineStored('requirement', rule.extend({ all: z.array(rule).readonly().optional() }));

/** People who could decide when they were last counted. */
export const storedApprovers = defineStored(
  'approvers',
  z.object({ people: names, onCall: names, more: z.boolean(), unread: names, keys: names.optional() }),
  [(json) => json],
);

/** Names of the requirement's groups that a voter was in. Unreadable, the vote counts for none. */
export const storedVoteGroups = defineStored('groups of a vote', z.array(z.string()));

/** Votes on an addendum, stored in its row. Unreadable, nobody has agreed. */
export const storedBallots = defineStored(
  'votes on an addendum',
  z.array(
    z.object({
      voter_oid: z.string(),
      voter_name: z.string(),
      decision: z.enum(['approve', 'reject']),
      reason: z.string(),
      groups: storedVoteGroups.schema,
      at: momentSchema,
    }),
  ),
);

/** Break-glass state of a request: used, or after its first tap. */
export const storedBreakGlass = defineStored(
  'break glass',
  z.object({
    byOid: z.string(),
    byName: z.string(),
    ticket: z.string(),
    reason: z.string(),
    nonce: z.string(),
    askedAt: z.string(),
    brokenAt: z.string().optional(),
    confirmMessageId: z.string().optional(),
    reviewMessageIds: names.optional(),
  }),
);
