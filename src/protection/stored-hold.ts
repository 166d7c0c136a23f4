import { z } from 'zod/v4';
import { failure } from '../kernel/stored.ts';
import { gatedNeed } from '../requests/rules/stored-parts.ts';
import { policyBody, policyKeeps } from './rules/stored-policy.ts';
import { storedChange } from './stored.ts';

const text = z.string();

export const storedHold = storedChange(
  'hold',
  {
    item: text,
    ends: z.enum(['stop', 'suspend']),
    policy: z.strictObject({ name: text, body: policyBody }).nullable(),
  },
  {
    gated: gatedNeed,
    /** Backups were stopped already. */
    stopped: z.boolean(),
    /** The policy that the machine had, which `unhold` goes back to; absent: it had none. */
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
    /** The policy that backups go on under. */
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
