import type { Security } from '../../restore/rules/security.ts';

/**
 * What `az vm create` is told of it, with a space before; '' where there is nothing.
 * @param osDisk how that of a confidential machine is encrypted with its state; az takes no such machine without
 */
export function securityAz(security: readonly Security[] = [], osDisk?: string): string {
  const type = typeOf(security);
  return [
    ...(security.includes('encryption-at-host') ? [' --encryption-at-host true'] : []),
    ...(type ? [` --security-type ${type} --enable-secure-boot ${security.includes('secure-boot')}`] : []),
    ...(type ? [` --enable-vtpm ${security.includes('vtpm')}`] : []),
    ...(osDisk ? [` --os-disk-security-encryption-type ${osDisk}`] : []),
  ].join('');
}

/** And `New-AzVMConfig`. */
export function securityPs(security: readonly Security[] = []): string {
  const type = typeOf(security);
  return [
    ...(security.includes('encryption-at-host') ? [' -EncryptionAtHost'] : []),
    ...(type ? [` -SecurityType ${type} -EnableSecureBoot $${security.includes('secure-boot')}`] : []),
    ...(type ? [` -EnableVtpm $${security.includes('vtpm')}`] : []),
  ].join('');
}

function typeOf(security: readonly Security[]): 'ConfidentialVM' | 'TrustedLaunch' | undefined {
  if (security.includes('confidential')) return 'ConfidentialVM';
  return security.includes('trusted-launch') ? 'TrustedLaunch' : undefined;
}
