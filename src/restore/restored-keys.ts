import { CodedError } from '../kernel/errors.ts';
import type { AdeKeys } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl } from '../kernel/key-url.ts';
import { reading } from '../kernel/result.ts';
import type { RequestServices } from '../requests/services.ts';
import { isSigned, keyElsewhere, type TagsOfSecret, unsignedKeys } from './rules/known-keys.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * Which of the pairs that restored disks name nobody signed.
 * @throws rebuild.key-elsewhere, azure.*
 */
export async function readUnsignedKeys(
  { azure }: Pick<RequestServices, 'azure'>,
  { plan, target }: StoredRestore,
  keys: readonly AdeKeys[],
): Promise<AdeKeys[]> {
  const elsewhere = keyElsewhere(keys);
  if (elsewhere) throw new CodedError('rebuild.key-elsewhere', { url: keyUrlKey(elsewhere) });
  const signed = plan.effects.keys;
  if (keys.every((one) => isSigned(one, signed))) return [];
  const tags = new Map<string, Record<string, string> | undefined>();
  const refs = [...(signed.point ? [signed.point] : []), ...signed.vm];
  const urls = [...keys.map(({ bek }) => keyUrlKey(bek.secretUrl)), ...refs.map(({ secret }) => secret)];
  // No other vault is asked: what lies in one that nobody signed proves nothing.
  const hosts = new Set(refs.map(({ secret }) => hostOf(secret)));
  for (const url of new Set(urls)) if (hosts.has(hostOf(url))) tags.set(url, await tagsAt(azure, url));
  const tagsOfSecret: TagsOfSecret = (url) => tags.get(keyUrlKey(url));
  return unsignedKeys(keys, signed, target.vmName, tagsOfSecret);
}

function hostOf(url: string): string {
  return parseKeyUrl(url)?.host ?? '';
}

/** What cannot be read tells nothing. */
async function tagsAt(
  { storedKeys }: RequestServices['azure'],
  url: string,
): Promise<Record<string, string> | undefined> {
  const read = await reading(() => storedKeys.look(url));
  if (read.kind === 'unread' || read.value.kind !== 'present') return undefined;
  const { version } = parseKeyUrl(url) ?? {};
  return read.value.versions.find((one) => one.version.toLowerCase() === version)?.tags;
}
