import type { KeyVersion } from '../../kernel/stored-key.ts';
import { count, list, text } from './values.ts';

/** Attributes only: the lists of versions that these come from have no values, and none is looked for. */
export function parseVersion(entry: unknown): (KeyVersion & { certificateBacked: boolean }) | undefined {
  const { kid, id, attributes, managed, tags } = members(entry);
  const version = addressVersion(text(kid) ?? text(id) ?? '');
  if (version === '') return undefined;
  const given = members(attributes);
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

/** Name in lower case and when it is purged, from a list of deleted keys or secrets. */
export function parseDeleted(
  entry: unknown,
): { name: string; certificateBacked: boolean; purgedAt?: Date } | undefined {
  const { kid, id, recoveryId, scheduledPurgeDate, managed } = members(entry);
  const address = text(kid) ?? text(id) ?? text(recoveryId) ?? '';
  const name = /\/(?:deleted)?(?:keys|secrets)\/([^/]+)/i.exec(address)?.[1]?.toLowerCase();
  const purgedAt = unixDate(scheduledPurgeDate);
  if (name === undefined) return undefined;
  return { name, certificateBacked: managed === true, ...(purgedAt && { purgedAt }) };
}

/** One page of a Key Vault list; a page without `value` is none. */
export function parseKeyPage(answer: unknown): { entries: readonly unknown[]; nextLink?: string } | undefined {
  const { value, nextLink } = members(answer);
  if (!Array.isArray(value)) return undefined;
  const next = text(nextLink);
  return { entries: list(value), ...(next && { nextLink: next }) };
}

function textsIn(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members(value)).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
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

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
