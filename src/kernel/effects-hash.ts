import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 in hex over the canonical JSON (RFC 8785) of what a plan will do. */
export function effectsHash(effects: object): string {
  return createHash('sha256')
    .update(canonicalize(effects) ?? '')
    .digest('hex');
}

/**
 * Effects as they are told by the version before: what a version adds, it can leave out.
 * @param signed where one version told the same in two ways, these say which
 */
export type Earlier = (effects: object, signed: object) => object;

/**
 * Effects as they are made today, in the version of those that were signed, so that a member that came since is not
 * taken for a change.
 * @param earlier each takes a version to the one before it; the last takes today's
 */
export function asSigned<Effects extends object>(signed: object, today: Effects, earlier: readonly Earlier[]): Effects {
  const steps = earlier.toReversed().slice(0, versionOf(today) - versionOf(signed));
  // What was signed is of the same shape, without what has come since.
  return steps.reduce((effects, step) => step(effects, signed), today as object) as Effects;
}

/** Whether today's effects are what was signed, compared in the version that was signed. */
export function sameEffects(signed: object, today: object, earlier: readonly Earlier[] = []): boolean {
  return effectsHash(asSigned(signed, today, earlier)) === effectsHash(signed);
}

/** Version 1 does not name itself. */
function versionOf(effects: { version?: unknown }): number {
  return typeof effects.version === 'number' ? effects.version : 1;
}
