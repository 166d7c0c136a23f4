// Runs in the folder that clients.ts installs packages into, against whatever its environment says is Azure. No
// TypeScript: the packages are no dependencies of the project, so there are no types to check against.
import assert from 'node:assert/strict';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { NetworkManagementClient } from '@azure/arm-network';
import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { StorageManagementClient } from '@azure/arm-storage';
import { ClientSecretCredential } from '@azure/identity';
import { KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { BlobServiceClient } from '@azure/storage-blob';
import { ComputeManagementClient as BotsComputeClient } from 'arm-compute-of-the-bot';

const { tenant, subscription, users } = JSON.parse(process.argv[2]);
const credentials = Object.fromEntries(
  Object.entries(users).map(([name, { id, secret }]) => [name, new ClientSecretCredential(tenant, id, secret)]),
);
const { bot, owner } = credentials;
const quick = { updateIntervalInMs: 20 };

/** What came of a call: 'works', 'refused' (403), 'not-served' (501 of the local Azure), 'absent' (404), or an error. */
async function outcomeOf(run) {
  try {
    await run();
    return 'works';
  } catch (error) {
    const { statusCode: status = 0, message = '' } = error;
    // Newer clients keep the words of a page that failed to themselves.
    if (status === 501 && /The local Azure has no|Pagination failed/.test(message)) return 'not-served';
    if (status === 403) return 'refused';
    if (status === 404) return 'absent';
    return `${status} ${error.code ?? error.name}: ${message}`.replace(/\s+/g, ' ').slice(0, 400);
  }
}

/** The next may need what one has found, so that they run one after the other. */
async function call(client, name, expected, run) {
  const outcome = await outcomeOf(run);
  process.stdout.write(`${JSON.stringify({ client, name, expected, outcome })}\n`);
}

async function all(pages) {
  const list = [];
  for await (const one of pages) list.push(one);
  return list;
}

const some = async (pages) => assert.ok((await all(pages)).length > 0, 'the list is empty');
const of = (name) => (operation, expected, run) => call(name, operation, expected, run);

const [vault, group, app, target] = ['rsv-prod', 'rg-backup', 'rg-app', 'rg-restore'];
const inGroup = (name, type) => `/subscriptions/${subscription}/resourceGroups/${name}/providers/${type}`;

// Subscriptions, groups, resources
{
  const client = new SubscriptionClient(owner);
  const is = of('arm-resources-subscriptions 3.0.0');
  await is('subscriptions.list', 'works', () => some(client.subscriptions.list()));
  await is('subscriptions.get', 'works', () => client.subscriptions.get(subscription));
  await is('subscriptions.listLocations', 'works', () => some(client.subscriptions.listLocations(subscription)));
  await is('tenants.list', 'works', () => some(client.tenants.list()));
}
const resources = new ResourceManagementClient(bot, subscription);
const ofResources = of('arm-resources 5.2.0');
{
  const is = ofResources;
  await is('resourceGroups.list', 'works', () => some(resources.resourceGroups.list()));
  await is('resourceGroups.get', 'works', () => resources.resourceGroups.get(app));
  await is('resourceGroups.checkExistence', 'works', async () => {
    assert.equal((await resources.resourceGroups.checkExistence('rg-nowhere')).body, false);
  });
  await is('resourceGroups.createOrUpdate', 'works', () =>
    new ResourceManagementClient(owner, subscription).resourceGroups.createOrUpdate('rg-brief', {
      location: 'westeurope',
    }),
  );
  await is('resourceGroups.beginDelete', 'works', () =>
    new ResourceManagementClient(owner, subscription).resourceGroups.beginDeleteAndWait('rg-brief', quick),
  );
  await is('resources.list with a filter', 'works', async () => {
    const filter = "resourceType eq 'Microsoft.KeyVault/vaults'";
    const types = new Set((await all(resources.resources.list({ filter }))).map(({ type }) => type));
    assert.deepEqual([...types], ['Microsoft.KeyVault/vaults']);
  });
  await is('resources.listByResourceGroup', 'works', () => some(resources.resources.listByResourceGroup(app)));
  await is('resources.getById', 'works', () =>
    resources.resources.getById(inGroup(app, 'Microsoft.Compute/virtualMachines/sql-01'), '2024-03-01'),
  );
  await is('providers.get', 'works', () => resources.providers.get('Microsoft.Compute'));
  await is('providers.list', 'works', () => some(resources.providers.list()));
  await is('deployments.listByResourceGroup', 'works', () => all(resources.deployments.listByResourceGroup(target)));
}

// Vaults
{
  const client = new RecoveryServicesClient(bot, subscription);
  const is = of('arm-recoveryservices 5.4.0');
  await is('vaults.listBySubscriptionId', 'works', () => some(client.vaults.listBySubscriptionId()));
  await is('vaults.listByResourceGroup', 'works', () => some(client.vaults.listByResourceGroup(group)));
  await is('vaults.get', 'works', () => client.vaults.get(group, vault));
  await is('vaults.get of none', 'absent', () => client.vaults.get(group, 'rsv-nowhere'));
  await is('usages.listByVaults', 'works', () => some(client.usages.listByVaults(group, vault)));
  await is('replicationUsages.list', 'works', () => all(client.replicationUsages.list(group, vault)));
  await is('vaults.beginUpdate', 'not-served', () =>
    client.vaults.beginUpdateAndWait(group, vault, { tags: { a: 'b' } }, quick),
  );
  await is('vaults.beginCreateOrUpdate', 'not-served', () =>
    client.vaults.beginCreateOrUpdateAndWait(group, 'rsv-new', { location: 'westeurope', properties: {} }, quick),
  );
  await is('vaultExtendedInfo.get', 'not-served', () => client.vaultExtendedInfo.get(group, vault));
}

// Backup: the guide from a policy to restored disks
const restored = {};
{
  const client = new RecoveryServicesBackupClient(bot, subscription);
  const is = of('arm-recoveryservicesbackup 9.0.0');
  const at = [vault, group];
  const vmId = inGroup(app, 'Microsoft.Compute/virtualMachines/plain-01');
  const container = 'IaasVMContainer;iaasvmcontainerv2;rg-app;plain-01';
  const item = [...at, 'Azure', container, 'VM;iaasvmcontainerv2;rg-app;plain-01'];
  const sql = [...at, 'Azure', 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01', 'VM;iaasvmcontainerv2;rg-app;sql-01'];
  const filter = "backupManagementType eq 'AzureIaasVM'";
  const jobOf = async (operation) => {
    const jobs = await all(client.backupJobs.list(...at, { filter: `operation eq '${operation}'` }));
    return jobs.toSorted((a, b) => b.properties.startTime - a.properties.startTime)[0];
  };
  const jobDone = async (operation) => {
    for (;;) {
      const job = await client.jobDetails.get(...at, (await jobOf(operation)).name);
      if (job.properties.status !== 'InProgress') return job;
    }
  };
  await is('backupStatus.get', 'works', async () => {
    const status = await client.backupStatus.get('westeurope', { resourceType: 'VM', resourceId: vmId });
    assert.equal(status.protectionStatus, 'NotProtected');
  });
  await is('featureSupport.validate', 'works', () =>
    client.featureSupport.validate('westeurope', { featureType: 'AzureVMResourceBackup', vmSize: 'Standard_D2s_v5' }),
  );
  await is('protectionIntentOperations.validate', 'works', () =>
    client.protectionIntentOperations.validate('westeurope', {
      resourceType: 'VM',
      resourceId: vmId,
      vaultId: inGroup(group, `Microsoft.RecoveryServices/vaults/${vault}`),
      properties: '',
    }),
  );
  await is('backupPolicies.list', 'works', () => some(client.backupPolicies.list(...at, { filter })));
  await is('protectionPolicies.createOrUpdate', 'works', async () => {
    const { properties } = await client.protectionPolicies.get(...at, 'DefaultPolicy');
    properties.retentionPolicy.dailySchedule.retentionDuration.count = 35;
    await client.protectionPolicies.createOrUpdate(...at, 'by-client', { properties });
    const made = await client.protectionPolicies.get(...at, 'by-client');
    assert.equal(made.properties.retentionPolicy.dailySchedule.retentionDuration.count, 35);
  });
  await is('backupProtectableItems.list', 'works', () => some(client.backupProtectableItems.list(...at, { filter })));
  await is('protectionContainers.refresh', 'works', () => client.protectionContainers.refresh(...at, 'Azure'));
  await is('protectedItems.createOrUpdate', 'works', () =>
    client.protectedItems.createOrUpdate(...item, {
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        sourceResourceId: vmId,
        policyId: inGroup(group, `Microsoft.RecoveryServices/vaults/${vault}/backupPolicies/by-client`),
      },
    }),
  );
  await is('jobDetails.get', 'works', async () => {
    assert.equal((await jobDone('ConfigureBackup')).properties.status, 'Completed');
  });
  await is('backupProtectedItems.list', 'works', async () => {
    const items = await all(client.backupProtectedItems.list(...at, { filter }));
    assert.ok(items.some(({ properties }) => properties.friendlyName === 'plain-01'));
  });
  await is('protectedItems.get', 'works', () => client.protectedItems.get(...item));
  await is('backupProtectionContainers.list', 'works', () =>
    some(client.backupProtectionContainers.list(...at, { filter })),
  );
  await is('backups.trigger', 'works', () =>
    client.backups.trigger(...item, {
      properties: { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: new Date('2026-12-24') },
    }),
  );
  await is('backupJobs.list with a filter', 'works', async () => {
    const job = await jobDone('Backup');
    assert.equal(job.properties.status, 'Completed');
    const listed = await all(client.backupJobs.list(...at, { filter: "operation eq 'Backup' and status eq 'Failed'" }));
    assert.ok(listed.every(({ properties }) => properties.status === 'Failed'));
  });
  let point = '';
  await is('recoveryPoints.list', 'works', async () => {
    point = (await all(client.recoveryPoints.list(...item)))[0].name;
  });
  await is('recoveryPoints.get', 'works', () => client.recoveryPoints.get(...item, point));
  const restore = {
    objectType: 'IaasVMRestoreRequest',
    recoveryType: 'RestoreDisks',
    sourceResourceId: vmId,
    region: 'westeurope',
    createNewCloudService: false,
    originalStorageAccountOption: false,
    storageAccountId: inGroup(group, 'Microsoft.Storage/storageAccounts/ststagingprod'),
    targetResourceGroupId: `/subscriptions/${subscription}/resourceGroups/${target}`,
    encryptionDetails: { encryptionEnabled: false },
  };
  await is('operation.validate', 'not-served', () =>
    client.operation.validate(...at, {
      objectType: 'ValidateIaasVMRestoreOperationRequest',
      restoreRequest: { ...restore, recoveryPointId: point },
    }),
  );
  await is('validateOperation.beginTrigger', 'not-served', () =>
    client.validateOperation.beginTriggerAndWait(
      ...at,
      {
        objectType: 'ValidateIaasVMRestoreOperationRequest',
        restoreRequest: { ...restore, recoveryPointId: point },
      },
      quick,
    ),
  );
  await is('restores.beginTrigger', 'works', () =>
    client.restores.beginTriggerAndWait(...item, point, { properties: { ...restore, recoveryPointId: point } }, quick),
  );
  await is('jobDetails.get of the restore', 'works', async () => {
    const job = await jobDone('Restore');
    assert.equal(job.properties.status, 'Completed');
    Object.assign(restored, job.properties.extendedInfo.propertyBag);
  });
  await is('jobCancellations.trigger', 'works', async () => {
    await client.backups.trigger(...item, { properties: { objectType: 'IaasVMBackupRequest' } });
    await client.jobCancellations.trigger(...at, (await jobOf('Backup')).name);
    assert.equal((await jobDone('Backup')).properties.status, 'Cancelled');
  });
  await is('protectedItems.createOrUpdate, stopped', 'works', () =>
    client.protectedItems.createOrUpdate(...item, {
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        sourceResourceId: vmId,
        protectionState: 'ProtectionStopped',
      },
    }),
  );
  await is('protectedItems.delete', 'works', async () => {
    await jobDone('DisableBackup');
    await client.protectedItems.delete(...item);
  });
  await is('protectedItems.createOrUpdate, undeleted', 'works', async () => {
    await jobDone('DeleteBackupData');
    await client.protectedItems.createOrUpdate(...item, {
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        sourceResourceId: vmId,
        isRehydrate: true,
        protectionState: 'ProtectionStopped',
      },
    });
  });
  await is('protectionPolicies.beginDelete', 'works', () =>
    client.protectionPolicies.beginDeleteAndWait(...at, 'by-client', quick),
  );
  await is('backupUsageSummaries.list', 'works', () => all(client.backupUsageSummaries.list(...at)));
  await is('backupEngines.list', 'works', () => all(client.backupEngines.list(...at)));
  await is('backupResourceVaultConfigs.get', 'works', () => client.backupResourceVaultConfigs.get(...at));
  await is('backupResourceStorageConfigsNonCRR.get', 'works', () =>
    client.backupResourceStorageConfigsNonCRR.get(...at),
  );
  await is('backupResourceEncryptionConfigs.get', 'works', () => client.backupResourceEncryptionConfigs.get(...at));
  await is('resourceGuardProxies.list', 'works', () => all(client.resourceGuardProxies.list('rsv-guarded', group)));
  await is('resourceGuardProxy.get', 'works', () => client.resourceGuardProxy.get('rsv-guarded', group, 'VaultProxy'));
  await is('resourceGuardProxy.delete', 'not-served', () =>
    client.resourceGuardProxy.delete('rsv-guarded', group, 'VaultProxy'),
  );
  await is('backupResourceVaultConfigs.update', 'not-served', () =>
    client.backupResourceVaultConfigs.update(...at, { properties: { softDeleteFeatureState: 'Disabled' } }),
  );
  await is('jobs.export', 'not-served', () => client.jobs.export(...at));
  await is('securityPINs.get', 'not-served', () => client.securityPINs.get(...at));
  await is('recoveryPointsRecommendedForMove.list', 'not-served', () =>
    all(client.recoveryPointsRecommendedForMove.list(...sql, { objectType: 'IaasVMRecommended', excludedRPList: [] })),
  );
  await is('itemLevelRecoveryConnections.provision', 'not-served', () =>
    client.itemLevelRecoveryConnections.provision(...sql, '1', {
      properties: { objectType: 'IaasVMILRRegistrationRequest' },
    }),
  );
  await is('protectableContainers.list', 'not-served', () => all(client.protectableContainers.list(...at, 'Azure')));
}

