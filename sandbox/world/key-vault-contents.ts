/** Content of a key vault. Control and data plane list it; only the data plane returns a value. */
export type StoredVersion = {
  version: string;
  createdAt: Date;
  enabled: boolean;
  expiresAt?: Date;
  /** When its attributes last changed; absent: never. */
  updatedAt?: Date;
  tags?: Record<string, string>;
};

export type Stored<V extends StoredVersion = StoredVersion> = {
  name: string;
  versions: V[];
  /** True if it belongs to a certificate. */
  managed?: boolean;
  /** When it was soft-deleted; it is kept until it is purged. */
  deletedAt?: Date;
};

export type SecretVersion = StoredVersion & { value: string; contentType: string; tags: Record<string, string> };

export type KeyVaultContents = {
  /** ARM id of the key vault. */
  id: string;
  /** e.g. https://kv-prod.vault.azure.net */
  uri: string;
  keys: Map<string, Stored>;
  secrets: Map<string, Stored<SecretVersion>>;
  /** Purged keys and secrets: nobody can reach them, but their backups can be restored. */
  purged: { keys: Stored[]; secrets: Stored<SecretVersion>[] };
};

/** Retention of deleted keys and secrets in days, in every key vault of the world. */
export const retentionDays = 90;

export function newest<T extends StoredVersion>(stored: { name: string; versions: T[] }): T {
  const last = stored.versions.at(-1);
  if (!last) throw new Error(`${stored.name} has no version`);
  return last;
}

/** When a soft-deleted key or secret is purged. */
export function purgeAt(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + retentionDays * 86_400_000);
}

/** Finds by name, which Key Vault compares without case; purged ones are not found. */
export function find<T extends Stored>(among: Map<string, T>, name: string, now: Date): T | undefined {
  const found = [...among.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  return found?.deletedAt && purgeAt(found.deletedAt) <= now ? undefined : found;
}
