import { hash } from 'node:crypto';

export type Blob = { content: Buffer; contentType: string; writtenAt: Date; appends?: true };

const dayMs = 24 * 60 * 60_000;

/** Blobs by storage account, container and name, all in lower case as the account spells them. */
export class Blobs {
  readonly #blobs = new Map<string, Blob>();
  readonly #containers = new Set<string>();
  readonly #deleted = new Map<string, { blob: Blob; until: Date }>();
  /** Days for which an account keeps deleted blobs. */
  readonly softDeleteDays = new Map<string, number>();

  /** Containers under an immutability policy with protected append, as account/container. */
  readonly immutable = new Map<string, 'Unlocked' | 'Locked'>();

  addContainer(account: string, container: string): void {
    this.#containers.add(`${account}/${container}`);
  }

  put(account: string, container: string, name: string, blob: Blob): void {
    this.#blobs.set(`${account}/${container}/${name}`, blob);
    this.#containers.add(`${account}/${container}`);
  }

  get(account: string, container: string, name: string): Blob | undefined {
    return this.#blobs.get(`${account}/${container}/${name}`);
  }

  /**
   * Deletes a blob; with soft delete it is kept for the account's days.
   * @param now time of the deletion, for soft delete
   */
  delete(account: string, container: string, name: string, now?: Date): boolean {
    const key = `${account}/${container}/${name}`;
    const [days, blob] = [this.softDeleteDays.get(account), this.#blobs.get(key)];
    if (days && blob && now) this.#deleted.set(key, { blob, until: new Date(now.getTime() + days * dayMs) });
    return this.#blobs.delete(key);
  }

  /** Soft-deleted blobs that a container still keeps, with their retention. */
  deleted(account: string, container: string, now: Date): { name: string; blob: Blob; days: number }[] {
    const prefix = `${account}/${container}/`;
    return [...this.#deleted].flatMap(([key, { blob, until }]) => {
      const days = Math.floor((until.getTime() - now.getTime()) / dayMs);
      return key.startsWith(prefix) && until > now ? [{ name: key.slice(prefix.length), blob, days }] : [];
    });
  }

  /** Names of a container's blobs. */
  list(account: string, container: string): string[] {
    const prefix = `${account}/${container}/`;
    return [...this.#blobs.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  /** Names of an account's containers; the first blob creates a container, which stays. */
  containers(account: string): string[] {
    const own = [...this.#containers, ...this.immutable.keys()].filter((key) => key.startsWith(`${account}/`));
    return own.map((key) => key.slice(account.length + 1)).sort();
  }
}

/** The two keys of a storage account, as `listKeys` returns them: each gives full access to its blobs. */
export function storageKeys(account: string): { keyName: string; value: string; permissions: string }[] {
  return ['key1', 'key2'].map((keyName) => ({
    keyName,
    value: hash('sha512', `storage ${account} ${keyName}`, 'base64'),
    permissions: 'Full',
  }));
}
