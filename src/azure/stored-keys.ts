import { nameOf } from '../kernel/arm-id.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { type KeyVersion, parseKeyUrl, type StoredKey } from '../kernel/keys.ts';
import { asObject } from '../kernel/stored.ts';
import { askAzure, askIfThere } from './calls.ts';
import { unreadable } from './errors.ts';
import { count, list, text } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type StoredKeys = {
  /**
   * Versions and attributes of a key or secret by its address, or that it is soft-deleted or gone. Lists only:
   * they need no right to read a value, and their answers contain none.
   * @throws azure.*; bad-key-url for an address outside Key Vault
   */
  inspect(url: string): Promise<StoredKey>;
  /**
   * Whether a key vault holds secrets that unlock no disk, those of certificates among them. Lists only, too.
   * @throws azure.*; bad-key-url for what can't be the id of a key vault
   */
  holdsOtherSecrets(keyVaultId: string): Promise<boolean>;
};

const version = 'api-version=7.4';
/** 25 to a page: a healthy vault has fewer versions, and fewer deleted keys, than this. */
const mostPages = 40;

/** Key vaults or Managed HSMs: both have the same lists, but each has its own token, which goes to no other host. */
type Store = { suffix: string; read: PlainRead };

/** @param stores key vaults first */
export function createStoredKeys(stores: readonly [Store, ...Store[]]): StoredKeys {
  async function* pages(read: PlainRead, first: string, host: string): AsyncGenerator<unknown> {
    let next: string | undefined = first;
    for (let count = 0; next !== undefined; count += 1) {
      if (count === mostPages || new URL(next).host !== host) throw unreadable('pages');
      const page = parseKeyPage(await read(next));
      if (page === undefined) throw unreadable('list');
      yield* page.entries;
      next = page.nextLink;
    }
  }

  return {
    async inspect(url) {
      const address = parseKeyUrl(url);
      const store = stores.find(({ suffix }) => address?.host.endsWith(`.${suffix}`));
      if (!address || !store) throw new CodedError('bad-key-url', {});
      const { read } = store;
      const { host, kind, name } = address;
      const versions = await askIfThere(async () => {
        const found = [];
        for await (const entry of pages(read, `https://${host}/${kind}/${name}/versions?${version}`, host)) {
          found.push(parseVersion(entry));
        }
        return found.flatMap((one) => one ?? []);
      });
      if (versions && versions.length > 0) {
        return {
          kind: 'present',
          versions: versions.map(({ certificateBacked: _, ...one }) => one),
          certificateBacked: versions.some(({ certificateBacked }) => certificateBacked),
        };
      }
      // Reading the deleted one by name would need the right to read secrets; the list does not.
      const deleted = await askAzure(async () => {
        for await (const entry of pages(read, `https://${host}/deleted${kind}?${version}`, host)) {
          const one = parseDeleted(entry);
          if (one?.name === name) return one;
        }
        return undefined;
      });
      if (!deleted) return { kind: 'gone' };
      const { purgedAt, certificateBacked } = deleted;
      return { kind: 'deleted', certificateBacked, ...(purgedAt && { purgedAt }) };
    },

    async holdsOtherSecrets(keyVaultId) {
      const [{ suffix, read }] = stores;
      const name = nameOf(keyVaultId).toLowerCase();
      // Whoever assigns roles writes such ids: a name with other signs could lead the token to another host.
      if (!/^[a-z0-9-]{3,24}$/.test(name)) throw new CodedError('bad-key-url', {});
      const host = `${name}.${suffix}`;
      return askAzure(async () => {
        for await (const entry of pages(read, `https://${host}/secrets?${version}`, host)) {
          if (!unlocksDisk(entry)) return true;
        }
        return false;
      });
    },
  };
}

/** State of a secret (BEK) or key (KEK) in its key vault, in the version that its address names. */
export type KeyState = {
  url: string;
  kind: 'secret' | 'key';
  state: 'present' | 'disabled' | 'expired' | 'soft-deleted' | 'missing' | 'unknown';
  /** Why the state is unknown. */
  failure?: Failure;
};

export async function readKeyState(storedKeys: StoredKeys, url: string, now: Date): Promise<KeyState> {
  const address = parseKeyUrl(url);
  const kind = address?.kind === 'keys' ? 'key' : 'secret';
  try {
    return { url, kind, state: versionState(await storedKeys.inspect(url), address?.version ?? '', now) };
  } catch (error) {
    if (error instanceof CodedError) return { url, kind, state: 'unknown', failure: asFailure(error) };
    throw error;
  }
}

function versionState(stored: StoredKey, version: string, now: Date): KeyState['state'] {
  if (stored.kind === 'deleted') return 'soft-deleted';
  if (stored.kind === 'gone') return 'missing';
  const found = stored.versions.find((one) => version === '' || one.version.toLowerCase() === version);
  if (!found) return 'missing';
  if (!found.enabled) return 'disabled';
  return found.expiresAt && found.expiresAt <= now ? 'expired' : 'present';
}

/** Azure Disk Encryption describes each of its secrets so, wrapped by a key or not. */
function unlocksDisk(entry: unknown): boolean {
  const { contentType, tags } = asObject(entry);
  return /^(wrapped )?bek$/i.test(text(contentType) ?? '') || 'DiskEncryptionKeyFileName' in textsIn(tags);
}

/** Attributes only: the lists of versions contain no values, and none is read. */
export function parseVersion(entry: unknown): (KeyVersion & { certificateBacked: boolean }) | undefined {
  const { kid, id, attributes, managed, tags } = asObject(entry);
  const version = addressVersion(text(kid) ?? text(id) ?? '');
  if (version === '') return undefined;
  const given = asObject(attributes);
  const createdAt = unixDate(given.created);
  const expiresAt = unixDate(given.exp);
  return {
    version,
    enabled: given.enabled !== false,
    ...(createdAt && { createdAt }),
    ...(expiresAt && { expiresAt }),
    ...(tags !== undefined && { tags: textsIn(tags) }),
    certificateBacked: managed === true,
  };
}

/** Name in lower case and purge date, from a list of deleted keys or secrets. */
export function parseDeleted(
  entry: unknown,
): { name: string; certificateBacked: boolean; purgedAt?: Date } | undefined {
  const { kid, id, recoveryId, scheduledPurgeDate, managed } = asObject(entry);
  const address = text(kid) ?? text(id) ?? text(recoveryId) ?? '';
  const name = /\/(?:deleted)?(?:keys|secrets)\/([^/]+)/i.exec(address)?.[1]?.toLowerCase();
  const purgedAt = unixDate(scheduledPurgeDate);
  if (name === undefined) return undefined;
  return { name, certificateBacked: managed === true, ...(purgedAt && { purgedAt }) };
}

/** One page of a Key Vault list; a page without `value` is rejected. */
export function parseKeyPage(answer: unknown): { entries: readonly unknown[]; nextLink?: string } | undefined {
  const { value, nextLink } = asObject(answer);
  if (!Array.isArray(value)) return undefined;
  const next = text(nextLink);
  return { entries: list(value), ...(next && { nextLink: next }) };
}

function textsIn(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value)).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
  );
}

function addressVersion(address: string): string {
  return /\/(?:keys|secrets)\/[^/]+\/([^/]+)\/?$/i.exec(address)?.[1] ?? '';
}

/** Key Vault sends seconds since 1970. */
function unixDate(value: unknown): Date | undefined {
  const seconds = count(value);
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}