// The template that was left, and the machine
{
  const account = new BlobServiceClient('https://ststagingprod.blob.core.windows.net', bot);
  const is = of('storage-blob 12.34.0');
  const box = account.getContainerClient(restored['Config Blob Container Name'] ?? 'none');
  const uri = restored['Template Blob Uri'] ?? 'https://none/none/none';
  const blob = box.getBlobClient(new URL(uri).pathname.split('/').slice(2).map(decodeURIComponent).join('/'));
  const text = async (download) => (await download).readableStreamBody.toArray().then((parts) => Buffer.concat(parts));
  let template = {};
  await is('download', 'works', async () => {
    template = JSON.parse(String(await text(blob.download())));
    assert.ok(template.resources.length > 0);
  });
  await is('download of a range', 'works', async () => {
    const answer = await blob.download(2, 10);
    assert.equal(answer._response.status, 206);
    assert.equal((await text(answer)).length, 10);
  });
  await is('downloadToBuffer', 'works', () => blob.downloadToBuffer());
  await is('download with a condition that fails', 'works', async () => {
    await assert.rejects(blob.download(0, undefined, { conditions: { ifMatch: '"0x0"' } }), { statusCode: 412 });
  });
  await is('getProperties', 'works', async () => assert.ok((await blob.getProperties()).contentLength > 0));
  await is('exists of none', 'works', async () => assert.equal(await box.getBlobClient('none').exists(), false));
  await is('container exists', 'works', async () => assert.equal(await box.exists(), true));
  await is('listContainers', 'works', () => some(account.listContainers()));
  await is('listBlobsFlat with a prefix', 'works', async () => {
    const names = (await all(box.listBlobsFlat())).map(({ name }) => name);
    const prefix = names[0].slice(0, 4);
    const found = (await all(box.listBlobsFlat({ prefix }))).map(({ name }) => name);
    assert.deepEqual(
      found,
      names.filter((name) => name.startsWith(prefix)),
    );
    assert.deepEqual(await all(box.listBlobsFlat({ prefix: 'nothing' })), []);
  });
  await is('getUserDelegationKey', 'not-served', () =>
    account.getUserDelegationKey(new Date('2026-11-24'), new Date('2026-11-25')),
  );
  await is('setMetadata', 'not-served', () => blob.setMetadata({ a: 'b' }));
  await is('setTags', 'not-served', () => blob.setTags({ a: 'b' }));
  await is('createSnapshot', 'not-served', () => blob.createSnapshot());
  await is('container.create', 'not-served', () => account.getContainerClient('made').create());
  await is('upload', 'works', () =>
    box.getBlockBlobClient(blob.name).upload(JSON.stringify(template), 0 + JSON.stringify(template).length),
  );

  const parameters = {
    VirtualMachineName: { value: 'by-client' },
    VirtualNetwork: { value: 'vnet-restore' },
    VirtualNetworkResourceGroup: { value: target },
    Subnet: { value: 'isolated' },
  };
  const properties = { mode: 'Incremental', template, parameters };
  await ofResources('deployments.beginValidate', 'works', async () => {
    const answer = await resources.deployments.beginValidateAndWait(target, 'by-client', { properties }, quick);
    assert.equal(answer.error, undefined);
  });
  await ofResources('deployments.beginWhatIf', 'not-served', () =>
    resources.deployments.beginWhatIfAndWait(target, 'by-client', { properties }, quick),
  );
  await ofResources('deployments.beginCreateOrUpdate', 'works', async () => {
    const made = await resources.deployments.beginCreateOrUpdateAndWait(target, 'by-client', { properties }, quick);
    assert.equal(made.properties.provisioningState, 'Succeeded');
  });
  await ofResources('deployments.get', 'works', () => resources.deployments.get(target, 'by-client'));
  await ofResources('deployments.exportTemplate', 'works', () =>
    resources.deployments.exportTemplate(target, 'by-client'),
  );
  await ofResources('deploymentOperations.list', 'works', () =>
    some(resources.deploymentOperations.list(target, 'by-client')),
  );
  await ofResources('deployments.beginDelete', 'not-served', () =>
    resources.deployments.beginDeleteAndWait(target, 'by-client', quick),
  );
  await is('delete', 'works', () => blob.delete());
}

