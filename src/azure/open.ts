import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Cloud } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../log.ts';
import { type Access, createAccess } from './access.ts';
import { type Backups, createBackups } from './backups.ts';
import { createClients } from './clients.ts';
import { createDisks, type Disks } from './disks.ts';
import { createItems, type Items } from './items.ts';
import { createJobCancellations, type JobCancellations } from './job-cancellations.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createKeyVaults, type KeyVaults } from './key-vaults.ts';
import { createOperations, type Operations } from './operations.ts';
import { createPoints, type Points } from './points.ts';
import { createResources, type Resources } from './resources.ts';
import { createRestores, type Restores } from './restores.ts';
import type { Throttles } from './throttle-gate.ts';
import { createVaults, type Vaults } from './vaults.ts';
import { createVms, type Vms } from './vms.ts';

export type AzureOptions = {
  credential: TokenCredential;
  cloud: Cloud;
  httpClient?: HttpClient;
  subscriptions: readonly string[];
  clock: Clock;
  log: Log;
  /** Real milliseconds for one HTTP exchange, retries included. */
  timeoutMs?: number;
  throttles: Throttles;
};

/** Everything that speaks to Azure, as plain facts. Reads throw CodedError with the codes named in errors.ts. */
export type Azure = {
  vaults: Vaults;
  items: Items;
  points: Points;
  vms: Vms;
  disks: Disks;
  keyVaults: KeyVaults;
  jobs: Jobs;
  restores: Restores;
  backups: Backups;
  jobCancellations: JobCancellations;
  operations: Operations;
  access: Access;
  resources: Resources;
};

export function openAzure(options: AzureOptions): Azure {
  const { subscriptions, clock, timeoutMs = 30_000 } = options;
  const clients = createClients({ ...options, httpClient: options.httpClient, timeoutMs });
  const jobs = createJobs(clients, clock);
  return {
    vaults: createVaults(clients, subscriptions),
    items: createItems(clients, clock),
    points: createPoints(clients),
    vms: createVms(clients),
    disks: createDisks(clients),
    keyVaults: createKeyVaults(clients),
    jobs,
    restores: createRestores(clients, jobs),
    backups: createBackups(clients, jobs),
    jobCancellations: createJobCancellations(clients),
    operations: createOperations(clients),
    access: createAccess(clients, subscriptions[0] ?? ''),
    resources: createResources(clients),
  };
}
