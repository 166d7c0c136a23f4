import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { DiskFacts, VmFacts } from '../../kernel/facts.ts';
import { classify } from './classify.ts';

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
