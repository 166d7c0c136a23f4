import { keyBackupData, secretBackupData } from '../world/key-material.ts';
import { createKey, deleteStored } from '../world/key-vault-changes.ts';
import { type KeyVaultContents, newest, type SecretVersion, type Stored } from '../world/key-vault-contents.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { type Route, vaultRoute } from './router.ts';
import { changed, deletion, inUse, type Kind, notFound, openVault, type Wish } from './vault-access.ts';
import { bundle } from './vault-keys.ts';
import { showSecret } from './vault-secrets.ts';

const names = { keys: 'Key', secrets: 'Secret' } as const;
const vaults = 'Microsoft.KeyVault/vaults';

/** Changes of a key or secret in place: attributes and tags, deletion, backup, and a new key. */
export function vaultChangeRoutes(): Route[] {
  const both = (['keys', 'secrets'] as const).flatMap((kind) => {
    const name = `{${kind === 'keys' ? 'key' : 'secret'}-name}`;
    const version = name.replace('name', 'version');
    return [
      vaultRoute('PATCH', `/${kind}/${name}/${version}`, (context) => update(context, kind)),
      // Clients change the newest version by an address that ends with a slash.
      vaultRoute('PATCH', `/${kind}/${name}`, (context) => update(context, kind)),
      vaultRoute('DELETE', `/${kind}/${name}`, (context) => remove(context, kind)),
      vaultRoute('POST', `/${kind}/${name}/backup`, (context) => backup(context, kind)),
    ];
  });
  return [...both, vaultRoute('POST', '/keys/{key-name}/create', create)];
}

type Changes = {
  attributes?: { enabled?: boolean; exp?: number };
  tags?: Record<string, string>;
  contentType?: string;
};

/** Updates attributes; omitted ones stay, and a value is never changed this way. */
function update(context: Context, kind: Kind): Reply {
  // Documented: access policies have an update right for keys; for secrets, the right to set includes it.
  const verb = kind === 'keys' ? 'update' : 'set';
  const [contents, stored] = opened(context, kind, { verb, of: 'update/action' });
  const asked = context.params[kind === 'keys' ? 'key-version' : 'secret-version']?.toLowerCase();
  const version = asked ? stored.versions.find((one) => one.version === asked) : newest(stored);
  if (!version) throw notFound(names[kind], `${stored.name}/${asked}`);
  const { attributes = {}, tags, contentType } = (context.body ?? {}) as Changes;
  if (attributes.enabled !== undefined) version.enabled = attributes.enabled;
  if (attributes.exp !== undefined) version.expiresAt = new Date(attributes.exp * 1000);
  if (tags) version.tags = tags;
  if (contentType !== undefined && 'contentType' in version) version.contentType = contentType;
  version.updatedAt = context.now;
  const effect = `${kind.slice(0, -1)} ${stored.name} updated`;
  return { status: 200, body: show(contents, kind, stored, version), effect };
}

function remove(context: Context, kind: Kind): Reply {
  const [contents, stored] = opened(context, kind, { verb: 'delete', of: 'delete' });
  if (stored.managed) {
    const message = `The ${kind.slice(0, -1)} ${stored.name} belongs to a certificate and is deleted with it.`;
    throw new AzureError(403, 'Forbidden', message);
  }
  const gone = deleteStored(stored, context.now);
  const body = { ...show(contents, kind, gone, newest(gone)), ...deletion(contents.uri, kind, gone) };
  return { status: 200, body, effect: `${kind.slice(0, -1)} ${stored.name} deleted` };
}

function backup(context: Context, kind: Kind): Reply {
  const [contents, stored] = opened(context, kind, { verb: 'backup', of: 'backup/action' });
  const url = `${contents.uri}/${kind}/${stored.name}/${newest(stored).version}`;
  const value = kind === 'keys' ? keyBackupData(url) : secretBackupData(url);
  return { status: 200, body: { value: Buffer.from(value, 'base64').toString('base64url') } };
}

function create(context: Context): Reply {
  const name = param(context, 'key-name');
  const wish: Wish = { kind: 'keys', verb: 'create', dataAction: `${vaults}/keys/create/action`, name };
  const contents = openVault(context, wish);
  const { kty = '' } = (context.body ?? {}) as { kty?: string };
  if (!/^RSA(-HSM)?$/.test(kty)) throw new AzureError(400, 'BadParameter', `Key type '${kty}' is not supported.`);
  const key = changed(createKey(context.world, contents, name, context.now));
  return { status: 200, body: bundle(contents, key, newest(key)), effect: `key ${name} made` };
}

/** The key vault, and the key or secret of this name; the caller's right is checked first. */
function opened(
  context: Context,
  kind: Kind,
  { verb, of }: { verb: Wish['verb']; of: string },
): [KeyVaultContents, Stored | Stored<SecretVersion>] {
  const name = param(context, kind === 'keys' ? 'key-name' : 'secret-name');
  const contents = openVault(context, { kind, verb, dataAction: `${vaults}/${kind}/${of}`, name });
  const among: Map<string, Stored | Stored<SecretVersion>> = contents[kind];
  return [contents, inUse(among, name, names[kind], context.now)];
}

function show(contents: KeyVaultContents, kind: Kind, stored: Stored, version: Stored['versions'][number]) {
  return kind === 'keys'
    ? bundle(contents, stored, version)
    : showSecret(contents, stored as Stored<SecretVersion>, version as SecretVersion, true);
}
