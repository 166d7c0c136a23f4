import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { ResourceManagementClient } from '@azure/arm-resources';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient, Pipeline, PipelinePolicy } from '@azure/core-rest-pipeline';
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { decodeJwt } from 'jose';
import type { Clock } from '../kernel/clock.ts';
import type { Cloud } from '../kernel/config/clouds.ts';
import type { Config } from '../kernel/config/config.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { azureAction, readOnly } from './action.ts';
import { boundary, noRetries, quickRetries, type SentRequests, type Throttles, throttleGate } from './boundary.ts';
import { AzureError, fromThrown } from './errors.ts';
import { createHttpClient } from './http-client.ts';
import { text } from './parse/values.ts';

export type ClientSetting = {
  credential: TokenCredential;
  cloud: Cloud;
  httpClient?: HttpClient | undefined;
  clock: Clock;
  log: Log;
  /** Real milliseconds for one HTTP exchange, retries included. */
  timeoutMs: number;
  throttles: Throttles;
};

/** The first version with Defender for Cloud's findings about a machine, in points and protected items. */
const newerBackupVersion = '2026-07-01';

/** At the same addresses, only this version returns the contents of a vault's paired region (documented). */
const pairedRegionVersion = '2023-01-15';

type Clients = ReturnType<typeof createFor>;

export type ClientsOf = (subscriptionId: string) => Clients;

export function createClients(setting: ClientSetting): ClientsOf {
  const bySubscription = new Map<string, Clients>();
  return (subscriptionId) => {
    const key = subscriptionId.toLowerCase();
    const known = bySubscription.get(key);
    if (known) return known;
    const made = createFor(key, setting);
    bySubscription.set(key, made);
    return made;
  };
}

function createFor(subscriptionId: string, setting: ClientSetting) {
  const { credential, cloud, httpClient } = setting;
  const sent: SentRequests = new WeakSet();
  const outermost = boundary({ ...setting, sent });
  const within = <Client extends { pipeline: Pipeline }>(client: Client): Client => {
    // The first phase: clients of the newer generation put their sign-in before additional policies.
    client.pipeline.addPolicy(outermost, { phase: 'Serialize' });
    return client;
  };
  const optionsOf = (retryOptions: typeof quickRetries | typeof noRetries, additionalPolicies: AdditionalPolicy[]) => ({
    endpoint: cloud.resourceManager,
    credentialScopes: cloud.resourceManagerScope,
    credentials: { scopes: [cloud.resourceManagerScope] },
    ...(httpClient && { httpClient }),
    retryOptions,
    additionalPolicies,
  });
  const clients = (options: ReturnType<typeof optionsOf>) => {
    return {
      backup: within(new RecoveryServicesBackupClient(credential, subscriptionId, options)),
      vaults: within(new RecoveryServicesClient(credential, subscriptionId, options)),
      compute: within(new ComputeManagementClient(credential, subscriptionId, options)),
      keyVault: within(new KeyVaultManagementClient(credential, subscriptionId, options)),
      authorization: within(new AuthorizationManagementClient(credential, subscriptionId, options)),
      resources: within(new ResourceManagementClient(credential, subscriptionId, options)),
      deployments: within(new DeploymentsClient(credential, subscriptionId, options)),
    };
  };
  const gate: AdditionalPolicy = { policy: throttleGate({ ...setting, sent }), position: 'perRetry' };
  const questions: AdditionalPolicy = { policy: tellQuestions(setting), position: 'perRetry' };
  const reading = optionsOf(quickRetries, [gate, questions]);
  return {
    reading: {
      ...clients(reading),
      /** Returns members newer than the client's own version: answers keep members that the client does not know. */
      newerBackup: within(
        new RecoveryServicesBackupClient(credential, subscriptionId, { ...reading, apiVersion: newerBackupVersion }),
      ),
      backupInPair: within(
        new RecoveryServicesBackupClient(credential, subscriptionId, { ...reading, apiVersion: pairedRegionVersion }),
      ),
    },
    /** Never retries, never polls. */
    changing: clients(optionsOf(noRetries, [{ policy: neverPolls, position: 'perCall' }, gate])),
  };
}

type AdditionalPolicy = { policy: PipelinePolicy; position: 'perCall' | 'perRetry' };

/**
 * Stops polling. beginTrigger follows its POST with a GET of the operation; the operation is followed durably
 * elsewhere, and that GET would use one of 150 calls an hour, so it is stopped before the network.
 */
const neverPolls: PipelinePolicy = {
  name: 'strongroomNeverPolls',
  sendRequest(request, next) {
    if (request.method === 'GET') throw new Error('the changing client does not read');
    return next(request);
  },
};

/**
 * Logs each POST. Azure's activity log holds each of them, reads included, by client request id, and the saga logs
 * changes: a POST with neither line was made with the bot's identity but not by the bot (infra/modules/alerts.bicep).
 */
function tellQuestions({ log }: { log: Log }): PipelinePolicy {
  return {
    name: 'strongroomTellQuestions',
    async sendRequest(request, next) {
      if (!readOnly.has(request.method)) {
        const { action } = azureAction(request.method, request.url);
        log.info(
          { action, clientRequestId: request.headers.get('x-ms-client-request-id') ?? '' },
          'Azure is asked by a POST',
        );
      }
      return next(request);
    },
  };
}

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
