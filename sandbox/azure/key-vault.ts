import type { KeyVaultContents, StoredVersion } from '../world/key-vault-contents.ts';
import { newest } from '../world/key-vault-contents.ts';
import { type Context, param } from './call.ts';
import { resourceNotFound } from './errors.ts';
import { group, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const type = 'Microsoft.KeyVault/vaults';
const vaultPath = `${group}/providers/${type}/{vaultName}`;

/** The control plane of Key Vault: vaults, and names of keys and secrets, never their values. */
export function keyVaultRoutes(): Route[] {
  return [
    route('GET', vaultPath, (context) => ({
      status: 200,
      body: theResource(context, type, param(context, 'vaultName')),
    })),
    route('GET', `${vaultPath}/keys/{keyName}`, (context) => {
      const [contents, name] = [contentsOf(context), param(context, 'keyName')];
      const key = contents.keys.get(name);
      if (!key || key.deletedAt)
        throw resourceNotFound(
          `${type}/${param(context, 'vaultName')}/keys/${name}`,
          param(context, 'resourceGroupName'),
        );
      const latest = newest(key);
      const uri = `${contents.uri}/keys/${name}`;
      return {
        status: 200,
        body: {
          id: `${contents.id}/keys/${name}`,
          name,
          type: `${type}/keys`,
          location: 'westeurope',
          properties: {
            attributes: attributes(latest),
            kty: 'RSA',
            keySize: 2048,
            keyOps: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
            keyUri: uri,
            keyUriWithVersion: `${uri}/${latest.version}`,
          },
        },
      };
    }),
    route('GET', `${vaultPath}/secrets/{secretName}`, (context) => {
      const [contents, name] = [contentsOf(context), param(context, 'secretName')];
      const secret = contents.secrets.get(name.toUpperCase()) ?? contents.secrets.get(name);
      if (!secret || secret.deletedAt)
        throw resourceNotFound(
          `${type}/${param(context, 'vaultName')}/secrets/${name}`,
          param(context, 'resourceGroupName'),
        );
      const latest = newest(secret);
      const uri = `${contents.uri}/secrets/${secret.name}`;
      return {
        status: 200,
        body: {
          id: `${contents.id}/secrets/${secret.name}`,
          name: secret.name,
          type: `${type}/secrets`,
          location: 'westeurope',
          tags: latest.tags,
          properties: {
            contentType: latest.contentType,
            attributes: attributes(latest),
            secretUri: uri,
            secretUriWithVersion: `${uri}/${latest.version}`,
          },
        },
      };
    }),
  ];
}

function contentsOf(context: Context): KeyVaultContents {
  return context.world.keyVault(theResource(context, type, param(context, 'vaultName')).name);
}

function attributes(version: StoredVersion): Record<string, unknown> {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  return {
    enabled: version.enabled,
    created: seconds(version.createdAt),
    updated: seconds(version.createdAt),
    ...(version.expiresAt && { exp: seconds(version.expiresAt) }),
  };
}
