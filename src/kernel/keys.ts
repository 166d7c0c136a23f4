import type { AdeKeys } from './facts.ts';

/** A parsed key vault address. `version` is '' if the address names none. */
export type KeyAddress = { host: string; kind: 'keys' | 'secrets'; name: string; version: string };

/**
 * Parses a key or secret URL; undefined for any other text. Real recovery points carry `:443` in key URLs and some
 * recorded values end in a backslash, so neither may make two equal addresses differ. Names and hosts are
 * case-insensitive in Key Vault; they are returned in lower case.
 */
export function parseKeyUrl(url: string): KeyAddress | undefined {
  const match = /^https:\/\/([^/:]+)(?::443)?\/(keys|secrets)\/([^/\\]+)(?:\/([^/\\]+))?[/\\]*$/i.exec(url.trim());
  if (match === null) return undefined;
  const [, host = '', kind = '', name = '', version = ''] = match;
  return {
    host: host.toLowerCase(),
    kind: kind.toLowerCase() === 'keys' ? 'keys' : 'secrets',
    name: name.toLowerCase(),
    version: version.toLowerCase(),
  };
}

/**
 * Name of a key or secret in Azure's spelling, which `parseKeyUrl` loses: a secret that is set again keeps the
 * capitals of its GUID.
 * @throws TypeError for an invalid URL
 */
export function spelledName(url: string): string {
  return new URL(url).pathname.split('/')[2] ?? '';
}

/**
 * Whether a key, or the HSM that holds it, is in a Managed HSM: keys without an ARM id may lie in a key vault too.
 */
export function isHsmKey(url: string): boolean {
  return /^https:\/\/[^/]+\.managedhsm\./i.test(url);
}

/** The form in which two key vault addresses are compared. */
export function keyUrlKey(url: string): string {
  const address = parseKeyUrl(url);
  if (address === undefined) return url.trim().toLowerCase();
  return `https://${address.host}/${address.kind}/${address.name}${address.version === '' ? '' : `/${address.version}`}`;
}

export function sameKeys(a: AdeKeys, b: AdeKeys): boolean {
  return keysKey(a) === keysKey(b);
}

/** Each distinct pair of BEK and KEK once, in a stable order. */
export function distinctKeys(keys: readonly AdeKeys[]): AdeKeys[] {
  const byKey = new Map(keys.map((one) => [keysKey(one), one]));
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function keysKey(keys: AdeKeys): string {
  return `${keyUrlKey(keys.bek.secretUrl)} ${keys.kek === undefined ? '' : keyUrlKey(keys.kek.keyUrl)}`;
}

/** A version of a key or secret as Key Vault lists it; never its value. */
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
