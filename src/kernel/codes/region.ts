/**
 * Resources that can be missing in the other region, or reasons why that is unknown. Texts: catalogue `region`.
 */
export type RegionCode =
  | 'off'
  | 'off-geo'
  | 'vault-unknown'
  | 'region-unlisted'
  | 'point-none'
  | 'point-late'
  | 'places-unnamed'
  | 'group-missing'
  | 'group-elsewhere'
  | 'staging-missing'
  | 'staging-elsewhere'
  | 'staging-kind'
  | 'staging-no-keys'
  | 'network-missing'
  | 'network-elsewhere'
  | 'subnet-missing'
  | 'subnet-unknown'
  | 'confidential'
  | 'encryption-unknown'
  | 'set-unnamed'
  | 'set-missing'
  | 'set-elsewhere'
  | 'set-unknown'
  | 'set-vault-gone'
  | 'set-vault-elsewhere'
  | 'set-key-gone'
  | 'set-key-deleted'
  | 'set-key-disabled'
  | 'set-key-expired'
  | 'key-vault-unnamed'
  | 'key-vault-missing'
  | 'key-vault-elsewhere'
  | 'key-vault-not-for-disks';

/** Worst first. off: the vault has no cross-region restore. */
export const regionStates = ['lacking', 'unknown', 'off', 'ready'] as const;
