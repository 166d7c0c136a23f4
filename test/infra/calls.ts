import assert from 'node:assert/strict';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { auditAnchor } from '../../sandbox/world/places.ts';
import { azureAction } from '../../src/azure/action.ts';
import { erasableBeside } from '../../src/azure/anchor.ts';
import { type Azure, openAzure } from '../../src/azure/open.ts';
import type { RestoreBody } from '../../src/azure/rules/restore-body.ts';
import type { PolicyBody } from '../../src/kernel/backup-policy.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { item, itemId, memoryThrottles, pointId, subscription, vaultId } from '../azure/wire-fixture.ts';
import { answerTo, lostKeys, setAnew } from './answers.ts';

export type Tier = 'observe' | 'protect' | 'restore' | 'rebuild' | 'keys' | 'grant' | 'drill' | 'quarantine';

/** A call of src/azure, and the tiers that need it. */
export type Sample = { tiers: Tier[]; call: (azure: Azure) => Promise<unknown> };

const group = `/subscriptions/${subscription}/resourceGroups/rg-restore`;
const of = (type: string, name: string) => `${group}/providers/${type}/${name}`;
const person = 'aaaaaaaa-0000-4000-8000-000000000001';
/** Id with which each change of the samples is sent. */
export const attempt = 'b61337e2-a9be-5fb0-8a9a-30d457060fbf';
const clientRequestId = attempt;
const body = { objectType: 'IaasVMRestoreRequest' } as unknown as RestoreBody;
const find = { vault: vaultId, containerName: item.containerName, clientRequestId, sentAt: new Date(0) };
const observe = (call: Sample['call']): Sample => ({ tiers: ['observe'], call });
const rebuild = (call: Sample['call']): Sample => ({ tiers: ['rebuild'], call });
/** Rights by hand, docs/permissions.md. */
const byHand = (call: Sample['call']): Sample => ({ tiers: [], call });
const keys = (call: Sample['call']): Sample => ({ tiers: ['keys'], call });
const drill = (call: Sample['call']): Sample => ({ tiers: ['drill'], call });
const apart = (call: Sample['call']): Sample => ({ tiers: ['drill', 'quarantine'], call });
const protect = (call: Sample['call']): Sample => ({ tiers: ['protect'], call });
const vmId = of('Microsoft.Compute/virtualMachines', 'sql-01');
const keyVaultId = of('Microsoft.KeyVault/vaults', 'kv');
const [pair = assert.fail()] = lostKeys;
const blob = 'https://ststaging.blob.core.windows.net/container/blob';
const kept = { encryptionInfoUri: blob, item: itemId, pointName: '1' };
const deployment = { groupId: group, name: 'd', template: { resources: [] }, parameters: {} };
const policyId = `${vaultId}/backupPolicies/nightly`;
const protection = { vault: vaultId, vmId, clientRequestId };
const policy: PolicyBody = {
  version: 'V1',
  schedule: { kind: 'daily', time: '02:00' },
  retention: { daily: { count: 30 } },
  snapshotDays: 2,
  timeZone: 'UTC',
};

