/** Codes of evidence; their texts are in `i18n/`, below `encryption`. */
export type EvidenceCode =
  | 'point-says-encrypted'
  | 'point-says-not-encrypted'
  | 'point-has-keys'
  | 'point-mechanism'
  | 'point-silent'
  | 'point-only-listed'
  | 'point-managed'
  | 'point-unmanaged'
  | 'point-security-type'
  | 'vm-missing'
  | 'vm-os-settings-on'
  | 'vm-os-settings-off'
  | 'vm-extension-on'
  | 'vm-extension-off'
  | 'vm-extension-failed'
  | 'vm-no-ade-settings'
  | 'vm-kek'
  | 'vm-no-kek'
  | 'vm-host-on'
  | 'vm-host-off'
  | 'vm-security-type'
  | 'vm-no-security-type'
  | 'vm-managed'
  | 'vm-unmanaged'
  | 'vm-disk-set'
  | 'instance-encrypted'
  | 'instance-not-proven'
  | 'instance-clear'
  | 'instance-missing'
  | 'instance-incomplete'
  | 'disk-ade-on'
  | 'disk-ade-off'
  | 'disk-platform-key'
  | 'disk-customer-key'
  | 'disk-double'
  | 'disk-confidential'
  | 'disk-type-unknown'
  | 'disk-not-read'
  | 'set-double';

/** Codes of conflicts, rendered with message and remedy from the same catalogue. */
export type ConflictCode =
  | 'point-encrypted-vm-not'
  | 'vm-encrypted-point-not'
  | 'point-denies-but-has-keys'
  | 'extension-gone-disk-encrypted'
  | 'extension-off-still-encrypted'
  | 'pass-differs'
  | 'kek-differs'
  | 'managed-differs'
  | 'ade-with-host-encryption'
  | 'ade-with-customer-key';

export const encryptionKinds = [
  'ade-bek-kek',
  'ade-bek',
  /** ADE; whether a KEK is used is unknown. */
  'ade',
  'confidential',
  'host',
  'double',
  'cmk',
  'pmk',
  /** Unmanaged disks without ADE: only the storage account's own encryption. */
  'none',
  'unknown',
] as const;

export type EncryptionKind = (typeof encryptionKinds)[number];
