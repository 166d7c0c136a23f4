import { armIdKey, sameArmId } from '../../kernel/arm-id.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { DiskFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { ade, areDisksRead } from './ade.ts';
import type { Assessment, EncryptionAssessment, EncryptionFacts } from './encryption-assessment.ts';

/**
 * Classifies the encryption of a machine or of a recovery point: each kind as yes, no or unknown. A verdict that decides
 * about a restore needs the point, read by its own GET. Without the machine, what only the machine shows is unknown.
 */
export function classify(facts: EncryptionFacts): EncryptionAssessment {
  const verdict: Omit<EncryptionAssessment, 'kind'> = {
    ade: ade(facts),
    ...serverSide(facts),
    encryptionAtHost: { value: facts.vm?.encryptionAtHost ?? 'unknown' },
    confidential: securityType(facts, 'ConfidentialVM'),
    trustedLaunch: securityType(facts, 'TrustedLaunch'),
    managed: managed(facts),
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
  const sets = new Map<string, string>();
  for (const disk of [...disks, ...(facts.vm?.disks ?? [])]) {
    for (const set of [disk.diskEncryptionSetId, disk.secureEncryptionSetId]) {
      if (set !== undefined && !sets.has(armIdKey(set))) sets.set(armIdKey(set), set);
    }
  }
  const isDoubleSet = (facts.diskEncryptionSets ?? []).some(
    (set) =>
      [...sets.values()].some((id) => sameArmId(id, set.id)) && /PlatformAndCustomerKeys/i.test(set.encryptionType),
  );
  const double = isDoubleSet || disks.some(({ encryptionType }) => encryptionType === 'platform-and-customer-keys');
  const customer =
    sets.size > 0 ||
    disks.some(
      ({ encryptionType }) => encryptionType === 'customer-key' || encryptionType === 'platform-and-customer-keys',
    );
  const isRead = facts.vm !== undefined && areDisksRead(facts.vm, disks);
  const unmanaged = facts.vm?.managed === 'no';
  const allRead = unmanaged || (isRead && disks.every(({ encryptionType }) => encryptionType !== 'unknown'));
  const allPlatform = unmanaged || (isRead && disks.every(({ encryptionType }) => encryptionType === 'platform-key'));
  return {
    customerKey: { value: tri(customer, allPlatform), diskEncryptionSetIds: [...sets.values()] },
    doubleEncryption: { value: tri(double, allRead) },
  };
}

function tri(yes: boolean, ruledOut: boolean): Tri {
  return yes ? 'yes' : ruledOut ? 'no' : 'unknown';
}

/** Whether the security type is the wanted one. The point decides if it states one; otherwise the VM. */
function securityType(facts: EncryptionFacts, wanted: 'ConfidentialVM' | 'TrustedLaunch'): Assessment {
  const atPoint = facts.point?.securityType ?? '';
  if (atPoint !== '') return { value: matches(atPoint, wanted) };
  // The OS disk of a trusted launch machine has TrustedLaunch here.
  const types = wanted === 'ConfidentialVM' ? (facts.disks ?? []).map((disk) => disk.securityEncryptionType ?? '') : [];
  if ([...types, facts.vm?.securityType ?? ''].some((type) => matches(type, wanted) === 'yes')) return { value: 'yes' };
  // The VM's own GET is complete: without a security profile, none is set.
  return { value: facts.vm === undefined ? 'unknown' : 'no' };
}

/** Whether disks are managed; the point decides if it says so. */
function managed(facts: EncryptionFacts): Assessment {
  const atPoint = facts.point?.managed ?? 'unknown';
  return { value: atPoint === 'unknown' ? (facts.vm?.managed ?? 'unknown') : atPoint };
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
