/** What lies in a key vault. Control and data plane show it; only the data plane shows a value. */
export type StoredVersion = { version: string; createdAt: Date; enabled: boolean; expiresAt?: Date };

type StoredKey = {
  name: string;
  versions: StoredVersion[];
  /** The key belongs to a certificate. */
  managed?: boolean;
  /** Soft-deleted, until it is purged. */
  deletedAt?: Date;
};

type StoredSecret = {
  name: string;
  versions: (StoredVersion & { value: string; contentType: string; tags: Record<string, string> })[];
  deletedAt?: Date;
};

export type KeyVaultContents = {
  /** ARM id of the key vault. */
  id: string;
  /** e.g. https://kv-prod.vault.azure.net */
  uri: string;
  keys: Map<string, StoredKey>;
  secrets: Map<string, StoredSecret>;
};

export function newest<T extends StoredVersion>(stored: { name: string; versions: T[] }): T {
  const last = stored.versions.at(-1);
  if (!last) throw new Error(`${stored.name} has no version`);
  return last;
}
