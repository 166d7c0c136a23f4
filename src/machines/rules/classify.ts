import { armIdKey, nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { DiskFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { ade, diskCoverage } from './ade.ts';
import type { Assessment, Conflict, EncryptionAssessment, EncryptionFacts, Evidence } from './encryption-assessment.ts';

/**
 * Classifies the encryption of a machine or of a recovery point: each kind as yes, no or unknown, with evidence. A
 * verdict that decides about a restore needs the point, read by its own GET. Without the machine, what only the machine
 * shows is unknown.
 */
export function classify(facts: EncryptionFacts): EncryptionAssessment {
  const { finding: adeFinding, conflicts } = ade(facts);
  const { finding: managedFinding, conflicts: managedConflicts } = managed(facts);
  const { customerKey, doubleEncryption } = serverSide(facts);
  const host = atHost(facts);
  const all = [...conflicts, ...managedConflicts];
  // Azure supports neither combination, but it is reported if it is there.
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

/** The strongest kind that is certain; unknown if a stronger kind is unknown. */
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

export type ServerSide = { customerKey: Assessment & { diskEncryptionSetIds: string[] }; doubleEncryption: Assessment };

/**
 * Server-side encryption of the managed disks today; recovery points do not record it. A VM may use a different disk
 * encryption set per disk, and the case of ids varies.
 */
function serverSide(facts: EncryptionFacts): ServerSide {
  const disks = facts.disks ?? [];
  const evidence: Evidence[] = [];
  const doubleEvidence: Evidence[] = [];
  const sets = new Map<string, string>();
  let platform = 0;
  let double = false;

  for (const disk of disks) {
    if (disk.diskEncryptionSetId !== undefined) sets.set(armIdKey(disk.diskEncryptionSetId), disk.diskEncryptionSetId);
    if (disk.secureEncryptionSetId !== undefined) {
      sets.set(armIdKey(disk.secureEncryptionSetId), disk.secureEncryptionSetId);
    }
    const params = { disk: disk.name };
    if (disk.encryptionType === 'platform-key') {
      platform += 1;
      evidence.push({ code: 'disk-platform-key', params });
    } else if (disk.encryptionType === 'customer-key') {
      evidence.push({ code: 'disk-customer-key', params });
    } else if (disk.encryptionType === 'platform-and-customer-keys') {
      double = true;
      evidence.push({ code: 'disk-customer-key', params });
      doubleEvidence.push({ code: 'disk-double', params });
    } else {
      evidence.push({ code: 'disk-type-unknown', params });
    }
  }
  for (const disk of facts.vm?.disks ?? []) {
    for (const set of [disk.diskEncryptionSetId, disk.secureEncryptionSetId]) {
      if (set === undefined) continue;
      if (!sets.has(armIdKey(set))) sets.set(armIdKey(set), set);
      evidence.push({ code: 'vm-disk-set', params: { disk: disk.name, set: nameOf(set) } });
    }
  }
  for (const set of facts.diskEncryptionSets ?? []) {
    const used = [...sets.values()].some((id) => sameArmId(id, set.id));
    if (used && /PlatformAndCustomerKeys/i.test(set.encryptionType)) {
      double = true;
      doubleEvidence.push({ code: 'set-double', params: { set: nameOf(set.id) } });
    }
  }

  const customer = sets.size > 0 || evidence.some((one) => one.code === 'disk-customer-key');
  const coverage = facts.vm === undefined ? { complete: false, evidence: [] } : diskCoverage(facts.vm, disks);
  evidence.push(...coverage.evidence);
  const unmanaged = facts.vm?.managed === 'no';
  const allRead = unmanaged || (coverage.complete && disks.every((disk) => disk.encryptionType !== 'unknown'));
  const allPlatform = unmanaged || (coverage.complete && platform === disks.length);
  return {
    customerKey: { value: tri(customer, allPlatform), evidence, diskEncryptionSetIds: [...sets.values()] },
    doubleEncryption: { value: tri(double, allRead), evidence: doubleEvidence },
  };
}

function tri(yes: boolean, ruledOut: boolean): Tri {
  return yes ? 'yes' : ruledOut ? 'no' : 'unknown';
}

/** Encryption at host is a flag of the VM; recovery points do not record it. */
function atHost(facts: EncryptionFacts): Assessment {
  const value = facts.vm?.encryptionAtHost ?? 'unknown';
  if (facts.vm === undefined) return { value, evidence: [{ code: 'vm-missing', params: {} }] };
  if (value === 'unknown') return { value, evidence: [] };
  return { value, evidence: [{ code: value === 'yes' ? 'vm-host-on' : 'vm-host-off', params: {} }] };
}

/** Whether the security type is the wanted one. The point decides if it states one; otherwise the VM. */
function securityType(facts: EncryptionFacts, wanted: 'ConfidentialVM' | 'TrustedLaunch'): Assessment {
  const evidence: Evidence[] = [];
  if (wanted === 'ConfidentialVM') {
    for (const disk of facts.disks ?? []) {
      const type = disk.securityEncryptionType ?? '';
      // The OS disk of a trusted launch machine has TrustedLaunch here.
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
  // The VM's own GET is complete: without a security profile, none is set.
  return { value: facts.vm === undefined ? 'unknown' : 'no', evidence };
}

/** Whether disks are managed; the point decides if it says so. */
function managed(facts: EncryptionFacts): { finding: Assessment; conflicts: Conflict[] } {
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

/**
 * VMs have ConfidentialVM, points ConfidentialVMDiskEncryptedWithCustomerKey and the like (recorded in September 2026).
 */
function matches(type: string, wanted: string): Tri {
  return type.replaceAll('_', '').toLowerCase().startsWith(wanted.toLowerCase()) ? 'yes' : 'no';
}

/**
 * The encryption that lists of VMs and disks prove. Lists lack instance view and extensions, so they can prove that a
 * VM is encrypted but never that it is not: then the result is `unknown`, and only reading the VM itself tells more.
 */
export function listedEncryption(vm: VmFacts, disks: readonly DiskFacts[]): EncryptionKind {
  const verdict = classify({ vm, disks });
  if (verdict.kind !== 'unknown') return verdict.kind;
  const proven = [
    ['confidential', verdict.confidential],
    ['host', verdict.encryptionAtHost],
    ['double', verdict.doubleEncryption],
    ['cmk', verdict.customerKey],
  ] as const;
  return proven.find(([, { value }]) => value === 'yes')?.[0] ?? 'unknown';
}

/** Whether it is known to be encrypted with more than the platform's own key. */
export function isEncrypted(kind: EncryptionKind): boolean {
  return kind !== 'unknown' && kind !== 'pmk' && kind !== 'none';
}