// Machines, disks, networks
{
  const client = new ComputeManagementClient(bot, subscription);
  const is = of('arm-compute 21.6.0');
  const vm = [target, 'by-client'];
  const state = async () =>
    (await client.virtualMachines.instanceView(...vm)).statuses.find(({ code }) => code.startsWith('PowerState/')).code;
  await is('virtualMachines.listAll', 'works', () => some(client.virtualMachines.listAll()));
  await is('virtualMachines.list', 'works', () => some(client.virtualMachines.list(app)));
  await is('virtualMachines.get', 'works', async () => {
    assert.equal((await client.virtualMachines.get(...vm)).provisioningState, 'Succeeded');
  });
  await is('virtualMachines.get with its view', 'works', async () => {
    assert.ok((await client.virtualMachines.get(app, 'sql-01', { expand: 'instanceView' })).instanceView);
  });
  await is('virtualMachines.get of none', 'absent', () => client.virtualMachines.get(app, 'none'));
  await is('virtualMachines.beginPowerOff', 'works', async () => {
    await client.virtualMachines.beginPowerOffAndWait(...vm, quick);
    assert.equal(await state(), 'PowerState/stopped');
  });
  await is('virtualMachines.beginDeallocate', 'works', async () => {
    await client.virtualMachines.beginDeallocateAndWait(...vm, quick);
    assert.equal(await state(), 'PowerState/deallocated');
  });
  await is('virtualMachines.beginStart', 'works', async () => {
    await client.virtualMachines.beginStartAndWait(...vm, quick);
    assert.equal(await state(), 'PowerState/running');
  });
  await is('virtualMachines.beginRestart', 'works', () => client.virtualMachines.beginRestartAndWait(...vm, quick));
  await is('virtualMachines.beginUpdate', 'works', async () => {
    await client.virtualMachines.beginUpdateAndWait(...vm, { tags: { a: 'b' } }, quick);
    assert.deepEqual((await client.virtualMachines.get(...vm)).tags, { a: 'b' });
  });
  await call('arm-compute of the bot', 'virtualMachines.update', 'works', async () => {
    const own = new BotsComputeClient(bot, subscription).virtualMachines;
    const changed = await own.update(...vm, { tags: { c: 'd' } }, quick);
    assert.deepEqual(changed.tags, { c: 'd' });
  });
  await is('virtualMachines.beginRunCommand', 'not-served', () =>
    client.virtualMachines.beginRunCommandAndWait(...vm, { commandId: 'RunShellScript' }, quick),
  );
  await is('virtualMachines.beginRedeploy', 'not-served', () =>
    client.virtualMachines.beginRedeployAndWait(...vm, quick),
  );
  await is('virtualMachines.generalize', 'not-served', () => client.virtualMachines.generalize(...vm));
  await is('virtualMachines.listAvailableSizes', 'not-served', () =>
    all(client.virtualMachines.listAvailableSizes(...vm)),
  );
  await is('virtualMachineExtensions.list', 'works', () => client.virtualMachineExtensions.list(app, 'web-01'));
  await is('disks.list', 'works', () => some(client.disks.list()));
  await is('disks.listByResourceGroup', 'works', () => some(client.disks.listByResourceGroup(app)));
  let disk = 'none';
  await is('disks.get', 'works', async () => {
    disk = (await client.virtualMachines.get(...vm)).storageProfile.osDisk.managedDisk.id.split('/').at(-1);
    await client.disks.get(target, disk);
  });
  await is('disks.beginUpdate', 'works', async () => {
    await client.disks.beginUpdateAndWait(target, disk, { tags: { a: 'b' } }, quick);
    assert.deepEqual((await client.disks.get(target, disk)).tags, { a: 'b' });
  });
  await is('disks.beginGrantAccess', 'not-served', () =>
    client.disks.beginGrantAccessAndWait(target, disk, { access: 'Read', durationInSeconds: 60 }, quick),
  );
  await is('snapshots.list', 'works', () => all(client.snapshots.list()));
  await is('snapshots.beginCreateOrUpdate', 'not-served', () =>
    client.snapshots.beginCreateOrUpdateAndWait(
      target,
      's',
      { location: 'westeurope', creationData: { createOption: 'Copy' } },
      quick,
    ),
  );
  await is('diskEncryptionSets.list', 'works', () => some(client.diskEncryptionSets.list()));
  await is('diskEncryptionSets.get', 'works', () => client.diskEncryptionSets.get(app, 'des-app'));
  await is('resourceSkus.list', 'works', () => some(client.resourceSkus.list({ filter: "location eq 'westeurope'" })));
  await is('usageOperations.list', 'works', () => some(client.usageOperations.list('westeurope')));
  await is('virtualMachineSizes.list', 'works', () => some(client.virtualMachineSizes.list('westeurope')));
  await is('availabilitySets.list', 'not-served', () => all(client.availabilitySets.list(app)));
  await is('images.list', 'not-served', () => all(client.images.list()));
  await is('galleries.list', 'not-served', () => all(client.galleries.list()));
  await is('virtualMachineScaleSets.listAll', 'not-served', () => all(client.virtualMachineScaleSets.listAll()));
}
{
  const client = new NetworkManagementClient(bot, subscription);
  const is = of('arm-network 39.0.0');
  await is('virtualNetworks.listAll', 'works', () => some(client.virtualNetworks.listAll()));
  await is('virtualNetworks.list', 'works', () => some(client.virtualNetworks.list(app)));
  await is('virtualNetworks.get', 'works', () => client.virtualNetworks.get(app, 'vnet-app'));
  await is('subnets.list', 'works', () => some(client.subnets.list(app, 'vnet-app')));
  await is('subnets.get', 'works', () => client.subnets.get(app, 'vnet-app', 'app'));
  await is('networkInterfaces.listAll', 'works', () => some(client.networkInterfaces.listAll()));
  await is('networkInterfaces.get', 'works', () => client.networkInterfaces.get(app, 'sql-01-nic'));
  const subnet = { id: inGroup(target, 'Microsoft.Network/virtualNetworks/vnet-restore/subnets/isolated') };
  await is('networkInterfaces.createOrUpdate', 'works', () =>
    client.networkInterfaces.createOrUpdate(
      target,
      'by-client-2',
      { location: 'westeurope', ipConfigurations: [{ name: 'one', subnet }] },
      quick,
    ),
  );
  await is('networkInterfaces.delete', 'works', () => client.networkInterfaces.delete(target, 'by-client-2', quick));
  await is('networkSecurityGroups.listAll', 'works', () => all(client.networkSecurityGroups.listAll()));
  await is('publicIPAddresses.listAll', 'works', () => all(client.publicIPAddresses.listAll()));
  await is('loadBalancers.listAll', 'not-served', () => all(client.loadBalancers.listAll()));
  await is('virtualNetworks.createOrUpdate', 'not-served', () =>
    client.virtualNetworks.createOrUpdate(
      target,
      'new',
      { location: 'westeurope', addressSpace: { addressPrefixes: ['10.9.0.0/16'] } },
      quick,
    ),
  );
  await is('checkDnsNameAvailability', 'not-served', () => client.checkDnsNameAvailability('westeurope', 'name'));
}
{
  const client = new StorageManagementClient(bot, subscription);
  const is = of('arm-storage 21.0.0');
  await is('storageAccounts.list', 'works', () => some(client.storageAccounts.list()));
  await is('storageAccounts.listByResourceGroup', 'works', () =>
    some(client.storageAccounts.listByResourceGroup(group)),
  );
  await is('storageAccounts.getProperties', 'works', () =>
    client.storageAccounts.getProperties(group, 'ststagingprod'),
  );
  await is('storageAccounts.listKeys', 'works', () => client.storageAccounts.listKeys(group, 'ststagingprod'));
  await is('storageAccounts.checkNameAvailability', 'not-served', () =>
    client.storageAccounts.checkNameAvailability({ name: 'abc', type: 'Microsoft.Storage/storageAccounts' }),
  );
  await is('storageAccounts.update', 'not-served', () =>
    client.storageAccounts.update(group, 'ststagingprod', { tags: { a: 'b' } }),
  );
  await is('blobContainers.list', 'not-served', () => all(client.blobContainers.list(group, 'ststagingprod')));
}

