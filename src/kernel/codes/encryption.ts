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
