import { ask, askIfThere } from './ask.ts';
import { text } from './parse/values.ts';
import { jsonOf, type PlainClient } from './plain-client.ts';

/** A secret with its value: stays inside src/azure. */
export type SecretValue = { url: string; value: string; contentType: string; tags: Record<string, string> };

/** Calls of Key Vault's data plane that change it, or that answer a value. Addresses were checked by the caller. */
export type VaultObjects = {
  recover(origin: string, kind: 'keys' | 'secrets', name: string): Promise<void>;
  /** @param backup as Azure Backup kept it, standard base64 */
  restore(origin: string, kind: 'keys' | 'secrets', backup: string): Promise<void>;
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
      await changing({ method: 'POST', url: `${origin}/${kind}/restore?${version}`, headers, body });
    },
    async setSecret(origin, name, body) {
      await changing({ method: 'PUT', url: `${origin}/secrets/${name}?${version}`, headers, body });
    },
    newestSecret: (origin, name) =>
      ask(async () => {
        const url = `${origin}/secrets/${name}?${version}`;
        const answer = await askIfThere(async () => jsonOf(await reading({ method: 'GET', url, headers })));
        return answer === undefined ? undefined : parseSecret(answer);
      }),
  };
}

function parseSecret(answer: unknown): SecretValue | undefined {
  const { id, value, contentType, tags } = answer as Record<string, unknown>;
  const url = text(id);
  const held = text(value);
  if (url === undefined || held === undefined) return undefined;
  return { url, value: held, contentType: text(contentType) ?? '', tags: (tags ?? {}) as Record<string, string> };
}

/** The REST interface takes and gives backups as base64url without padding. */
function base64Url(value: string): string {
  return value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