/** One call of each function that calls Azure. A test compares them with the existing functions. */
export const samples: Record<string, Sample> = {
  'subscriptions.list': observe((azure) => azure.subscriptions.list()),
  'vaults.list': observe((azure) => azure.vaults.list()),
  'vaults.listOf': observe((azure) => azure.vaults.listOf(subscription)),
  'vaults.settings': observe((azure) => azure.vaults.settings(vaultId)),
  'vaults.get': observe((azure) => azure.vaults.get(vaultId)),
  'items.list': observe((azure) => azure.items.list(vaultId)),
  'items.get': observe((azure) => azure.items.get(itemId)),
  'points.list': observe((azure) => azure.points.list(itemId)),
  'points.get': observe((azure) => azure.points.get(itemId, '1')),
  'points.inPair': observe((azure) => azure.points.inPair(itemId)),
  'vms.list': observe((azure) => azure.vms.list(subscription)),
  'vms.get': observe((azure) => azure.vms.get(of('Microsoft.Compute/virtualMachines', 'sql-01'))),
  'interfaces.get': observe((azure) => azure.interfaces.get(of('Microsoft.Network/networkInterfaces', 'n'))),
  'networks.subnet': apart((azure) =>
    azure.networks.subnet(`${of('Microsoft.Network/virtualNetworks', 'vnet')}/subnets/drill`),
  ),
  'networks.effectiveRules': apart((azure) =>
    azure.networks.effectiveRules(of('Microsoft.Network/networkInterfaces', 'n')),
  ),
  'networks.effectiveRoutes': apart((azure) =>
    azure.networks.effectiveRoutes(of('Microsoft.Network/networkInterfaces', 'n')),
  ),
  'removals.vm': drill((azure) => azure.removals.vm({ id: vmId, clientRequestId })),
  'removals.disk': drill((azure) => azure.removals.disk({ id: of('Microsoft.Compute/disks', 'd'), clientRequestId })),
  'removals.networkInterface': drill((azure) =>
    azure.removals.networkInterface({ id: of('Microsoft.Network/networkInterfaces', 'n'), clientRequestId }),
  ),
  'runCommands.send': drill((azure) =>
    azure.runCommands.send({
      vmId,
      location: 'westeurope',
      name: 'p',
      script: 'true',
      timeoutSeconds: 60,
      clientRequestId,
    }),
  ),
  'runCommands.get': drill((azure) => azure.runCommands.get(vmId, 'p')),
  'disks.list': observe((azure) => azure.disks.list(subscription)),
  'disks.get': observe((azure) => azure.disks.get(of('Microsoft.Compute/disks', 'd'))),
  'diskEncryptionSets.get': observe((azure) =>
    azure.diskEncryptionSets.get(of('Microsoft.Compute/diskEncryptionSets', 'des')),
  ),
  'keyVaults.get': observe((azure) => azure.keyVaults.get(of('Microsoft.KeyVault/vaults', 'kv'))),
  'jobs.list': observe((azure) => azure.jobs.list(vaultId)),
  'jobs.get': observe((azure) => azure.jobs.get(vaultId, clientRequestId)),
  'jobs.encryptionInfo': observe((azure) =>
    azure.jobs.encryptionInfo(vaultId, clientRequestId, of('Microsoft.Storage/storageAccounts', 'st')),
  ),
  'operations.get': observe((azure) => azure.operations.get(vaultId, clientRequestId)),
  'access.assignments': observe((azure) => azure.access.assignments(person, subscription)),
  'access.given': observe((azure) => azure.access.given(subscription)),
  'access.roleDefinition': observe((azure) =>
    azure.access.roleDefinition('/providers/Microsoft.Authorization/roleDefinitions/b24988ac'),
  ),
  'access.eligibilities': observe((azure) => azure.access.eligibilities(person, subscription)),
  'access.scheduled': observe((azure) => azure.access.scheduled(person, subscription)),
  'access.denyAssignments': observe((azure) => azure.access.denyAssignments(subscription, person)),
  'activityLog.list': observe((azure) => azure.activityLog.list(vaultId, new Date(0))),
  'locks.on': observe((azure) => azure.locks.on(vmId)),
  'resources.exists': observe((azure) => azure.resources.exists(group, '2021-04-01')),
  'resources.inGroup': observe((azure) => azure.resources.inGroup(group)),
  'places.storageAccount': observe((azure) =>
    azure.places.storageAccount(of('Microsoft.Storage/storageAccounts', 'st')),
  ),
  'places.network': observe((azure) =>
    azure.places.network(`${of('Microsoft.Network/virtualNetworks', 'vnet')}/subnets/isolated`),
  ),
  'places.groupRegion': observe((azure) => azure.places.groupRegion(group)),
  'places.usages': observe((azure) => azure.places.usages(subscription, 'westeurope')),
  'guards.list': observe((azure) => azure.guards.list(vaultId)),
  'storedKeys.inspect': observe(async (azure) => {
    await azure.storedKeys.inspect('https://kv.vault.azure.net/keys/a/1');
    await azure.storedKeys.inspect('https://kv.vault.azure.net/secrets/a/1');
  }),
  'storedKeys.holdsOtherSecrets': observe((azure) =>
    azure.storedKeys.holdsOtherSecrets(of('Microsoft.KeyVault/vaults', 'kv')),
  ),
  'setKeys.inspect': observe((azure) => azure.setKeys.inspect('https://kv.vault.azure.net/keys/a/1')),
  'setKeys.send': keys((azure) =>
    azure.setKeys.send({ url: 'https://kv.vault.azure.net/keys/a/1', exportUri: blob, clientRequestId }),
  ),
  'managedHsms.rights': observe((azure) => azure.managedHsms.rights('hsm.managedhsm.azure.net', person)),
  'directory.peopleIn': observe((azure) => azure.directory.peopleIn(person)),
  'directory.nameOf': observe((azure) => azure.directory.nameOf('users', person)),
  'directory.servicePrincipal': observe((azure) => azure.directory.servicePrincipal(person)),
  'directory.isGuest': observe((azure) => azure.directory.isGuest(person)),
  'directory.groupsOf': observe((azure) => azure.directory.groupsOf(person)),
  // Reads its own token: Azure is not called.
  'self.objectId': observe((azure) => azure.self.objectId()),
  'self.whoami': observe((azure) => azure.self.whoami()),
  'validations.restore': { tiers: ['restore'], call: (azure) => azure.validations.restore(vaultId, pointId, body) },
  'restores.send': {
    tiers: ['restore'],
    call: (azure) => azure.restores.send({ vault: vaultId, item, pointName: '1', body, clientRequestId }),
  },
  'restores.find': observe((azure) => azure.restores.find({ ...find, operation: 'Restore' })),
  'backups.send': {
    tiers: ['protect'],
    call: (azure) => azure.backups.send({ vault: vaultId, item, clientRequestId }),
  },
  'backups.find': observe((azure) => azure.backups.find({ ...find, operation: 'Backup' })),
  'policies.list': observe((azure) => azure.policies.list(vaultId)),
  'policies.get': observe((azure) => azure.policies.get(vaultId, 'DefaultPolicy')),
  'policies.create': protect((azure) =>
    azure.policies.create({ vault: vaultId, name: 'nightly', body: policy, clientRequestId }),
  ),
  'vaultUsages.protectedMachines': observe((azure) => azure.vaultUsages.protectedMachines(vaultId)),
  'protection.statusOf': protect((azure) => azure.protection.statusOf(vmId, 'westeurope')),
  'protection.validate': protect((azure) => azure.protection.validate({ vmId, region: 'westeurope', vault: vaultId })),
  'protection.enable': protect((azure) => azure.protection.enable({ ...protection, policyId })),
  'protection.stop': protect((azure) => azure.protection.stop({ ...protection, item })),
  'protection.suspend': protect((azure) => azure.protection.suspend({ ...protection, item })),
  'protection.resume': protect((azure) => azure.protection.resume({ ...protection, item, policyId })),
  'protection.undelete': protect((azure) => azure.protection.undelete({ ...protection, item })),
  'protection.find': observe((azure) => azure.protection.find({ ...find, operation: 'ConfigureBackup' })),
  'guards.request': observe((azure) => azure.guards.request(vaultId, 'protectedItems/delete')),
  'keyVaultAccess.grantPolicy': {
    tiers: ['grant'],
    call: (azure) =>
      azure.keyVaultAccess.grantPolicy({
        keyVaultId,
        tenantId: person,
        principal: person,
        keys: ['get'],
        secrets: ['get'],
        clientRequestId,
      }),
  },
  'roleAssignments.get': observe((azure) => azure.roleAssignments.get(keyVaultId, clientRequestId)),
  'roleAssignments.create': {
    tiers: ['grant'],
    call: (azure) =>
      azure.roleAssignments.create({
        scope: keyVaultId,
        roleDefinitionId: person,
        principalId: person,
        name: clientRequestId,
        clientRequestId,
      }),
  },
  'roleDefinitions.find': observe((azure) => azure.roleDefinitions.find(`/subscriptions/${subscription}`, 'keys')),
  'deployments.send': rebuild((azure) => azure.deployments.send({ ...deployment, tags: {}, clientRequestId })),
  'deployments.get': rebuild((azure) => azure.deployments.get(group, 'd')),
  'deployments.template': rebuild((azure) => azure.deployments.template(group, 'd')),
  'deployments.validate': rebuild((azure) => azure.deployments.validate(deployment)),
  'anchor.read': byHand((azure) => azure.anchor.read(auditAnchor)),
  'anchor.append': byHand((azure) => azure.anchor.append(auditAnchor, 'x', 1)),
  'anchor.state': byHand((azure) => azure.anchor.state(auditAnchor)),
  'erasable.read': byHand((azure) => azure.erasable.read(erasableBeside(auditAnchor), 'x')),
  'erasable.write': byHand((azure) => azure.erasable.write(erasableBeside(auditAnchor), 'x', 'y')),
  'stagingBlobs.readTemplate': rebuild((azure) => azure.stagingBlobs.readTemplate(blob)),
  'stagingBlobs.readConfig': rebuild((azure) => azure.stagingBlobs.readConfig(blob)),
  'stagingBlobs.exists': rebuild((azure) => azure.stagingBlobs.exists(blob)),
  'stagingBlobs.softDeletedUntil': rebuild((azure) => azure.stagingBlobs.softDeletedUntil(blob, new Date())),
  'stagingBlobs.delete': keys((azure) => azure.stagingBlobs.delete({ uri: blob, clientRequestId })),
  'keyRecovery.inspect': observe((azure) => azure.keyRecovery.inspect({ keys: lostKeys })),
  'keyRecovery.send': keys((azure) =>
    azure.keyRecovery.send({
      keys: lostKeys,
      ...kept,
      machineName: 'sql-01',
      osType: 'Windows',
      clientRequestId,
    }),
  ),
  'keyRecovery.find': keys((azure) =>
    azure.keyRecovery.find({ keys: setAnew, ...kept, machineName: 'sql-01', osType: 'Windows' }),
  ),
  'disks.applyAde': rebuild((azure) =>
    azure.disks.applyAde({
      diskId: of('Microsoft.Compute/disks', 'd'),
      keys: pair,
      version: '1.1',
      clientRequestId,
    }),
  ),
  'disks.close': rebuild((azure) => azure.disks.close({ diskId: of('Microsoft.Compute/disks', 'd'), clientRequestId })),
  'extensions.sendAde': rebuild((azure) =>
    azure.extensions.sendAde({ vmId, location: 'westeurope', osType: 'Linux', keys: pair, clientRequestId }),
  ),
  'extensions.ade': observe((azure) => azure.extensions.ade(vmId)),
  'tags.merge': rebuild((azure) =>
    azure.tags.merge({ scope: of('Microsoft.Compute/disks', 'd'), tags: { a: 'b' }, clientRequestId }),
  ),
  'power.start': rebuild((azure) => azure.power.start({ vmId, clientRequestId })),
  'power.deallocate': rebuild((azure) => azure.power.deallocate({ vmId, clientRequestId })),
  'bootDiagnostics.screenshot': rebuild((azure) => azure.bootDiagnostics.screenshot(vmId)),
  'places.nameTaken': observe((azure) => azure.places.nameTaken(group, 'Microsoft.Network/networkInterfaces', 'n')),
  'places.sizes': observe((azure) => azure.places.sizes(subscription, 'westeurope')),
  'jobCancellations.send': {
    tiers: ['protect', 'restore'],
    call: (azure) => azure.jobCancellations.send({ vault: vaultId, jobId: clientRequestId, clientRequestId }),
  },
};

