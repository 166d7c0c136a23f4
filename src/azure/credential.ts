import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Config } from '../config/config.ts';
import { createHttpClient } from './http-client.ts';

/** Whom the bot signs in as, to Azure, to Teams and to its database. */
export function createCredential(
  { cloud, tenantId, botAppId: clientId, signIn }: Pick<Config, 'cloud' | 'tenantId' | 'botAppId' | 'signIn'>,
  httpClient: HttpClient = createHttpClient(),
): TokenCredential {
  const options = { authorityHost: cloud.authorityHost, httpClient };
  switch (signIn.kind) {
    case 'secret':
      return new ClientSecretCredential(tenantId, clientId, signIn.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(tenantId, clientId, { certificatePath: signIn.file }, options);
    case 'federated':
      return new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath: signIn.tokenFile, ...options });
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId, ...options });
  }
}

/** @throws Error when none is given */
export async function tokenFor(credential: TokenCredential, scope: string): Promise<string> {
  const token = await credential.getToken(scope);
  if (!token) throw new Error(`no token was given for ${scope}`);
  return token.token;
}
