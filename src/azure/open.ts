import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Cloud } from '../config/clouds.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../telemetry/log.ts';
import { type AccessReads, createAccessReads } from './access.ts';
import { type ActivityLog, createActivityLog } from './activity-log.ts';
import { withinCloud } from './allowed-hosts.ts';
import { type Backups, createBackups } from './backups.ts';
import { type BootDiagnostics, createBootDiagnostics } from './boot-diagnostics.ts';
import { boundedWaits } from './bounded-waits.ts';
import { createClients } from './clients.ts';
import { watchClockSkew } from './clock-skew.ts';
import { createDeployments, type Deployments } from './deployments.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createDiskEncryptionSets, type DiskEncryptionSets } from './disk-encryption-sets.ts';
import { createDisks, type Disks } from './disks.ts';
import { createExtensions, type Extensions } from './extensions.ts';
import { fewAtOnce } from './few-at-once.ts';
import { createGuards, type Guards } from './guards.ts';
import { createHttpClient } from './http-client.ts';
import { createInterfaces, type Interfaces } from './interfaces.ts';
import { createItems, type Items } from './items.ts';
import { createJobCancellations, type JobCancellations } from './job-cancellations.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createKeyRecovery, type KeyRecovery } from './key-recovery.ts';
import { createReadKeyMaterial } from './key-source.ts';
import { createKeyVaultAccess, type KeyVaultAccess } from './key-vault-access.ts';
import { createKeyVaults, type KeyVaults } from './key-vaults.ts';
import { createLocks, type Locks } from './locks.ts';
import { createManagedHsms, type ManagedHsms } from './managed-hsms.ts';
import { createNetworks, type Networks } from './networks.ts';
import { createOperations, type Operations } from './operations.ts';
import { createOwnIdentity, type OwnIdentity } from './own-identity.ts';
import { createPlaces, type Places } from './places.ts';
import { createPlainClient, createPlainRead, readingJson } from './plain-client.ts';
import { createPoints, type Points } from './points.ts';
import { createPolicies, type Policies } from './policies.ts';
import { createPower, type Power } from './power.ts';
import { createProtection, type Protection } from './protection.ts';
import { createRemovals, type Removals } from './removals.ts';
import { createResources, type Resources } from './resources.ts';
import { createRestores, type Restores } from './restores.ts';
import { createRoleAssignments, type RoleAssignments } from './role-assignments.ts';
import { createRoleDefinitions, type RoleDefinitions } from './role-definitions.ts';
import { createRunCommands, type RunCommands } from './run-commands.ts';
import { createSetKeys, type SetKeys } from './set-keys.ts';
import { createShifts, type ReadShifts } from './shifts.ts';
import { createReadBlob, createStagingBlobs, type StagingBlobs } from './staging-blobs.ts';
import { createStoredKeys, type StoredKeys } from './stored-keys.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createTags, type Tags } from './tags.ts';
import type { Throttles } from './throttle-gate.ts';
import { createValidations, type Validations } from './validations.ts';
import { createVaultUsages, type VaultUsages } from './vault-usages.ts';
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
  /** Key Vault's data plane: what there is, never what is in it. */
  storedKeys: StoredKeys;
  deployments: Deployments;
  stagingBlobs: StagingBlobs;
  keyRecovery: KeyRecovery;
  setKeys: SetKeys;
  extensions: Extensions;
  power: Power;
  bootDiagnostics: BootDiagnostics;
  directory: Directory;
  /** Of Teams' Shifts. */
  shifts: ReadShifts;
  /** Whom Azure sees when the bot calls. */
  self: OwnIdentity;
  /** Milliseconds that this machine's clock is ahead of Azure's; undefined before the first answer. */
  clockSkewMs(): number | undefined;
};

/** Of every cloud's storage: it has no audience per cloud. */
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
