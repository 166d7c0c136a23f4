import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Clock } from '../kernel/clock.ts';
import type { Cloud } from '../kernel/config/clouds.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import {
  type AccessReads,
  createAccessReads,
  createRoleAssignments,
  createRoleDefinitions,
  type RoleAssignments,
  type RoleDefinitions,
} from './access.ts';
import { type ActivityLog, createActivityLog } from './activity-log.ts';
import { type Anchor, createAnchor, createErasable, type Erasable } from './anchor.ts';
import type { Throttles } from './boundary.ts';
import { createClients, createOwnIdentity, type OwnIdentity } from './clients.ts';
import { createDeployments, type Deployments } from './deployments.ts';
import { createDiskEncryptionSets, createDisks, type DiskEncryptionSets, type Disks } from './disks.ts';
import { createDirectory, createShifts, type Directory, type ReadShifts } from './graph.ts';
import { boundedWaits, createHttpClient, fewAtOnce, watchClockSkew, withinCloud } from './http-client.ts';
import { createItems, type Items } from './items.ts';
import {
  createJobCancellations,
  createJobs,
  createOperations,
  type JobCancellations,
  type Jobs,
  type Operations,
} from './jobs.ts';
import { createReadKeyMaterial } from './key-source.ts';
import {
  createKeyRecovery,
  createKeyVaultAccess,
  createKeyVaults,
  createManagedHsms,
  type KeyRecovery,
  type KeyVaultAccess,
  type KeyVaults,
  type ManagedHsms,
} from './key-vaults.ts';
import { createInterfaces, createNetworks, type Interfaces, type Networks } from './networks.ts';
import { createPlainClient, createPlainRead, readingJson } from './plain-client.ts';
import { createPoints, type Points } from './points.ts';
import { createPolicies, type Policies } from './policies.ts';
import { createProtection, type Protection } from './protection.ts';
import { createRemovals, type Removals } from './removals.ts';
import {
  createLocks,
  createPlaces,
  createResources,
  createTags,
  type Locks,
  type Places,
  type Resources,
  type Tags,
} from './resources.ts';
import {
  type Backups,
  createBackups,
  createRestores,
  createValidations,
  type Restores,
  type Validations,
} from './restores.ts';
import {
  type BootDiagnostics,
  createBootDiagnostics,
  createPower,
  createRunCommands,
  type Power,
  type RunCommands,
} from './run-commands.ts';
import { createSetKeys, type SetKeys } from './set-keys.ts';
import { createReadBlob, createStagingBlobs, type StagingBlobs } from './staging-blobs.ts';
import { createStoredKeys, type StoredKeys } from './stored-keys.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createGuards, createVaults, createVaultUsages, type Guards, type Vaults, type VaultUsages } from './vaults.ts';
import { createExtensions, createVms, type Extensions, type Vms } from './vms.ts';

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

/** All access to Azure, as plain facts. Reads throw CodedError with the codes named in errors.ts. */
export type Azure = {
  subscriptions: Subscriptions;
  vaults: Vaults;
  items: Items;
  points: Points;
  vms: Vms;
  disks: Disks;
  diskEncryptionSets: DiskEncryptionSets;
  keyVaults: KeyVaults;
  managedHsms: ManagedHsms;
  jobs: Jobs;
  restores: Restores;
  backups: Backups;
  jobCancellations: JobCancellations;
  policies: Policies;
  protection: Protection;
  vaultUsages: VaultUsages;
  keyVaultAccess: KeyVaultAccess;
  roleAssignments: RoleAssignments;
  roleDefinitions: RoleDefinitions;
  operations: Operations;
  access: AccessReads;
  resources: Resources;
  tags: Tags;
  locks: Locks;
  activityLog: ActivityLog;
  interfaces: Interfaces;
  networks: Networks;
  removals: Removals;
  runCommands: RunCommands;
  places: Places;
  guards: Guards;
  validations: Validations;
  /** Key Vault's data plane: which objects exist, never their content. */
  storedKeys: StoredKeys;
  deployments: Deployments;
  stagingBlobs: StagingBlobs;
  anchor: Anchor;
  erasable: Erasable;
  keyRecovery: KeyRecovery;
  setKeys: SetKeys;
  extensions: Extensions;
  power: Power;
  bootDiagnostics: BootDiagnostics;
  directory: Directory;
  /** Shifts of a team in Teams. */
  shifts: ReadShifts;
  /** The identity that Azure sees in the bot's calls. */
  self: OwnIdentity;
  /** Milliseconds that this machine's clock is ahead of Azure's; undefined before the first answer. */
  clockSkewMs(): number | undefined;
};

