import { z } from 'zod/v4';
import { failure } from '../kernel/stored.ts';
import { gatedNeed } from '../requests/rules/stored-parts.ts';
import { policyBody } from './rules/stored-policy.ts';
import { storedChange } from './stored.ts';

const text = z.string();

export const storedRaise = storedChange(
  'raise-retention',
  { item: text, policy: z.strictObject({ name: text, body: policyBody }) },
  {
    gated: gatedNeed,
    /** The policy that the machine had. */
    policyName: text,
    /** The vault is immutable: the longer retention stays. */
    immutable: z.boolean(),
    /** What was soft-deleted when it was asked for and comes back by it; ISO dates. */
    back: z.object({ count: z.number().int(), first: text, last: text, until: text }),
    warnings: z.array(failure),
  },
);

export type StoredRaise = z.infer<typeof storedRaise.schema>;
