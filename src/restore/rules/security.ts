import type { RecoveryPointFacts, VmFacts } from '../../kernel/facts.ts';
import type { JsonObject } from '../../kernel/json-object.ts';

/** What protects a machine beside the encryption of its disks: entries of the catalogue `common.security`. */
export type Security = 'encryption-at-host' | 'trusted-launch' | 'secure-boot' | 'vtpm';

/**
 * What a copy is to have. Trusted launch goes by the point where it tells, for its disks belong to it: without that
 * type Azure does not start them, and with it no others. A vTPM is part of it; whether a machine that is gone booted
 * securely is not known, and a boot that does not come up is worse than one that is not proven.
 * @param vm absent: gone
 */
export function securityOf(vm: VmFacts | undefined, point: RecoveryPointFacts): Security[] {
  const type = point.securityType || vm?.securityType || '';
  return [
    ...(vm?.encryptionAtHost === 'yes' ? (['encryption-at-host'] as const) : []),
    ...(isTrusted(type) ? (['trusted-launch', ...uefiOf(vm)] as const) : []),
  ];
}

function uefiOf(vm: VmFacts | undefined): Security[] {
  if (!vm || !isTrusted(vm.securityType ?? '')) return ['vtpm'];
  return [...(vm.uefi?.secureBoot ? (['secure-boot'] as const) : []), ...(vm.uefi?.vTpm ? (['vtpm'] as const) : [])];
}

function isTrusted(type: string): boolean {
  return type.toLowerCase() === 'trustedlaunch';
}

/** The machine was to be encrypted at host, and is not. */
export function lacksHostEncryption(vm: VmFacts | undefined, wanted: readonly Security[] | undefined): boolean {
  return wanted?.includes('encryption-at-host') === true && vm?.encryptionAtHost !== 'yes';
}

/** The member of a machine's properties that sets it; {} where there is nothing. */
export function securityProfileOf(wanted: readonly Security[] | undefined): JsonObject {
  if (!wanted || wanted.length === 0) return {};
  return {
    securityProfile: {
      ...(wanted.includes('encryption-at-host') && { encryptionAtHost: true }),
      ...(wanted.includes('trusted-launch') && {
        securityType: 'TrustedLaunch',
        uefiSettings: {
          secureBootEnabled: wanted.includes('secure-boot'),
          vTpmEnabled: wanted.includes('vtpm'),
        },
      }),
    },
  };
}
