import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

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
