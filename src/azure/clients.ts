import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { ResourceManagementClient } from '@azure/arm-resources';
import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../log.ts';
import { boundary } from './boundary.ts';
import type { SentRequests } from './sent-requests.ts';
import { type Throttles, throttleGate } from './throttle-gate.ts';

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

type Clients = {
  reading: {
    backup: RecoveryServicesBackupClient;
    vaults: RecoveryServicesClient;
    compute: ComputeManagementClient;
    keyVault: KeyVaultManagementClient;
    authorization: AuthorizationManagementClient;
    resources: ResourceManagementClient;
    deployments: DeploymentsClient;
  };
  /** Never retries, never polls. */
  changing: {
    backup: RecoveryServicesBackupClient;
    compute: ComputeManagementClient;
    deployments: DeploymentsClient;
    keyVault: KeyVaultManagementClient;
    authorization: AuthorizationManagementClient;
    resources: ResourceManagementClient;
  };
};

export type ClientsOf = (subscriptionId: string) => Clients;

// People wait for reads (an invoke has 3 seconds), so the SDK's 1 s base would be too slow; durable work retries itself.
const quickRetries = { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 1500 };
// A re-sent POST starts a second backup or restore: the SDK would repeat it after a 5xx or a reset.
const noRetries = { maxRetries: 0 };

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

function createFor(subscriptionId: string, setting: ClientSetting): Clients {
  const { credential, cloud, httpClient } = setting;
  const sent: SentRequests = new WeakSet();
  const perCall = (policy: PipelinePolicy) => ({ policy, position: 'perCall' as const });
  const policies = [
    perCall(boundary({ ...setting, sent })),
    { policy: throttleGate({ ...setting, sent }), position: 'perRetry' as const },
  ];
  const shared = {
    endpoint: cloud.resourceManager,
    credentialScopes: cloud.resourceManagerScope,
    credentials: { scopes: [cloud.resourceManagerScope] },
    ...(httpClient && { httpClient }),
  };
  const read = { ...shared, retryOptions: quickRetries, additionalPolicies: policies };
  const change = { ...shared, retryOptions: noRetries, additionalPolicies: [perCall(neverPolls), ...policies] };
  return {
    reading: {
      backup: new RecoveryServicesBackupClient(credential, subscriptionId, read),
      vaults: new RecoveryServicesClient(credential, subscriptionId, read),
      compute: new ComputeManagementClient(credential, subscriptionId, read),
      keyVault: new KeyVaultManagementClient(credential, subscriptionId, read),
      authorization: new AuthorizationManagementClient(credential, subscriptionId, read),
      resources: new ResourceManagementClient(credential, subscriptionId, read),
      deployments: new DeploymentsClient(credential, subscriptionId, read),
    },
    changing: {
      backup: new RecoveryServicesBackupClient(credential, subscriptionId, change),
      compute: new ComputeManagementClient(credential, subscriptionId, change),
      deployments: new DeploymentsClient(credential, subscriptionId, change),
      keyVault: new KeyVaultManagementClient(credential, subscriptionId, change),
      authorization: new AuthorizationManagementClient(credential, subscriptionId, change),
      resources: new ResourceManagementClient(credential, subscriptionId, change),
    },
  };
}

/**
 * beginTrigger follows its POST with a GET of the operation. The operation is followed durably elsewhere, and that GET
 * would spend one of 150 calls an hour, so it is stopped before the network.
 */
const neverPolls: PipelinePolicy = {
  name: 'strongroomNeverPolls',
  sendRequest(request, next) {
    if (request.method === 'GET') throw new Error('the changing client does not read');
    return next(request);
  },
};
