import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../../kernel/stored.ts';

export const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected a GUID');

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected the id of a schedule, as its address shows it');

/** Where it is read who is on call. */
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

/** When somebody who may decide is asked about a request. Until then no message about it mentions them. */
export type ApproverTurn = { approver: string; at: Date };

export type AddendumState = 'asked' | 'agreed' | 'refused' | 'expired' | 'withdrawn';

/** Who could decide a request, as far as they can be named. */
export type Approvers = {
  /** Object ids of people, the requester not among them. */
  people: readonly string[];
  /** There may be more: members of a group that could not be read. */
  more: boolean;
  /** Names of groups that could not be read, so that nobody in them can decide for now. */
  unread: readonly string[];
};

/** An approval without a vote: asked for by a first tap, given by a second one of the same person. */
export type Glass = {
  byOid: string;
  byName: string;
  ticket: string;
  reason: string;
  /** Carried by the second tap. */
  nonce: string;
  /** ISO time. The second tap is accepted for some minutes after the first. */
  askedAt: string;
  brokenAt?: string;
  /** Where the first tap shows what the second would do (messages.id). */
  confirmMessageId?: string;
  /** Where its review stands (messages.id). */
  reviewMessageIds?: readonly string[];
};

/** How many people sign the review of a request that was approved without a vote. */
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
  remindMinutes: z.array(z.number()).readonly(),
  ticket: z.string().optional(),
  decideMinutes: z.number(),
  beginMinutes: z.number(),
});

/** What it takes to decide a request. Unread it is never taken for less: nobody decides then. */
export const storedRequirement = defineStored('requirement', rule.extend({ all: z.array(rule).readonly().optional() }));

/** Who could decide it when that was last counted. */
export const storedApprovers = defineStored('approvers', z.object({ people: names, more: z.boolean(), unread: names }));

/** Names of the requirement's groups that a voter was in. Unread the vote counts for none. */
export const storedVoteGroups = defineStored('groups of a vote', z.array(z.string()));

/** Votes on an addendum, which stand in its row. Unread nobody has agreed. */
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

/** How it was, or is about to be, approved without a vote. */
export const storedGlass = defineStored(
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
