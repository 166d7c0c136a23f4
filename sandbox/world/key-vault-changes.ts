import { parseArmId } from './arm-id.ts';
import { vaultOf } from './disk-contents.ts';
import { addressInBackup } from './key-material.ts';
import { find, type KeyVaultContents, type SecretVersion, type Stored } from './key-vault-contents.ts';
import type { Refusal } from './refusal.ts';
import type { World } from './world.ts';

type Kind = 'keys' | 'secrets';

/** How long the service takes to recover a deleted key or secret after it accepted the request (a guess). */
const recoverySeconds = 4;

/**
 * Restores a backup with all its versions under their names. Documented: only into a key vault of the same subscription
 * and geography, and not over an existing or deleted name. Codes and wording are modelled.
 */
export function restoreStored(
  world: World,
  contents: KeyVaultContents,
  kind: Kind,
  backup: string,
  now: Date,
): Stored | Refusal {
  const url = addressInBackup(backup, kind);
  const source = url === undefined ? undefined : vaultOf(world, url);
  const name = url?.split('/')[4] ?? '';
  const lost = source && stillKnown(source, kind, name);
  if (!source || !lost) {
    return { code: 'BadParameter', status: 400, message: 'The parameter value is not a valid backup blob.' };
  }
  if (parseArmId(source.id)?.subscriptionId !== parseArmId(contents.id)?.subscriptionId) {
    const message = 'The backup blob was made in another subscription or geography and cannot be restored here.';
    return { code: 'BadParameter', status: 400, message };
  }
  const taken = nameTaken(contents[kind], kind, name, now);
  if (taken) return taken;
  const { deletedAt: _, ...kept } = structuredClone(lost);
  put(contents, kind, kept);
  return kept;
}

/** A name can't be reused while it is in use, or deleted and not yet purged. */
export function nameTaken(among: Map<string, Stored>, kind: Kind, name: string, now: Date): Refusal | undefined {
  const found = find(among, name, now);
  if (!found) return undefined;
  const what = kind === 'keys' ? 'Key' : 'Secret';
  const message = found.deletedAt
    ? `${what} ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the ${what.toLowerCase()} can only be recovered or purged.`
    : `A ${what.toLowerCase()} with the name ${name} already exists.`;
  return { code: 'ConflictError', message };
}

/** Adds a version to a secret, or creates it. */
export function setSecret(
  world: World,
  contents: KeyVaultContents,
  name: string,
  given: Pick<SecretVersion, 'value' | 'contentType' | 'tags'>,
  now: Date,
): Stored<SecretVersion> | Refusal {
  const existing = find(contents.secrets, name, now);
  if (existing?.deletedAt) return nameTaken(contents.secrets, 'secrets', name, now) as Refusal;
  const version = {
    ...given,
    version: world.nextId('secret version').replaceAll('-', ''),
    createdAt: now,
    enabled: true,
  };
  if (existing) {
    existing.versions.push(version);
    return existing;
  }
  const made = { name, versions: [version] };
  contents.secrets.set(name, made);
  return made;
}

/** Creates a key, or a new version of it. */
export function createKey(world: World, contents: KeyVaultContents, name: string, now: Date): Stored | Refusal {
  const existing = find(contents.keys, name, now);
  if (existing?.deletedAt) return nameTaken(contents.keys, 'keys', name, now) as Refusal;
  const version = { version: world.nextId('key version').replaceAll('-', ''), createdAt: now, enabled: true };
  if (existing) {
    existing.versions.push(version);
    return existing;
  }
  const made = { name, versions: [version] };
  contents.keys.set(name, made);
  return made;
}

/** Soft-deletes a key or secret: every key vault of the world lets it be recovered until it is purged. */
export function deleteStored<T extends Stored>(stored: T, now: Date): T & { deletedAt: Date } {
  return Object.assign(stored, { deletedAt: now });
}

/** Recovers a deleted key or secret; the name is usable when the service has finished. */
export function recoverStored(world: World, stored: Stored, now: Date): void {
  world.agenda.add(new Date(now.getTime() + recoverySeconds * 1000), () => {
    delete stored.deletedAt;
  });
}

/** Purged ones count as well: a backup outlives its original. */
function stillKnown(contents: KeyVaultContents, kind: Kind, name: string): Stored | undefined {
  const same = (one: Stored) => one.name.toLowerCase() === name.toLowerCase();
  return [...contents[kind].values()].find(same) ?? contents.purged[kind].find(same);
}

function put(contents: KeyVaultContents, kind: Kind, stored: Stored): void {
  (contents[kind] as Map<string, Stored>).set(stored.name, stored);
}
