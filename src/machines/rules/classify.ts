import { armIdKey, nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { DiskFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { ade, diskCoverage } from './ade.ts';
import type { Assessment, Conflict, EncryptionAssessment, EncryptionFacts, Evidence } from './encryption-assessment.ts';

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

export type ServerSide = { customerKey: Assessment & { diskEncryptionSetIds: string[] }; doubleEncryption: Assessment };

/**
 * Server-side encryption of the managed disks as they are today; the recovery point does not record it. One VM may use
 * a different disk encryption set per disk, and ids come back in other letter case.
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

/** Encryption at host: a flag of the VM, which the recovery point does not record. */
function atHost(facts: EncryptionFacts): Assessment {
  const value = facts.vm?.encryptionAtHost ?? 'unknown';
  if (facts.vm === undefined) return { value, evidence: [{ code: 'vm-missing', params: {} }] };
  if (value === 'unknown') return { value, evidence: [] };
  return { value, evidence: [{ code: value === 'yes' ? 'vm-host-on' : 'vm-host-off', params: {} }] };
}

/** Whether the security type is the one asked for. The point decides where it states one; else the VM as it is. */
function securityType(facts: EncryptionFacts, wanted: 'ConfidentialVM' | 'TrustedLaunch'): Assessment {
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

/** A VM says ConfidentialVM, a point ConfidentialVMDiskEncryptedWithCustomerKey and the like (recorded in September 2026). */
function matches(type: string, wanted: string): Tri {
  return type.replaceAll('_', '').toLowerCase().startsWith(wanted.toLowerCase()) ? 'yes' : 'no';
}

/**
 * What lists of VMs and disks prove about a VM's encryption. They lack instance view and extensions, so they can prove
 * that it is encrypted but never that it is not: `unknown` then, and only looking at the VM itself tells more.
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

/** Encrypted with more than the platform's own key, as far as is known. */
export function isEncrypted(kind: EncryptionKind): boolean {
  return kind !== 'unknown' && kind !== 'pmk' && kind !== 'none';
}
