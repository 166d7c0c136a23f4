import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import { gatedNeed, madeSchema, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';

const text = z.string();

/** A copy leaves quarantine: all that changes for it is signed. Ids of subnets are in comparable spelling. */
export const storedRelease = defineStored(
  'plan release',
  z.object({
    kind: z.literal('release'),
    target: planTargetSchema,
    /** ARM id of its group, region, and the subnet, as people spell them. */
    groupId: text,
    region: text,
    subnetId: text,
    /** When the point of the copy was taken. */
    pointAt: text,
    plan: z.object({
      hash: text,
      effects: signed('release', {
        /** Id of the request that made the copy. */
        quarantine: text,
        machine: madeSchema,
        nic: madeSchema,
        from: text,
        to: text,
        /** ARM id of the network security group of the other subnet; null: it has none. */
        securityGroup: text.nullable(),
        /** What its rules let through or stop, one a line. */
        rules: z.array(text),
        /** Identities that the machine has by then: none is given or taken. */
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
