import { z } from 'zod/v4';
import { effectsHash } from '../../kernel/effects-hash.ts';
import { defineStored } from '../../kernel/stored.ts';
import { sortedDeviations } from './deviation.ts';

/**
 * What a step of an approved request may do only after one more vote: an addendum to the plan that was signed, with a
 * hash of its own.
 */
export const storedAddendum = defineStored(
  'addendum',
  z.strictObject({
    /** Azure's own answer holds what the plan does not know. */
    kind: z.literal('deviations'),
    deviations: z.array(z.strictObject({ path: z.string(), value: z.string() })).readonly(),
  }),
);

export type AddendumContent = z.infer<typeof storedAddendum.schema>;

/** What is put to the vote: it counts for this step of this request and the plan that was signed, and for nothing else. */
export type AddendumSubject = { requestId: string; planHash: string; step: string; content: AddendumContent };

/** SHA-256 in hex. The whole of each value is in it, however little of it a card can show. */
export function addendumHash({ requestId, planHash, step, content }: AddendumSubject): string {
  return effectsHash({ request: requestId, plan: planHash, step, content: canonicalContent(content) });
}

export function canonicalContent(content: AddendumContent): AddendumContent {
  return { ...content, deviations: sortedDeviations(content.deviations) };
}

/** More than these do not fit a card, and nobody agrees to what cannot be shown. */
export const mostDeviations = 12;
