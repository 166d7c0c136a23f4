import { secretData } from './key-material.ts';
import { find, type KeyVaultContents, newest } from './key-vault-contents.ts';
import type { AdeKeys } from './point-source.ts';
import type { Resources } from './resources.ts';

/** The actual content of a restored disk, whatever its settings say. */
export type DiskContent = {
  /** Keys with which ADE encrypted it; absent: its content is not encrypted. */
  keys?: AdeKeys;
  /** The first boot of a copy asks for the recovery key. */
  asksOnce: boolean;
};

/** What of the world tells whether a disk opens. */
type Stores = {
  resources: Pick<Resources, 'get'>;
  keyVaults: ReadonlyMap<string, KeyVaultContents>;
  diskContents: ReadonlyMap<string, DiskContent>;
};

type Settings = {
  diskEncryptionKey: { secretUrl: string; sourceVault: { id: string } };
  keyEncryptionKey?: { keyUrl: string; sourceVault: { id: string } };
};

/** The settings of ADE that a disk carries; undefined when it has none or they are off. */
export function settingsOn(world: Pick<Stores, 'resources'>, diskId: string): Settings | undefined {
  const collection = world.resources.get(diskId)?.properties.encryptionSettingsCollection as
    | { enabled: boolean; encryptionSettings: Settings[] }
    | undefined;
  return collection?.enabled ? collection.encryptionSettings[0] : undefined;
}

/** Can the platform unlock the disk with the settings it carries? */
export function opens(world: Stores, diskId: string, now: Date): boolean {
  const keys = world.diskContents.get(diskId.toLowerCase())?.keys;
  if (!keys) return true;
  const settings = settingsOn(world, diskId);
  return settings !== undefined && unlocks(world, settings, keys, now);
}

/** The very version that encrypted it, or one that was set anew with the same value; its key must be there too. */
function unlocks(
  world: Pick<Stores, 'keyVaults'>,
  { diskEncryptionKey, keyEncryptionKey }: Settings,
  keys: AdeKeys,
  now: Date,
): boolean {
  const version = secretVersion(world, diskEncryptionKey.secretUrl, now);
  if (!version?.enabled) return false;
  const same = version.version === lastSegment(keys.bek.secretUrl);
  if (!same && version.value !== secretData(keys.bek.secretUrl)) return false;
  return !keys.kek || (keyEncryptionKey !== undefined && hasKey(world, keyEncryptionKey.keyUrl, now));
}

export function secretVersion(world: Pick<Stores, 'keyVaults'>, secretUrl: string, now: Date) {
  const secret = vaultOf(world, secretUrl)?.secrets;
  const stored = secret && find(secret, secretUrl.split('/')[4] ?? '', now);
  if (!stored || stored.deletedAt) return undefined;
  const wanted = lastSegment(secretUrl);
  return stored.versions.find((one) => one.version === wanted);
}

export function hasKey(world: Pick<Stores, 'keyVaults'>, keyUrl: string, now: Date): boolean {
  const keys = vaultOf(world, keyUrl)?.keys;
  const stored = keys && find(keys, keyUrl.split('/')[4] ?? '', now);
  return Boolean(stored && !stored.deletedAt && newest(stored).enabled);
}

/** The key vault that an address of its data plane belongs to. */
export function vaultOf(world: Pick<Stores, 'keyVaults'>, url: string): KeyVaultContents | undefined {
  const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
  return [...world.keyVaults.values()].find(({ uri }) => uri === `https://${host}`);
}

function lastSegment(url: string): string {
  return url.split('/').filter(Boolean).at(-1)?.toLowerCase() ?? '';
}
