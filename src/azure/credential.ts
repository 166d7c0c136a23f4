import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import type { Config } from '../config/config.ts';
import { createHttpClient } from './http-client.ts';

/** Whom the bot signs in as, to Azure, to Teams and to its database: a secret where one is set, else the managed identity. */
export function createCredential(
  { cloud, tenantId, botAppId, clientSecret }: Pick<Config, 'cloud' | 'tenantId' | 'botAppId' | 'clientSecret'>,
  httpClient: HttpClient = createHttpClient(),
): TokenCredential {
  const options = { authorityHost: cloud.authorityHost, httpClient };
  return clientSecret
    ? new ClientSecretCredential(tenantId, botAppId, clientSecret, options)
    : new ManagedIdentityCredential({ clientId: botAppId, ...options });
}

/** @throws Error when none is given */
export async function tokenFor(credential: TokenCredential, scope: string): Promise<string> {
  const token = await credential.getToken(scope);
  if (!token) throw new Error(`no token was given for ${scope}`);
  return token.token;
}
