import { armIdKey, nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { Tri } from '../../kernel/facts.ts';
import { diskCoverage } from './disk-coverage.ts';
import type { Assessment, EncryptionFacts, Evidence } from './encryption-assessment.ts';

export type ServerSide = { customerKey: Assessment & { diskEncryptionSetIds: string[] }; doubleEncryption: Assessment };

/**
 * Server-side encryption of the managed disks as they are today; the recovery point does not record it. One VM may use
 * a different disk encryption set per disk, and ids come back in other letter case.
 */
export function serverSide(facts: EncryptionFacts): ServerSide {
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