/** Scope for blob storage in every cloud: it has no audience per cloud. */
const blobScope = 'https://storage.azure.com/.default';

export function openAzure(options: AzureOptions): Azure {
  const { subscriptions, clock, cloud, credential, timeoutMs = 30_000 } = options;
  const skew = watchClockSkew(fewAtOnce(boundedWaits(options.httpClient ?? createHttpClient())));
  const setting = { ...options, httpClient: withinCloud(skew.client, cloud), timeoutMs };
  const clients = createClients(setting);
  const jobs = createJobs(clients, clock, cloud.blobSuffix);
  const plain = (scope: string | undefined, use: 'reading' | 'changing') => createPlainClient(setting, scope, use);
  const vaultScope = `https://${cloud.keyVaultSuffix}/.default`;
  const vault = { reading: plain(vaultScope, 'reading'), changing: plain(vaultScope, 'changing') };
  const hsmScope = `https://${cloud.managedHsmSuffix}/.default`;
  const hsm = { reading: plain(hsmScope, 'reading'), changing: plain(hsmScope, 'changing') };
  const storedKeys = createStoredKeys([
    { suffix: cloud.keyVaultSuffix, read: readingJson(vault.reading) },
    { suffix: cloud.managedHsmSuffix, read: readingJson(hsm.reading) },
  ]);
  const keyClients = (host: string) => (host.endsWith(`.${cloud.managedHsmSuffix}`) ? hsm : vault);
  const blobs = { reading: plain(blobScope, 'reading'), changing: plain(blobScope, 'changing') };
  const readBlob = createReadBlob(blobs.reading, cloud.blobSuffix);
  return {
    subscriptions: createSubscriptions(createPlainRead(setting, cloud.resourceManagerScope), cloud.resourceManager),
    vaults: createVaults(clients, subscriptions),
    items: createItems(clients, clock),
    points: createPoints(clients),
    vms: createVms(clients),
    disks: createDisks(clients),
    diskEncryptionSets: createDiskEncryptionSets(clients, subscriptions, cloud.keyVaultSuffix),
    keyVaults: createKeyVaults(clients),
    managedHsms: createManagedHsms(readingJson(hsm.reading), cloud.managedHsmSuffix),
    jobs,
    restores: createRestores(clients, jobs),
    backups: createBackups(clients, jobs),
    jobCancellations: createJobCancellations(clients),
    policies: createPolicies(clients),
    protection: createProtection(clients, jobs),
    vaultUsages: createVaultUsages(clients),
    keyVaultAccess: createKeyVaultAccess(clients),
    roleAssignments: createRoleAssignments(clients),
    roleDefinitions: createRoleDefinitions(clients),
    operations: createOperations(clients),
    access: createAccessReads(clients, subscriptions[0] ?? ''),
    resources: createResources(clients),
    tags: createTags(clients),
    locks: createLocks(createPlainRead(setting, cloud.resourceManagerScope), cloud.resourceManager),
    activityLog: createActivityLog(createPlainRead(setting, cloud.resourceManagerScope), cloud.resourceManager),
    interfaces: createInterfaces(clients),
    networks: createNetworks(clients),
    removals: createRemovals(clients),
    runCommands: createRunCommands(clients),
    places: createPlaces(clients),
    guards: createGuards(clients),
    validations: createValidations(clients),
    storedKeys,
    deployments: createDeployments(clients),
    stagingBlobs: createStagingBlobs(blobs.reading, blobs.changing, readBlob, cloud.blobSuffix),
    anchor: createAnchor(
      blobs,
      { read: createPlainRead(setting, cloud.resourceManagerScope), url: cloud.resourceManager },
      cloud.blobSuffix,
    ),
    erasable: createErasable(blobs, cloud.blobSuffix),
    keyRecovery: createKeyRecovery(storedKeys, createReadKeyMaterial(clients, readBlob), vault, clock),
    setKeys: createSetKeys(storedKeys, readBlob, keyClients, clock),
    extensions: createExtensions(clients),
    power: createPower(clients),
    bootDiagnostics: createBootDiagnostics(clients, plain(undefined, 'reading')),
    shifts: createShifts(plain(`${cloud.graph}/.default`, 'reading'), cloud.graph),
    directory: createDirectory(createPlainRead(setting, `${cloud.graph}/.default`), cloud.graph),
    self: createOwnIdentity(credential, cloud.resourceManagerScope),
    clockSkewMs: skew.ms,
  };
}
