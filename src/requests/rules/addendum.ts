import canonicalize from 'canonicalize';
import { z } from 'zod/v4';
import { effectsHash } from '../../kernel/effects-hash.ts';
import { defineStored } from '../../kernel/stored.ts';

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

/** Something that Azure's own answer holds and that was not signed. */
export type Deviation = {
  /** Where it stands, e.g. `virtualMachines/properties/userData`; a `/` in a name is `~1`, a `~` is `~0`. */
  path: string;
  /** What stands there, as canonical JSON. */
  value: string;
};

export function deviation(path: readonly string[], value: unknown): Deviation {
  return { path: path.map(escaped).join('/'), value: canonicalize(value) ?? 'null' };
}

export function segmentsOf({ path }: Deviation): string[] {
  return path.split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What has to be agreed to: all that was found, so that people see it as a whole, unless they agreed to just that. */
export function toAgree(found: readonly Deviation[], agreed: readonly Deviation[]): Deviation[] {
  return sameDeviations(found, agreed) ? [] : [...found];
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** In one order and each once, as the database keeps text, so that the same findings have the same hash. */
export function sortedDeviations(found: readonly Deviation[]): Deviation[] {
  const kept = found.map(({ path, value }) => ({ path: storable(path), value: storable(value) }));
  const byText = new Map(kept.map((deviation) => [JSON.stringify([deviation.path, deviation.value]), deviation]));
  return [...byText].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, deviation]) => deviation);
}

/** Whether just this was agreed to: not more, not less, and with the same values. */
export function sameDeviations(found: readonly Deviation[], agreed: readonly Deviation[]): boolean {
  return JSON.stringify(sortedDeviations(found)) === JSON.stringify(sortedDeviations(agreed));
}

/** Without what PostgreSQL refuses in text. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
