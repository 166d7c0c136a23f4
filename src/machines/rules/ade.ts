import type { AdeKeys, Tri } from '../../kernel/facts.ts';
import { sameKeys } from '../../kernel/key-url.ts';
import { adeAtPoint } from './ade-at-point.ts';
import { adeNow } from './ade-now.ts';
import type { AdeAssessment, Conflict, EncryptionFacts } from './encryption-assessment.ts';

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
