import { recoverStored, restoreStored, setSecret } from '../world/key-vault-changes.ts';
import {
  find,
  type KeyVaultContents,
  newest,
  purgeAt,
  type SecretVersion,
  type Stored,
} from '../world/key-vault-contents.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { type Route, vaultRoute } from './router.ts';
import { attributes, changed, deleted, deletion, inUse, notFound, openVault, wishes } from './vault-access.ts';
import { listed } from './vault-keys.ts';

/** The data plane of Key Vault: secrets. Only the GET of a secret returns a value. */
export function vaultSecretRoutes(): Route[] {
  return [
    vaultRoute('GET', '/secrets', (context) => {
      const contents = openVault(context, wishes.listSecrets);
      const all = [...contents.secrets.values()].filter((secret) => !secret.deletedAt);
      return listed(context, all, (secret) => showSecret(contents, secret, newest(secret), false));
    }),
    vaultRoute('GET', '/secrets/{secret-name}/versions', (context) => {
      const name = param(context, 'secret-name');
      const contents = openVault(context, { ...wishes.listSecrets, name });
      // No 404, as for keys.
      const secret = find(contents.secrets, name, context.now);
      if (!secret || secret.deletedAt) return listed(context, [], () => undefined);
      return listed(context, secret.versions, (version) => showSecret(contents, secret, version, true));
    }),
    vaultRoute('GET', '/secrets/{secret-name}', getSecret),
    vaultRoute('GET', '/secrets/{secret-name}/{secret-version}', getSecret),
    vaultRoute('GET', '/deletedsecrets', (context) => {
      const contents = openVault(context, wishes.listSecrets);
      const all = [...contents.secrets.values()].flatMap((secret) => {
        const { deletedAt } = secret;
        return deletedAt && purgeAt(deletedAt) > context.now ? [{ ...secret, deletedAt }] : [];
      });
      return listed(context, all, (secret) => ({
        ...showSecret(contents, secret, newest(secret), false),
        ...deletion(contents.uri, 'secrets', secret),
      }));
    }),
    vaultRoute('GET', '/deletedsecrets/{secret-name}', (context) => {
      const name = param(context, 'secret-name');
      const contents = openVault(context, { ...wishes.getDeletedSecret, name });
      const secret = deleted(contents.secrets, name, 'Secret', context.now);
      const body = {
        ...showSecret(contents, secret, newest(secret), true),
        ...deletion(contents.uri, 'secrets', secret),
      };
      return { status: 200, body };
    }),
    vaultRoute('PUT', '/secrets/{secret-name}', put),
    vaultRoute('POST', '/secrets/restore', (context) => {
      const contents = openVault(context, wishes.restoreSecret);
      const { value } = (context.body ?? {}) as { value?: unknown };
      const restored = changed(restoreStored(context.world, contents, 'secrets', String(value), context.now));
      const secret = inUse(contents.secrets, restored.name, 'Secret', context.now);
      const effect = `secret ${secret.name} restored`;
      return { status: 200, body: showSecret(contents, secret, newest(secret), true), effect };
    }),
    vaultRoute('POST', '/deletedsecrets/{secret-name}/recover', (context) => {
      const name = param(context, 'secret-name');
      const contents = openVault(context, { ...wishes.recoverSecret, name });
      const secret = deleted(contents.secrets, name, 'Secret', context.now);
      recoverStored(context.world, secret, context.now);
      const effect = `secret ${name} recovered`;
      return { status: 200, body: showSecret(contents, secret, newest(secret), true), effect };
    }),
  ];
}

/** Azure Backup's secrets are up to 25 KB of text, the limit of all secrets. */
const longestValue = 25_600;

function put(context: Context): Reply {
  const name = param(context, 'secret-name');
  const contents = openVault(context, { ...wishes.setSecret, name });
  const { value, contentType = '', tags = {} } = (context.body ?? {}) as Partial<SecretVersion>;
  if (!/^[0-9a-z-]{1,127}$/i.test(name) || typeof value !== 'string' || value.length > longestValue) {
    throw new AzureError(400, 'BadParameter', 'The request URI or the value of the secret is not valid.');
  }
  const secret = changed(setSecret(context.world, contents, name, { value, contentType, tags }, context.now));
  const effect = `secret ${secret.name} set`;
  return { status: 200, body: { value, ...showSecret(contents, secret, newest(secret), true) }, effect };
}

function getSecret(context: Context): Reply {
  const name = param(context, 'secret-name');
  const contents = openVault(context, { ...wishes.getSecret, name });
  const secret = inUse(contents.secrets, name, 'Secret', context.now);
  const asked = context.params['secret-version'];
  const version = asked ? secret.versions.find((one) => one.version === asked.toLowerCase()) : newest(secret);
  if (!version) throw notFound('Secret', `${name}/${asked}`);
  if (!version.enabled) {
    const message = 'Operation get is not allowed on a disabled secret.';
    throw new AzureError(403, 'Forbidden', message, { inner: 'SecretDisabled' });
  }
  return { status: 200, body: { value: version.value, ...showSecret(contents, secret, version, true) } };
}

/** Everything but the value. */
export function showSecret(
  contents: KeyVaultContents,
  secret: Stored<SecretVersion>,
  version: SecretVersion,
  withVersion: boolean,
): Record<string, unknown> {
  return {
    id: `${contents.uri}/secrets/${secret.name}${withVersion ? `/${version.version}` : ''}`,
    contentType: version.contentType,
    attributes: attributes(version),
    tags: version.tags,
    ...(secret.managed && { managed: true }),
  };
}
