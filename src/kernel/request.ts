import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Without 0, O, 1, I and L, so that an id survives handwriting, a telephone and a small screen. */
const requestIdAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

const digits = '23456789';
const length = 4;

/**
 * A new request id such as R-7K2M. It always holds a digit: typed without its dash it can then never be an English
 * or Dutch word ("ready", "right") and is still recognised.
 * @param randomInt a uniform integer in [0, max)
 */
export function newRequestId(randomInt: (max: number) => number): string {
  const letters = Array.from({ length }, () => requestIdAlphabet.charAt(randomInt(requestIdAlphabet.length)));
  if (!letters.some((letter) => digits.includes(letter))) {
    letters[randomInt(length)] = digits.charAt(randomInt(digits.length));
  }
  return `R-${letters.join('')}`;
}

export type RequestIdReading =
  | { kind: 'id'; id: string }
  /** Shaped like an id, but with letters that no id contains: a misread letter. */
  | { kind: 'excluded-letters'; letters: string[] }
  | { kind: 'none' };

/** Reads an id as people type it: any case, the dash missing, doubled or a space. */
export function parseRequestId(text: string): RequestIdReading {
  const match = /^r(?<dash>[-_\s]*)(?<letters>[a-z0-9]{4})$/i.exec(text.trim());
  const letters = match?.groups?.letters?.toUpperCase();
  if (letters === undefined) return { kind: 'none' };
  if (match?.groups?.dash === '' && !/\d/.test(letters)) return { kind: 'none' };
  const excluded = [...new Set(letters)].filter((letter) => !requestIdAlphabet.includes(letter));
  if (excluded.length > 0) return { kind: 'excluded-letters', letters: excluded };
  return { kind: 'id', id: `R-${letters}` };
}

/** `pending → approved → running → succeeded | failed | cancelled`, or ended without running. */
export const requestStates = [
  'pending',
  'approved',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  'expired',
  'withdrawn',
  'void',
] as const;

export type RequestState = (typeof requestStates)[number];

/** Tag of all resources made for a request; its value is the request's id. */
export const requestTag = 'strongroom-request';

/** The request that a resource is tagged with. Others can write tags: only what reads as an id counts. */
export function requestIdOn({ tags }: { tags: Readonly<Record<string, string>> }): string | undefined {
  const reading = parseRequestId(tags[requestTag] ?? '');
  return reading.kind === 'id' ? reading.id : undefined;
}

/** Tag of a copy in quarantine and of its disks, for people, who may change it. The request is authoritative. */
export const quarantineTag = 'strongroom-quarantine';

type Resource = { tags?: unknown; [member: string]: unknown };

/** Adds tags to all resources of a template, beside their own. Tags given by an expression stay as they are. */
export function taggedTemplate(
  template: Record<string, unknown>,
  tags: Record<string, string>,
): Record<string, unknown> {
  const { resources } = template;
  if (!Array.isArray(resources)) return template;
  return { ...template, resources: resources.map((resource: Resource) => tagged(resource, tags)) };
}

function tagged(resource: Resource, tags: Record<string, string>): Resource {
  const own = resource.tags ?? {};
  return typeof own === 'object' ? { ...resource, tags: { ...own, ...tags } } : resource;
}

/** SHA-256 in hex over the canonical JSON (RFC 8785) of a plan's effects. */
export function effectsHash(effects: object): string {
  return createHash('sha256')
    .update(canonicalize(effects) ?? '')
    .digest('hex');
}

/**
 * Converts effects to the previous version, omitting what a version added.
 * @param signed decides where one version expressed the same in two ways
 */
export type Earlier = (effects: object, signed: object) => object;

/**
 * Today's effects in the version of the signed ones, so that a newer member does not count as a change.
 * @param earlier each converts a version to the one before it; the last converts today's
 */
export function asSigned<Effects extends object>(signed: object, today: Effects, earlier: readonly Earlier[]): Effects {
  const steps = earlier.toReversed().slice(0, versionOf(today) - versionOf(signed));
  // The signed effects have the same shape, without newer members.
  return steps.reduce((effects, step) => step(effects, signed), today as object) as Effects;
}

/** Whether today's effects equal the signed ones, compared in the signed version. */
export function sameEffects(signed: object, today: object, earlier: readonly Earlier[] = []): boolean {
  return effectsHash(asSigned(signed, today, earlier)) === effectsHash(signed);
}

/** Version 1 has no version member. */
function versionOf(effects: { version?: unknown }): number {
  return typeof effects.version === 'number' ? effects.version : 1;
}
