import { nameOf } from '../../kernel/arm-id.ts';
import { regionKey } from '../../kernel/region-key.ts';
import type { RestoreChoice, RestoreFacts, Violation } from './plan.ts';
import { isSnapshotOnly } from './set-key.ts';

/**
 * A disk encryption set may be named only if the vault itself is encrypted with a customer's key, the point is of
 * managed disks, it is not encrypted with ADE, and it is read from the primary region. Unknown meets no condition.
 * A confidential machine whose key was lost is restored with a set in any vault (recorded), from the vault tier only
 * (documented in February 2026).
 */
export function encryptionSetRules(facts: RestoreFacts, choice: RestoreChoice): Violation[] {
  if (choice.diskEncryptionSetId === undefined) return [];
  const { vault, encryption } = facts;
  const params = { set: nameOf(choice.diskEncryptionSetId), vault: vault.name, vm: facts.item.vmName };
  const found: Violation[] = [];
  if (encryption.confidential.value === 'yes') {
    if (isSnapshotOnly(facts)) found.push({ code: 'set-confidential-snapshot-only', params });
  } else {
    if (vault.customerManagedKey === 'no') found.push({ code: 'set-vault-without-customer-key', params });
    if (vault.customerManagedKey === 'unknown') found.push({ code: 'set-vault-key-unknown', params });
  }
  if (encryption.managed.value === 'no') found.push({ code: 'set-unmanaged', params });
  if (encryption.managed.value === 'unknown') found.push({ code: 'set-managed-unknown', params });
  if (encryption.ade.value === 'yes') found.push({ code: 'set-ade', params });
  if (encryption.ade.value === 'unknown') found.push({ code: 'set-encryption-unknown', params });
  if (choice.region !== undefined && regionKey(choice.region) !== regionKey(vault.location)) {
    found.push({ code: 'set-secondary-region', params });
  }
  const region = facts.locations?.diskEncryptionSet;
  if (region !== undefined && regionKey(region) !== regionKey(vault.location)) {
    found.push({ code: 'set-other-region', params: { ...params, region, wanted: vault.location } });
  }
  return found;
}
