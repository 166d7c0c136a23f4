/** A version of a key or secret as Key Vault lists it. Never its value. */
export type KeyVersion = {
  version: string;
  enabled: boolean;
  createdAt?: Date;
  expiresAt?: Date;
  tags?: Record<string, string>;
};

export type StoredKey =
  | {
      kind: 'present';
      versions: KeyVersion[];
      /** `managed`: the key or secret belongs to a certificate. Absent means no. */
      certificateBacked: boolean;
    }
  /** Soft-deleted: it can be recovered until it is purged. */
  | { kind: 'deleted'; purgedAt?: Date; certificateBacked: boolean }
  | { kind: 'gone' };