/** Every function of the groups of `Azure`, as `group.function`. */
export function functionsOf(azure: Azure): string[] {
  return Object.entries(azure).flatMap(([group, functions]) =>
    Object.entries(functions).flatMap(([name, value]) => (typeof value === 'function' ? [`${group}.${name}`] : [])),
  );
}

const cloud = clouds.public as Cloud;

/**
 * An entry of a subscription's activity log: everything sent to Resource Manager except reads, even by a POST that only
 * reads.
 */
export type Recorded = { action: string; clientRequestId: string };

/**
 * The real clients on an Azure where everything is empty and accepted; with the actions that they need, those in the
 * activity log, and the log output meanwhile.
 */
export function recordedAzure(): {
  azure: Azure;
  actions: Set<string>;
  recorded: Recorded[];
  lines: { message: string; fields: object }[];
} {
  const actions = new Set<string>();
  const recorded: Recorded[] = [];
  const lines: { message: string; fields: object }[] = [];
  const note = (fields: object, message: string) => void lines.push({ message, fields });
  const httpClient: HttpClient = {
    async sendRequest(request) {
      const { action } = azureAction(request.method, request.url);
      actions.add(action);
      const reads = request.method === 'GET';
      if (!reads && request.url.startsWith(cloud.resourceManager))
        recorded.push({ action, clientRequestId: request.headers.get('x-ms-client-request-id') ?? '' });
      return {
        request,
        status: reads ? 200 : 202,
        headers: createHttpHeaders({ 'content-type': 'application/json' }),
        bodyAsText: JSON.stringify(answerTo(request.url)),
      };
    },
  };
  const token = `e30.${Buffer.from(JSON.stringify({ oid: person })).toString('base64url')}.`;
  const azure = openAzure({
    credential: { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    cloud,
    httpClient,
    subscriptions: [subscription],
    clock: new Clock(),
    log: { debug() {}, info: note, warn: note, error: note },
    throttles: memoryThrottles(),
  });
  return { azure, actions, recorded, lines };
}

/** Actions of one tier's calls. Answers may be refused as unreadable, because their parsing does not matter. */
export async function actionsOf(tier: Tier): Promise<string[]> {
  const { azure, actions } = recordedAzure();
  for (const { tiers, call } of Object.values(samples)) {
    if (tiers.includes(tier)) await call(azure).catch(() => undefined);
  }
  return [...actions].map((action) => action.toLowerCase()).toSorted();
}
