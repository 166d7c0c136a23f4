import type { Tri } from '../../kernel/facts.ts';
import type { Assessment, Conflict, EncryptionFacts, Evidence } from './encryption-assessment.ts';

/** Encryption at host: a flag of the VM, which the recovery point does not record. */
export function atHost(facts: EncryptionFacts): Assessment {
  const value = facts.vm?.encryptionAtHost ?? 'unknown';
  if (facts.vm === undefined) return { value, evidence: [{ code: 'vm-missing', params: {} }] };
  if (value === 'unknown') return { value, evidence: [] };
  return { value, evidence: [{ code: value === 'yes' ? 'vm-host-on' : 'vm-host-off', params: {} }] };
}

/** Whether the security type is the one asked for. The point decides where it states one; else the VM as it is. */
export function securityType(facts: EncryptionFacts, wanted: 'ConfidentialVM' | 'TrustedLaunch'): Assessment {
  const evidence: Evidence[] = [];
  if (wanted === 'ConfidentialVM') {
    for (const disk of facts.disks ?? []) {
      const type = disk.securityEncryptionType ?? '';
      // The OS disk of a machine with trusted launch says TrustedLaunch here.
      if (matches(type, wanted) === 'yes')
        evidence.push({ code: 'disk-confidential', params: { disk: disk.name, type } });
    }
  }
  const diskProves = evidence.length > 0;
  const atPoint = facts.point?.securityType ?? '';
  if (atPoint !== '') evidence.push({ code: 'point-security-type', params: { type: atPoint } });
  const now = facts.vm?.securityType ?? '';
  if (now !== '') evidence.push({ code: 'vm-security-type', params: { type: now } });
  else if (facts.vm !== undefined) evidence.push({ code: 'vm-no-security-type', params: {} });

  if (atPoint !== '') return { value: matches(atPoint, wanted), evidence };
  if (diskProves || matches(now, wanted) === 'yes') return { value: 'yes', evidence };
  // The VM's own GET is complete: a security profile that is absent there is not set.
  return { value: facts.vm === undefined ? 'unknown' : 'no', evidence };
}

/** Managed or unmanaged disks; the point decides where it says so. */
export function managed(facts: EncryptionFacts): { finding: Assessment; conflicts: Conflict[] } {
  const evidence: Evidence[] = [];
  const atPoint: Tri = facts.point?.managed ?? 'unknown';
  const now: Tri = facts.vm?.managed ?? 'unknown';
  if (atPoint !== 'unknown') {
    evidence.push({ code: atPoint === 'yes' ? 'point-managed' : 'point-unmanaged', params: {} });
  }
  if (now !== 'unknown') evidence.push({ code: now === 'yes' ? 'vm-managed' : 'vm-unmanaged', params: {} });
  const differ = atPoint !== 'unknown' && now !== 'unknown' && atPoint !== now;
  const conflicts: Conflict[] = differ ? [{ code: 'managed-differs', params: { point: atPoint, now } }] : [];
  return { finding: { value: atPoint === 'unknown' ? now : atPoint, evidence }, conflicts };
}

/** A VM says ConfidentialVM, a point ConfidentialVMDiskEncryptedWithCustomerKey and the like (recorded in September 2026). */
function matches(type: string, wanted: string): Tri {
  return type.replaceAll('_', '').toLowerCase().startsWith(wanted.toLowerCase()) ? 'yes' : 'no';
}
