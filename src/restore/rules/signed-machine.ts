import { armIdKey } from '../../kernel/arm-id.ts';
import type { DiskFacts, MarketplacePlan, OsType, RecoveryPointFacts, VmFacts } from '../../kernel/facts.ts';
import type { JsonObject } from '../../kernel/stored.ts';

/** A disk of the original, as what a restored one is measured by. */
type SignedDisk = {
  lun: number;
  /** Disks only ever grow: a larger one, of an earlier point, was another disk. */
  mostGb: number | null;
  encryption: { type: DiskFacts['encryptionType']; set: string | null } | null;
  caching: string | null;
};

/** Facts that only the original itself tells. */
export type SignedOriginal = {
  plan: MarketplacePlan | null;
  licenseType: string | null;
  diskController: string | null;
  /** null: its interface could not be read. */
  acceleratedNetworking: boolean | null;
  interfaces: number;
  /** Ids, in comparable spelling, of what it is placed in: a copy joins none of it. */
  placement: string[];
  disks: SignedDisk[];
};

/**
 * Properties of the machine beyond its place and its disks: signed with the plan, from the point and from the original.
 * Where the original is gone, its share is left out; a template that contains it is then put to a vote.
 */
export type SignedMachine = {
  size: string | null;
  zone: string | null;
  osType: OsType;
  original?: SignedOriginal;
};

export function signedEncryption({ encryptionType, diskEncryptionSetId }: DiskFacts): SignedDisk['encryption'] {
  if (encryptionType === 'unknown') return null;
  return { type: encryptionType, set: diskEncryptionSetId === undefined ? null : armIdKey(diskEncryptionSetId) };
}

/** Protection of a machine beside the encryption of its disks: entries of the catalogue `common.security`. */
export type Security = 'encryption-at-host' | 'trusted-launch' | 'confidential' | 'secure-boot' | 'vtpm';

/**
 * What a copy is to have. Trusted launch and confidential go by the point where it tells, for its disks belong to it:
 * Azure refuses a machine of another type than its OS disk. A vTPM is part of both; whether a machine that is gone
 * booted securely is not known, and a boot that does not come up is worse than one that is not proven. Only an OS disk
 * that is encrypted with the state of the machine demands both.
 * @param vm absent: gone
 */
export function securityOf(vm: VmFacts | undefined, point: RecoveryPointFacts): Security[] {
  const type = point.securityType || vm?.securityType || '';
  const found = kindOf(type);
  return [
    ...(vm?.encryptionAtHost === 'yes' ? (['encryption-at-host'] as const) : []),
    ...(found ? [found, ...uefiOf(vm, type)] : []),
  ];
}

function uefiOf(vm: VmFacts | undefined, type: string): Security[] {
  if (!vm || kindOf(vm.securityType ?? '') !== kindOf(type)) {
    return stateEncryptionOf(type) === 'DiskWithVMGuestState' ? ['secure-boot', 'vtpm'] : ['vtpm'];
  }
  return [...(vm.uefi?.secureBoot ? (['secure-boot'] as const) : []), ...(vm.uefi?.vTpm ? (['vtpm'] as const) : [])];
}

/**
 * Spellings differ between a machine, a disk and a point: a point writes ConfidentialVMDiskEncryptedWithCustomerKey, a
 * disk with underscores.
 */
export function kindOf(type: string): 'trusted-launch' | 'confidential' | undefined {
  if (/^trustedlaunch$/i.test(type)) return 'trusted-launch';
  return /^confidentialvm/i.test(type) ? 'confidential' : undefined;
}

/**
 * Encryption type of a confidential machine's OS disk, which Azure requires even where it could read it there.
 * @param type of the disk, or of its point; undefined where that does not say
 */
export function stateEncryptionOf(type = ''): string | undefined {
  if (/^confidentialvm_?DiskEncrypted/i.test(type)) return 'DiskWithVMGuestState';
  if (/^confidentialvm_?VMGuestStateOnly/i.test(type)) return 'VMGuestStateOnly';
  return /^confidentialvm_?NonPersistedTPM/i.test(type) ? 'NonPersistedTPM' : undefined;
}

/** The machine was to be encrypted at host, and is not. */
export function lacksHostEncryption(vm: VmFacts | undefined, wanted: readonly Security[] | undefined): boolean {
  return wanted?.includes('encryption-at-host') === true && vm?.encryptionAtHost !== 'yes';
}

/** The member of a machine's properties that sets it; {} where there is nothing. */
export function securityProfileOf(wanted: readonly Security[] | undefined): JsonObject {
  if (!wanted || wanted.length === 0) return {};
  const type = wanted.includes('confidential') ? 'ConfidentialVM' : 'TrustedLaunch';
  return {
    securityProfile: {
      ...(wanted.includes('encryption-at-host') && { encryptionAtHost: true }),
      ...((wanted.includes('trusted-launch') || wanted.includes('confidential')) && {
        securityType: type,
        uefiSettings: {
          secureBootEnabled: wanted.includes('secure-boot'),
          vTpmEnabled: wanted.includes('vtpm'),
        },
      }),
    },
  };
}
