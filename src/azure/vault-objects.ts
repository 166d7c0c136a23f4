import { askAzure, askIfThere } from './calls.ts';
import { text } from './parse/values.ts';
import { type PlainClient, parseJson } from './plain-client.ts';

/** A secret with its value: stays inside src/azure. */
export type SecretValue = { url: string; value: string; contentType: string; tags: Record<string, string> };

/** Calls of Key Vault's data plane that change it, or return a value. The caller has checked the addresses. */
export type VaultObjects = {
  recover(origin: string, kind: 'keys' | 'secrets', name: string): Promise<void>;
  /**
   * Only Key Vault can read a backup: its content is known once it is restored.
   * @param backup as Azure Backup stored it, standard base64
   * @returns address of the restored object, in its newest version
   */
  restore(origin: string, kind: 'keys' | 'secrets', backup: string): Promise<string>;
  setSecret(
    origin: string,
    name: string,
    secret: { value: string; contentType: string; tags: Record<string, string> },
  ): Promise<void>;
  /** The newest version; undefined when there is no such secret. */
  newestSecret(origin: string, name: string): Promise<SecretValue | undefined>;
};

const version = 'api-version=7.4';

export function createVaultObjects(reading: PlainClient, changing: PlainClient, clientRequestId = ''): VaultObjects {
  const headers = {
    accept: 'application/json',
    ...(clientRequestId && { 'x-ms-client-request-id': clientRequestId }),
  };
  return {
    async recover(origin, kind, name) {
      await changing({ method: 'POST', url: `${origin}/deleted${kind}/${name}/recover?${version}`, headers });
    },
    async restore(origin, kind, backup) {
      const body = { value: base64Url(backup) };
      const answer = parseJson(
        await changing({ method: 'POST', url: `${origin}/${kind}/restore?${version}`, headers, body }),
      );
      return addressIn(answer);
    },
    async setSecret(origin, name, body) {
      await changing({ method: 'PUT', url: `${origin}/secrets/${name}?${version}`, headers, body });
    },
    newestSecret: (origin, name) =>
      askAzure(async () => {
        const url = `${origin}/secrets/${name}?${version}`;
        const answer = await askIfThere(async () => parseJson(await reading({ method: 'GET', url, headers })));
        return answer === undefined ? undefined : parseSecret(answer);
      }),
  };
}

/** A key has its address in `key.kid`, a secret in `id`; '' if there is none. */
function addressIn(answer: unknown): string {
  const { id, key } = (answer ?? {}) as { id?: unknown; key?: { kid?: unknown } };
  return text(key?.kid) ?? text(id) ?? '';
}

function parseSecret(answer: unknown): SecretValue | undefined {
  const { id, value, contentType, tags } = answer as Record<string, unknown>;
  const url = text(id);
  const held = text(value);
  if (url === undefined || held === undefined) return undefined;
  return { url, value: held, contentType: text(contentType) ?? '', tags: (tags ?? {}) as Record<string, string> };
}

/** The REST interface takes and returns backups as base64url without padding. */
function base64Url(value: string): string {
  return value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
