import type { AdeKeys, RecoveryPointFacts, Tri } from '../../kernel/facts.ts';
import { sameKeys } from '../../kernel/key-url.ts';
import { adeNow } from './ade-now.ts';
import type { AdeAssessment, AdePass, Conflict, EncryptionFacts, Evidence } from './encryption-assessment.ts';

/**
 * The conclusion about ADE from VM, disks and point. If a point is given it decides, because the restored disks are as
 * the point is. Where it is silent, encryption seen today counts as yes, and its absence today proves nothing.
 */
export function ade(facts: EncryptionFacts): { finding: AdeAssessment; conflicts: Conflict[] } {
  const now = adeNow(facts.vm, facts.disks ?? []);
  const at = adeAtPoint(facts.point);
  const conflicts = [...at.conflicts, ...now.conflicts];
  const value = facts.point === undefined ? now.value : settle(at.value, now.value);

  if (at.value === 'yes' && now.value === 'no') conflicts.push({ code: 'point-encrypted-vm-not', params: {} });
  if (at.value === 'no' && now.value === 'yes') conflicts.push({ code: 'vm-encrypted-point-not', params: {} });
  const bothEncrypted = at.value === 'yes' && now.value === 'yes';
  if (bothEncrypted && at.pass !== 'unknown' && now.pass !== 'unknown' && at.pass !== now.pass) {
    conflicts.push({ code: 'pass-differs', params: { point: at.pass, now: now.pass } });
  }
  if (bothEncrypted && at.kek !== 'unknown' && now.kek !== 'unknown' && at.kek !== now.kek) {
    conflicts.push({ code: 'kek-differs', params: { point: at.kek, now: now.kek } });
  }

  // Settings read from a VM that is not encrypted (any more) say nothing about the point.
  const fromVm = value === 'yes' && now.value !== 'no';
  const pass = at.pass !== 'unknown' ? at.pass : fromVm ? now.pass : 'unknown';
  const kek = at.kek !== 'unknown' ? at.kek : fromVm ? now.kek : 'unknown';
  const keysAtPoint = facts.point?.keys;
  const finding: AdeAssessment = {
    value,
    evidence: [...at.evidence, ...now.evidence],
    now: now.value,
    atPoint: at.value,
    pass: value === 'no' ? 'unknown' : pass,
    entraApp: value === 'no' || pass === 'unknown' ? 'unknown' : pass === 'dual' ? 'yes' : 'no',
    kek: value === 'no' ? 'no' : kek,
    ...(keysAtPoint === undefined ? {} : { keysAtPoint }),
    keysNow: now.keysNow,
    keysOnRecord: now.keysOnRecord,
    rotatedSincePoint: rotated(keysAtPoint, now.keysNow),
  };
  return { finding, conflicts };
}

function settle(atPoint: Tri, now: Tri): Tri {
  if (atPoint !== 'unknown') return atPoint;
  return now === 'yes' ? 'yes' : 'unknown';
}

function rotated(atPoint: AdeKeys | undefined, now: readonly AdeKeys[]): Tri {
  if (atPoint === undefined || now.length === 0) return 'unknown';
  return now.some((keys) => sameKeys(keys, atPoint)) ? 'no' : 'yes';
}

type AdeAtPoint = { value: Tri; pass: AdePass; kek: Tri; evidence: Evidence[]; conflicts: Conflict[] };

/**
 * ADE as the recovery point states it. Its own GET is the source of truth; a list may leave out the encryption members
 * of the very same point, so that a list can prove encryption but never its absence.
 */
function adeAtPoint(point: RecoveryPointFacts | undefined): AdeAtPoint {
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