// Key vaults: their settings, and what is in them
{
  const client = new KeyVaultManagementClient(owner, subscription);
  const is = of('arm-keyvault 3.2.0');
  await is('vaults.list', 'works', () => some(client.vaults.list()));
  await is('vaults.listBySubscription', 'works', () => some(client.vaults.listBySubscription()));
  await is('vaults.listByResourceGroup', 'works', () => some(client.vaults.listByResourceGroup(app)));
  await is('vaults.get', 'works', () => client.vaults.get(app, 'kv-prod'));
  await is('vaults.listDeleted', 'works', () => all(client.vaults.listDeleted()));
  const permissions = { keys: ['all'], secrets: ['all'] };
  await is('vaults.updateAccessPolicy', 'works', () =>
    client.vaults.updateAccessPolicy(app, 'kv-prod', 'add', {
      properties: { accessPolicies: [{ tenantId: tenant, objectId: users.owner.id, permissions }] },
    }),
  );
  await is('vaults.beginCreateOrUpdate', 'works', async () => {
    const { location, properties } = await client.vaults.get(app, 'kv-prod');
    await client.vaults.beginCreateOrUpdateAndWait(app, 'kv-prod', { location, properties }, quick);
  });
  await is('vaults.delete', 'works', () => client.vaults.delete(app, 'kv-drift'));
  await is('vaults.purgeDeleted', 'works', () =>
    client.vaults.beginPurgeDeletedAndWait('kv-drift', 'westeurope', quick),
  );
}
{
  const url = 'https://kv-prod.vault.azure.net';
  const is = of('keyvault-keys 4.10.2');
  const client = new KeyClient(url, owner);
  await is('createKey', 'works', () => client.createKey('by-client', 'RSA'));
  await is('listPropertiesOfKeys', 'works', () => some(client.listPropertiesOfKeys()));
  await is('listPropertiesOfKeyVersions', 'works', () => some(client.listPropertiesOfKeyVersions('by-client')));
  await is('listPropertiesOfKeyVersions of none', 'works', async () => {
    assert.deepEqual(await all(client.listPropertiesOfKeyVersions('none')), []);
  });
  await is('getKey', 'works', () => client.getKey('by-client'));
  await is('getKey of none', 'absent', () => client.getKey('none'));
  await is('updateKeyProperties', 'works', async () => {
    const { properties } = await client.getKey('by-client');
    await client.updateKeyProperties('by-client', properties.version, { tags: { a: 'b' } });
    assert.deepEqual((await client.getKey('by-client')).properties.tags, { a: 'b' });
  });
  await is('backupKey', 'works', async () => assert.ok((await client.backupKey('by-client')).length > 0));
  await is('beginDeleteKey', 'works', async () => {
    await (await client.beginDeleteKey('by-client', { intervalInMs: 20 })).pollUntilDone();
  });
  await is('listDeletedKeys', 'works', () => some(client.listDeletedKeys()));
  await is('beginRecoverDeletedKey', 'works', async () => {
    await (await client.beginRecoverDeletedKey('by-client', { intervalInMs: 20 })).pollUntilDone();
  });
  await is('purgeDeletedKey', 'not-served', () => client.purgeDeletedKey('by-client'));
  await is('rotateKey', 'not-served', () => client.rotateKey('by-client'));
  await is('getKey without the right', 'refused', () =>
    new KeyClient('https://kv-prod.vault.azure.net', credentials.outsider).getKey('by-client'),
  );

  const isSecret = of('keyvault-secrets 4.12.0');
  const secrets = new SecretClient(url, owner);
  await isSecret('setSecret', 'works', () => secrets.setSecret('by-client', 'value', { tags: { a: 'b' } }));
  await isSecret('getSecret', 'works', async () => assert.equal((await secrets.getSecret('by-client')).value, 'value'));
  await isSecret('getSecret of none', 'absent', () => secrets.getSecret('none'));
  await isSecret('listPropertiesOfSecrets', 'works', () => some(secrets.listPropertiesOfSecrets()));
  await isSecret('listPropertiesOfSecretVersions', 'works', () =>
    some(secrets.listPropertiesOfSecretVersions('by-client')),
  );
  await isSecret('updateSecretProperties', 'works', async () => {
    const { properties } = await secrets.getSecret('by-client');
    await secrets.updateSecretProperties('by-client', properties.version, { contentType: 'BEK' });
    assert.equal((await secrets.getSecret('by-client')).properties.contentType, 'BEK');
  });
  let copy;
  await isSecret('backupSecret', 'works', async () => {
    copy = await secrets.backupSecret('by-client');
    assert.ok(copy.length > 0);
  });
  await isSecret('restoreSecretBackup of one that is there', 'works', async () => {
    await assert.rejects(secrets.restoreSecretBackup(copy), { statusCode: 409 });
  });
  await isSecret('beginDeleteSecret', 'works', async () => {
    await (await secrets.beginDeleteSecret('by-client', { intervalInMs: 20 })).pollUntilDone();
  });
  await isSecret('listDeletedSecrets', 'works', () => some(secrets.listDeletedSecrets()));
  await isSecret('beginRecoverDeletedSecret', 'works', async () => {
    await (await secrets.beginRecoverDeletedSecret('by-client', { intervalInMs: 20 })).pollUntilDone();
  });
  await isSecret('purgeDeletedSecret', 'not-served', () => secrets.purgeDeletedSecret('by-client'));
}

