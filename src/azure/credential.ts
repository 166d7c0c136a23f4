import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { decodeJwt } from 'jose';
import type { Config } from '../kernel/config/config.ts';
import { AzureError, fromThrown } from './errors.ts';
import { createHttpClient } from './http-client.ts';
import { text } from './parse/values.ts';

/** The identity that the bot signs in as to Azure, Teams and its database. */
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

/** @throws Error when there is no token */
export async function tokenFor(credential: TokenCredential, scope: string): Promise<string> {
  const token = await credential.getToken(scope);
  if (!token) throw new Error(`no token was given for ${scope}`);
  return token.token;
}

/** Claims of the token in lower case; missing ones are absent. */
export type Whoami = { objectId?: string; appId?: string };

export type OwnIdentity = {
  /** @throws azure.* when Entra issues no token */
  whoami(): Promise<Whoami>;
  /** Object id of the bot's own principal; undefined if its token does not contain it. */
  objectId(): Promise<string | undefined>;
};

/** The token is our own and was just issued to us: it is read without verification and not kept. */
export function createOwnIdentity(credential: TokenCredential, scope: string): OwnIdentity {
  let known: Whoami | undefined;
  async function whoami(): Promise<Whoami> {
    if (known) return known;
    const given = await credential.getToken(scope).catch((thrown: unknown) => {
      throw fromThrown(thrown, false, 'sign-in') ?? noToken();
    });
    known = given ? claimsOf(given.token) : {};
    return known;
  }
  return { whoami, objectId: async () => (await whoami()).objectId };
}

/** Any error of a credential means that there is no token; its message may quote answers. */
function noToken(): AzureError {
  return new AzureError('azure.failed', { status: 401, azureCode: 'NoToken', message: 'sign-in failed' }, 'refused');
}

function claimsOf(token: string): Whoami {
  try {
    const claims = decodeJwt(token);
    const objectId = text(claims.oid)?.toLowerCase();
    const appId = text(claims.appid)?.toLowerCase();
    return { ...(objectId && { objectId }), ...(appId && { appId }) };
  } catch {
    return {};
  }
}
