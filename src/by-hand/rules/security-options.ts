import type { Security } from '../../restore/rules/security.ts';

/** What `az vm create` is told of it, with a space before; '' where there is nothing. */
export function securityAz(security: readonly Security[] = []): string {
  const trusted = security.includes('trusted-launch');
  return [
    ...(security.includes('encryption-at-host') ? [' --encryption-at-host true'] : []),
    ...(trusted ? [` --security-type TrustedLaunch --enable-secure-boot ${security.includes('secure-boot')}`] : []),
    ...(trusted ? [` --enable-vtpm ${security.includes('vtpm')}`] : []),
  ].join('');
}

/** And `New-AzVMConfig`. */
export function securityPs(security: readonly Security[] = []): string {
  const trusted = security.includes('trusted-launch');
  return [
    ...(security.includes('encryption-at-host') ? [' -EncryptionAtHost'] : []),
    ...(trusted ? [` -SecurityType TrustedLaunch -EnableSecureBoot $${security.includes('secure-boot')}`] : []),
    ...(trusted ? [` -EnableVtpm $${security.includes('vtpm')}`] : []),
  ].join('');
}