// Roles, and what is served nowhere
{
  const client = new AuthorizationManagementClient(owner, subscription);
  const is = of('arm-authorization 9.0.0');
  const scope = `/subscriptions/${subscription}/resourceGroups/${target}`;
  let reader;
  await is('roleDefinitions.list', 'works', async () => {
    [reader] = await all(client.roleDefinitions.list(scope, { filter: "roleName eq 'Reader'" }));
    assert.ok(reader);
  });
  const name = 'dddddddd-0000-4000-8000-000000000001';
  await is('roleAssignments.create', 'works', () =>
    client.roleAssignments.create(scope, name, {
      roleDefinitionId: reader.id,
      principalId: users.outsider.id,
      principalType: 'User',
    }),
  );
  await is('roleAssignments.listForScope', 'works', async () => {
    const held = await all(
      client.roleAssignments.listForScope(scope, { filter: `principalId eq '${users.outsider.id}'` }),
    );
    assert.ok(held.some((one) => one.name === name));
  });
  await is('roleAssignments.delete', 'not-served', () => client.roleAssignments.delete(scope, name));
  await is('roleAssignments.create without the right', 'refused', () =>
    new AuthorizationManagementClient(credentials.outsider, subscription).roleAssignments.create(
      scope,
      `${name.slice(0, -1)}2`,
      {
        roleDefinitionId: reader.id,
        principalId: users.outsider.id,
      },
    ),
  );
  const graph = new ResourceGraphClient(owner);
  await call('arm-resourcegraph 5.0.0', 'resources', 'not-served', () =>
    graph.resources({ query: 'Resources | take 1', subscriptions: [subscription] }),
  );
}
