import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../../kernel/stored.ts';
import { onCallSource } from './on-call.ts';

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
