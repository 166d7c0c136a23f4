import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import { gatedNeed, madeSchema, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';

const text = z.string();

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
