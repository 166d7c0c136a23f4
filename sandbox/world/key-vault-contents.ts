/** What lies in a key vault. Control and data plane show it; only the data plane shows a value. */
export type StoredVersion = {
  version: string;
  createdAt: Date;
  enabled: boolean;
  expiresAt?: Date;
  /** When its attributes were changed; absent: never. */
  updatedAt?: Date;
  tags?: Record<string, string>;
};

export type Stored<V extends StoredVersion = StoredVersion> = {
  name: string;
  versions: V[];
  /** It belongs to a certificate. */
  managed?: boolean;
  /** Soft-deleted, until it is purged. */
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
  /** What was purged: it is in nobody's reach, but backups of it can be restored. */
  purged: { keys: Stored[]; secrets: Stored<SecretVersion>[] };
};

/** Days a deleted key or secret can be recovered; the retention of every key vault of the world. */
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

/** By name, which Key Vault compares without case; a purged one is not there. */
export function find<T extends Stored>(among: Map<string, T>, name: string, now: Date): T | undefined {
  const found = [...among.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  return found?.deletedAt && purgeAt(found.deletedAt) <= now ? undefined : found;
}
