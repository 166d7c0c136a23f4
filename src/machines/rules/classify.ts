import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import { ade } from './ade.ts';
import type { EncryptionAssessment, EncryptionFacts } from './encryption-assessment.ts';
import { atHost, managed, securityType } from './machine.ts';
import { serverSide } from './server-side.ts';

/**
 * How a machine, or a recovery point of it, is encrypted: each kind as yes, no or unknown with the evidence for it.
 * Give the point (read by its own GET) whenever the verdict is to decide about a restore. The machine may be absent;
 * what only it could tell is then unknown.
 */
export function classify(facts: EncryptionFacts): EncryptionAssessment {
  const { finding: adeFinding, conflicts } = ade(facts);
  const { finding: managedFinding, conflicts: managedConflicts } = managed(facts);
  const { customerKey, doubleEncryption } = serverSide(facts);
  const host = atHost(facts);
  const all = [...conflicts, ...managedConflicts];
  // Azure supports neither together, but what is there is there: say it, do not deny it.
  if (adeFinding.now === 'yes' && host.value === 'yes') all.push({ code: 'ade-with-host-encryption', params: {} });
  if (adeFinding.now === 'yes' && customerKey.value === 'yes') all.push({ code: 'ade-with-customer-key', params: {} });
  const verdict: Omit<EncryptionAssessment, 'kind'> = {
    ade: adeFinding,
    customerKey,
    doubleEncryption,
    encryptionAtHost: host,
    confidential: securityType(facts, 'ConfidentialVM'),
    trustedLaunch: securityType(facts, 'TrustedLaunch'),
    managed: managedFinding,
    conflicts: all,
  };
  return { kind: classifyKind(verdict), ...verdict };
}

/** The strongest kind that is certain; as soon as one that would rank higher is unknown, the whole is unknown. */
function classifyKind(verdict: Omit<EncryptionAssessment, 'kind'>): EncryptionKind {
  if (verdict.ade.value === 'yes') {
    if (verdict.ade.kek === 'unknown') return 'ade';
    return verdict.ade.kek === 'yes' ? 'ade-bek-kek' : 'ade-bek';
  }
  if (verdict.ade.value === 'unknown') return 'unknown';
  const ranked = [
    ['confidential', verdict.confidential.value],
    ['host', verdict.encryptionAtHost.value],
    ['double', verdict.doubleEncryption.value],
    ['cmk', verdict.customerKey.value],
  ] as const;
  for (const [kind, value] of ranked) {
    if (value === 'yes') return kind;
    if (value === 'unknown') return 'unknown';
  }
  if (verdict.managed.value === 'unknown') return 'unknown';
  return verdict.managed.value === 'yes' ? 'pmk' : 'none';
}
