import type { RecoveryPointFacts, Tri } from '../../kernel/facts.ts';
import type { AdePass, Conflict, Evidence } from './encryption-assessment.ts';

export type AdeAtPoint = { value: Tri; pass: AdePass; kek: Tri; evidence: Evidence[]; conflicts: Conflict[] };

/**
 * ADE as the recovery point states it. Its own GET is the source of truth; a list may leave out the encryption members
 * of the very same point, so that a list can prove encryption but never its absence.
 */
export function adeAtPoint(point: RecoveryPointFacts | undefined): AdeAtPoint {
  const evidence: Evidence[] = [];
  const conflicts: Conflict[] = [];
  if (point === undefined) return { value: 'unknown', pass: 'unknown', kek: 'unknown', evidence, conflicts };
  const pass: AdePass =
    point.mechanism === 'single-pass' ? 'single' : point.mechanism === 'double-pass' ? 'dual' : 'unknown';
  if (pass !== 'unknown') evidence.push({ code: 'point-mechanism', params: { mechanism: point.mechanism } });
  const hasKeys = point.hasKeyAndSecret || point.keys !== undefined;
  if (hasKeys) evidence.push({ code: 'point-has-keys', params: {} });
  const kek: Tri = point.keys === undefined ? 'unknown' : point.keys.kek === undefined ? 'no' : 'yes';
  const marked = hasKeys || pass !== 'unknown';

  if (point.encrypted === 'yes') {
    evidence.unshift({ code: 'point-says-encrypted', params: {} });
    return { value: 'yes', pass, kek, evidence, conflicts };
  }
  if (point.encrypted === 'no' && point.detailed) {
    evidence.unshift({ code: 'point-says-not-encrypted', params: {} });
    if (!marked) return { value: 'no', pass, kek, evidence, conflicts };
    conflicts.push({ code: 'point-denies-but-has-keys', params: {} });
    return { value: 'unknown', pass, kek, evidence, conflicts };
  }
  if (marked) return { value: 'yes', pass, kek, evidence, conflicts };
  evidence.push({ code: point.detailed ? 'point-silent' : 'point-only-listed', params: {} });
  return { value: 'unknown', pass, kek, evidence, conflicts };
}
