import { hash } from 'node:crypto';
import { recoverStored, restoreStored } from '../world/key-vault-changes.ts';
import {
  find,
  type KeyVaultContents,
  newest,
  purgeAt,
  type Stored,
  type StoredVersion,
} from '../world/key-vault-contents.ts';
import { type Context, param, type Reply } from './call.ts';
import { page } from './paging.ts';
import { type Route, vaultRoute } from './router.ts';
import { attributes, changed, deleted, deletion, inUse, notFound, openVault, wishes } from './vault-access.ts';

/** Key Vault's page size, unless a caller asks for less. */
export const vaultPage = 25;

/** The data plane of Key Vault: keys. Only public halves leave it. */
export function vaultKeyRoutes(): Route[] {
  return [
    vaultRoute('GET', '/keys', (context) => {
      const contents = openVault(context, wishes.listKeys);
      const all = [...contents.keys.values()].filter((key) => !key.deletedAt);
      return listed(context, all, (key) => item(contents, key, newest(key), false));
    }),
    vaultRoute('GET', '/keys/{key-name}/versions', (context) => {
      const name = param(context, 'key-name');
      const contents = openVault(context, { ...wishes.listKeys, name });
      // A missing key has no versions: an empty list, not 404 (documented by Microsoft's own SDK tests).
      const key = find(contents.keys, name, context.now);
      if (!key || key.deletedAt) return listed(context, [], () => undefined);
      return listed(context, key.versions, (version) => item(contents, key, version, true));
    }),
    vaultRoute('GET', '/keys/{key-name}', getKey),
    vaultRoute('GET', '/keys/{key-name}/{key-version}', getKey),
    vaultRoute('GET', '/deletedkeys', (context) => {
      const contents = openVault(context, wishes.listDeletedKeys);
      const all = [...contents.keys.values()].flatMap((key) => {
        const { deletedAt } = key;
        return deletedAt && purgeAt(deletedAt) > context.now ? [{ ...key, deletedAt }] : [];
      });
      return listed(context, all, (key) => ({
        ...item(contents, key, newest(key), false),
        ...deletion(contents.uri, 'keys', key),
      }));
    }),
    vaultRoute('GET', '/deletedkeys/{key-name}', (context) => {
      const name = param(context, 'key-name');
      const contents = openVault(context, { ...wishes.getKey, name });
      const key = deleted(contents.keys, name, 'Key', context.now);
      const body = { ...bundle(contents, key, newest(key)), ...deletion(contents.uri, 'keys', key) };
      return { status: 200, body };
    }),
    vaultRoute('POST', '/keys/restore', (context) => {
      const contents = openVault(context, wishes.restoreKey);
      const { value } = (context.body ?? {}) as { value?: unknown };
      const key = changed(restoreStored(context.world, contents, 'keys', String(value), context.now));
      const effect = `key ${key.name} restored`;
      return { status: 200, body: bundle(contents, key, newest(key)), effect };
    }),
    vaultRoute('POST', '/deletedkeys/{key-name}/recover', (context) => {
      const name = param(context, 'key-name');
      const contents = openVault(context, { ...wishes.recoverKey, name });
      const key = deleted(contents.keys, name, 'Key', context.now);
      recoverStored(context.world, key, context.now);
      return { status: 200, body: bundle(contents, key, newest(key)), effect: `key ${name} recovered` };
    }),
  ];
}

function getKey(context: Context): Reply {
  const name = param(context, 'key-name');
  const contents = openVault(context, { ...wishes.getKey, name });
  const key = inUse(contents.keys, name, 'Key', context.now);
  const asked = context.params['key-version'];
  const version = asked ? key.versions.find((one) => one.version === asked.toLowerCase()) : newest(key);
  if (!version) throw notFound('Key', `${name}/${asked}`);
  return { status: 200, body: bundle(contents, key, version) };
}

/** A list of the data plane: `maxresults` at a time. */
export function listed<T>(context: Context, all: T[], show: (one: T) => unknown): Reply {
  const asked = Number(context.query.get('maxresults') ?? vaultPage);
  return { status: 200, body: page(context, all, show, Math.min(vaultPage, Math.max(1, asked))) };
}

function item(contents: KeyVaultContents, key: Stored, version: StoredVersion, withVersion: boolean) {
  const kid = `${contents.uri}/keys/${key.name}${withVersion ? `/${version.version}` : ''}`;
  return { kid, attributes: attributes(version), tags: version.tags ?? {}, ...(key.managed && { managed: true }) };
}

export function bundle(contents: KeyVaultContents, key: Stored, version: StoredVersion): Record<string, unknown> {
  const { kid, ...rest } = item(contents, key, version, true);
  const parts = Array.from({ length: 4 }, (_, index) => hash('sha512', `modulus ${kid} ${index}`, 'hex'));
  const n = Buffer.from(parts.join(''), 'hex').toString('base64url');
  return {
    key: { kid, kty: 'RSA', key_ops: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'], n, e: 'AQAB' },
    ...rest,
  };
}
