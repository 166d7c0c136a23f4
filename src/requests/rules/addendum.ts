import canonicalize from 'canonicalize';
import { z } from 'zod/v4';
import { effectsHash } from '../../kernel/request.ts';
import { defineStored } from '../../kernel/stored.ts';

/**
 * An addendum to the signed plan, with a hash of its own: what a step of an approved request may do only after one more
 * vote.
 */
export const storedAddendum = defineStored(
  'addendum',
  z.strictObject({
    /** Azure's answer contains something that the plan does not know. */
    kind: z.literal('deviations'),
    deviations: z.array(z.strictObject({ path: z.string(), value: z.string() })).readonly(),
  }),
);

export type AddendumContent = z.infer<typeof storedAddendum.schema>;

/** The subject of the vote: it counts only for this step of this request and the plan that was signed. */
export type AddendumSubject = { requestId: string; planHash: string; step: string; content: AddendumContent };

/** SHA-256 in hex, over the whole of each value, however little of it a card can show. */
export function addendumHash({ requestId, planHash, step, content }: AddendumSubject): string {
  return effectsHash({ request: requestId, plan: planHash, step, content: canonicalContent(content) });
}

export function canonicalContent(content: AddendumContent): AddendumContent {
  return { ...content, deviations: sortedDeviations(content.deviations) };
}

/** More do not fit a card, and nobody agrees to what cannot be shown. */
export const mostDeviations = 12;

/** Something in Azure's answer that was not signed. */
export type Deviation = {
  /** Its place, e.g. `virtualMachines/properties/userData`; a `/` in a name is `~1`, a `~` is `~0`. */
  path: string;
  /** Its value, as canonical JSON. */
  value: string;
};

export function deviation(path: readonly string[], value: unknown): Deviation {
  return { path: path.map(escaped).join('/'), value: canonicalize(value) ?? 'null' };
}

export function segmentsOf({ path }: Deviation): string[] {
  return path.split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Deviations to agree to: none if exactly these were agreed to before, else all of them, so that people see them as a
 * whole.
 */
export function deviationsToApprove(found: readonly Deviation[], agreed: readonly Deviation[]): Deviation[] {
  return sameDeviations(found, agreed) ? [] : [...found];
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Sorts deviations and drops repeated ones, in the form the database can store, so that equal findings have equal
 * hashes.
 */
export function sortedDeviations(found: readonly Deviation[]): Deviation[] {
  const kept = found.map(({ path, value }) => ({ path: storable(path), value: storable(value) }));
  const byText = new Map(kept.map((deviation) => [JSON.stringify([deviation.path, deviation.value]), deviation]));
  return [...byText].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, deviation]) => deviation);
}

/** Whether two lists are the same: not more, not less, and with the same values. */
export function sameDeviations(found: readonly Deviation[], agreed: readonly Deviation[]): boolean {
  return JSON.stringify(sortedDeviations(found)) === JSON.stringify(sortedDeviations(agreed));
}

/** Replaces what PostgreSQL refuses in text. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
