import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf } from '../../../sandbox/world/machine-refusals.ts';
import { bot } from '../../../sandbox/world/people.ts';
import {
  foreignGuardId,
  prod,
  restoreTargets,
  strictGuardId,
  uncommonTargets,
  uncommonVaultIds,
} from '../../../sandbox/world/places.ts';

import { roles } from '../../../sandbox/world/role-definitions.ts';
import { entraVaultIdentity, umlautGroup } from '../../../sandbox/world/seed-uncommon.ts';
import { type Answer, ask, valuesOf } from './ask.ts';
import { type Setting, setting } from './setting.ts';

/** The machines that few have, asked by hand and in the newest version too: what each has that no other has. */

const newest = '2026-07-01';
const old = '2023-06-01';

function call(
  s: Setting,
  method: string,
  path: string,
  more: { body?: unknown; version?: string; headers?: Record<string, string> } = {},
) {
  const version = `${path.includes('?') ? '&' : '?'}api-version=${more.version ?? newest}`;
  const { body, headers } = more;
  return ask(s, `https://management.azure.com${path}${version}`, undefined, {
    method,
    body,
    ...(headers && { headers }),
  });
}

function itemPath(vault: string, vm: string, group = 'rg-uncommon'): string {
  const unique = `iaasvmcontainerv2;${group};${vm}`;
  return `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectedItems/VM;${unique}`;
}

type Point = {
  id: string;
  name: string;
  properties: Record<string, unknown> & { recoveryPointProperties?: Record<string, unknown> };
};

async function pointsOf(s: Setting, item: string, more: { filter?: string; version?: string } = {}): Promise<Point[]> {
  const filter = more.filter ? `?$filter=${encodeURIComponent(more.filter)}` : '';
  return valuesOf(await call(s, 'GET', `${item}/recoveryPoints${filter}`, more)) as Point[];
}

function restore(point: string, more: Record<string, unknown> = {}) {
  const [target] = restoreTargets;
  return {
    properties: {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: point,
      recoveryType: 'RestoreDisks',
      region: 'westeurope',
      targetResourceGroupId: target?.targetResourceGroupId,
      storageAccountId: target?.stagingStorageAccountId,
      ...more,
    },
  };
}

const codeOf = ({ body }: Answer) => (body.error as { code?: string } | undefined)?.code;

/** What came of the operation that a call began. */
async function outcome(s: Setting, answer: Answer) {
  s.pass(1);
  const { pathname } = new URL(answer.headers.get('azure-asyncoperation') ?? '');
  const { status, error, properties } = (await call(s, 'GET', decodeURI(pathname), { version: old })).body as {
    status: string;
    error?: { code: string };
    properties?: { jobId: string };
  };
  return { status, code: error?.code, jobId: properties?.jobId };
}

test('soft-deleted points are listed to who asks for them, and can be restored', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.pairs, 'cut-01');
  const [few, all] = [await pointsOf(s, item), await pointsOf(s, item, { filter: "includeSoftDeletedRP eq 'True'" })];
  assert.ok(few.length > 0 && few.length < all.length);
  const gone = all.find(({ properties }) => properties.recoveryPointProperties?.isSoftDeleted === true);
  assert.ok(gone && !few.some(({ name }) => name === gone.name));
  const started = await call(s, 'POST', `${item}/recoveryPoints/${gone.name}/restore`, { body: restore(gone.name) });
  assert.equal((await outcome(s, started)).status, 'Succeeded');
});

test('an id carries letters outside ASCII percent-encoded, names and ids of machines as they are', async (t) => {
  const s = await setting(t, { uncommon: true });
  const items = valuesOf(await call(s, 'GET', `${uncommonVaultIds.zones}/backupProtectedItems`)) as Point[];
  const found = items.find(({ properties }) => properties.friendlyName === 'umlaut-01');
  assert.match(found?.id ?? '', /iaasvmcontainerv2;rg-gr%C3%B6%C3%9Fe-%E6%B8%AC%E8%A9%A6;umlaut-01/);
  assert.ok(found?.name.includes(umlautGroup));
  assert.ok(String(found?.properties.sourceResourceId).includes(`/resourceGroups/${umlautGroup}/`));
  assert.ok((await pointsOf(s, itemPath(uncommonVaultIds.zones, 'umlaut-01', umlautGroup))).length > 0);
  const again = encodeURI(found?.id ?? '');
  assert.equal((await call(s, 'GET', again)).status, 404, 'encoded twice it names nothing');
});

test('a confidential machine: what its point says, and which member names its set', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.zones, 'cvm-01');
  const [point] = await pointsOf(s, item);
  const path = `${item}/recoveryPoints/${point?.name}`;
  const { properties } = (await call(s, 'GET', path, { version: old })).body as Point;
  assert.equal(properties.securityType, 'ConfidentialVMDiskEncryptedWithCustomerKey');
  const set = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/diskEncryptionSets/des-cvm`;
  const begin = (more: Record<string, unknown>) =>
    call(s, 'POST', `${path}/restore`, { body: restore(point?.name ?? '', more) });
  const refused = await outcome(s, await begin({ diskEncryptionSetId: set }));
  assert.equal(refused.code, 'UserErrorDiskEncryptionSetNotSupported');
  const started = await begin({ securedVMDetails: { securedVMOsDiskEncryptionSetId: set } });
  assert.equal((await outcome(s, started)).status, 'Succeeded');
});

test('a machine has the security type of its OS disk', async (t) => {
  const { world } = await setting(t, { uncommon: true });
  const group = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute`;
  const [disk] = world.resources
    .list('Microsoft.Compute/disks', `/subscriptions/${prod.id}/resourceGroups/rg-uncommon`)
    .filter(({ name }) => name.startsWith('cvm-01'));
  assert.ok(disk);
  delete disk.managedBy;
  const refused = (securityProfile?: object, ofDisk?: object) =>
    refusalOf(
      world,
      {
        id: `${group}/virtualMachines/copy`,
        name: 'copy',
        properties: {
          storageProfile: { osDisk: { managedDisk: { id: disk.id, ...(ofDisk && { securityProfile: ofDisk }) } } },
          ...(securityProfile && { securityProfile }),
        },
      },
      world.clock.now(),
    )?.message;
  const confidential = { securityType: 'ConfidentialVM' };
  assert.match(refused() ?? '', /not compatible with the security type of attached OS Disk/);
  assert.match(refused({ securityType: 'TrustedLaunch' }) ?? '', /not compatible/);
  assert.equal(refused(confidential), undefined);
  assert.equal(refused(confidential, { securityEncryptionType: 'DiskWithVMGuestState' }), undefined);
});

test('a staging account without keys is got into as an identity of the vault, and by nothing else', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.entra, 'entra-01');
  const [point] = await pointsOf(s, item);
  const account = uncommonTargets.find(({ vault }) => vault === 'rsv-entra')?.stagingStorageAccountId;
  const begin = async (more: Record<string, unknown>) => {
    const body = restore(point?.name ?? '', { storageAccountId: undefined, ...more });
    return outcome(s, await call(s, 'POST', `${item}/recoveryPoints/${point?.name}/restore`, { body }));
  };
  const as = (identityInfo: object) => ({
    identityInfo,
    identityBasedRestoreDetails: { targetStorageAccountId: account },
  });
  assert.equal((await begin({ storageAccountId: account })).code, 'KeyBasedAuthenticationNotPermitted');
  const foreign = { isSystemAssignedIdentity: false, managedIdentityResourceId: '/subscriptions/s/none' };
  assert.equal((await begin(as(foreign))).code, 'UserErrorManagedIdentityNotFound');
  const own = as({ isSystemAssignedIdentity: true });
  assert.equal((await begin(own)).status, 'Succeeded');
  s.world.roles.assignments = s.world.roles.assignments.filter(({ principalId }) => principalId !== entraVaultIdentity);
  assert.equal((await begin(own)).code, 'UserErrorManagedIdentityPermissionDenied');
});

test('only a job of a backup or a restore can be cancelled', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.zones, 'private-01');
  const actionsOf = async (started: Answer) => {
    const { jobId } = await outcome(s, started);
    const { body } = await call(s, 'GET', `${uncommonVaultIds.zones}/backupJobs/${jobId}`, { version: old });
    return (body.properties as { actionsInfo?: unknown }).actionsInfo;
  };
  const backup = { properties: { objectType: 'IaasVMBackupRequest' } };
  assert.deepEqual(await actionsOf(await call(s, 'POST', `${item}/backup`, { body: backup })), [1]);
  const stop = {
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      protectionState: 'ProtectionStopped',
      policyId: '',
      sourceResourceId: `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/virtualMachines/private-01`,
    },
  };
  assert.equal(await actionsOf(await call(s, 'PUT', item, { body: stop })), undefined);
});

test('a threat is told by the version that knows it, of the nights it was known in', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.pairs, 'threat-01');
  const [ill, , well] = await pointsOf(s, item);
  assert.deepEqual([ill?.properties.threatStatus, well?.properties.threatStatus], ['UnHealthy', 'Healthy']);
  assert.match(JSON.stringify(ill?.properties.threatInfo), /Petya/);
  const [before] = await pointsOf(s, item, { version: old });
  assert.equal(before?.properties.threatStatus, undefined);
  const shown = (await call(s, 'GET', item)).body as Point;
  assert.deepEqual(shown.properties.sourceSideScanInfo, {
    sourceSideScanStatus: 'Configured',
    sourceSideScanSummary: 'Suspicious',
  });
});

test('a point of the archive is restored with rehydration only, and stands at 1 % as long as it takes', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.locked, 'archive-01');
  const archived = (await pointsOf(s, item, { version: old })).find(({ properties }) =>
    (properties.recoveryPointTierDetails as { type: number; status: number }[]).every(
      ({ type, status }) => type === 3 && status === 1,
    ),
  );
  const begin = (more: Record<string, unknown>) =>
    call(s, 'POST', `${item}/recoveryPoints/${archived?.name}/restore`, { body: restore(archived?.name ?? '', more) });
  assert.equal((await outcome(s, await begin({}))).code, 'UserErrorRecoveryPointInArchiveTier');
  const rehydration = {
    objectType: 'IaasVMRestoreWithRehydrationRequest',
    recoveryPointRehydrationInfo: { rehydrationRetentionDuration: 'P15D', rehydrationPriority: 'Standard' },
  };
  assert.equal((await outcome(s, await begin(rehydration))).status, 'Succeeded');
});

test('disks that were chosen: of a selective backup the OS disk and the LUNs asked for come back', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.pairs, 'slow-01');
  const point = (await pointsOf(s, item)).at(-1)?.name ?? '';
  const { properties } = (await call(s, 'GET', `${item}/recoveryPoints/${point}`)).body as unknown as Point;
  const { includedDiskList, excludedDiskList, ...counts } = properties.recoveryPointDiskConfiguration as {
    includedDiskList: { lun: number }[];
    excludedDiskList: { lun: number }[];
  };
  assert.deepEqual([includedDiskList.map(({ lun }) => lun), excludedDiskList.map(({ lun }) => lun)], [[-1, 0, 1], [2]]);
  assert.deepEqual(counts, { numberOfDisksIncludedInBackup: 3, numberOfDisksAttachedToVm: 4 });
  const body = restore(point, { restoreDiskLunList: [1] });
  const { jobId } = await outcome(s, await call(s, 'POST', `${item}/recoveryPoints/${point}/restore`, { body }));
  s.pass(60);
  const { extendedInfo } = (await call(s, 'GET', `${uncommonVaultIds.pairs}/backupJobs/${jobId}`)).body.properties as {
    extendedInfo: { propertyBag: Record<string, string> };
  };
  assert.match(extendedInfo.propertyBag['Restored disk(s)'] ?? '', /os.*; slow-01_DataDisk_1$/i);
});

test('a job that stands at 1 % to its end and tells no time that remains', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.pairs, 'slow-01');
  const point = (await pointsOf(s, item)).at(-1)?.name ?? '';
  const { jobId } = await outcome(
    s,
    await call(s, 'POST', `${item}/recoveryPoints/${point}/restore`, { body: restore(point) }),
  );
  const read = async () =>
    (
      (await call(s, 'GET', `${uncommonVaultIds.pairs}/backupJobs/${jobId}`)).body.properties as {
        extendedInfo: { progressPercentage: number; estimatedRemainingDuration?: string };
      }
    ).extendedInfo;
  s.pass(20);
  const { progressPercentage, estimatedRemainingDuration } = await read();
  assert.deepEqual([progressPercentage, estimatedRemainingDuration], [1, undefined]);
  s.pass(30);
  assert.equal((await read()).progressPercentage, 100);
});

test('a guard that guards restores is named in the request, in a version that knows the member, by who holds its role', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.guarded, 'mua-01');
  const [point] = await pointsOf(s, item);
  const named = { resourceGuardOperationRequests: [`${strictGuardId}/triggerRestoreRequests/default`] };
  const begin = (more: Record<string, unknown>, version = newest) =>
    call(s, 'POST', `${item}/recoveryPoints/${point?.name}/restore`, {
      body: restore(point?.name ?? '', more),
      version,
    });
  assert.equal((await begin(named)).status, 403, 'without the role');
  s.world.roles.assign(bot.objectId, roles.backupMuaOperator, strictGuardId, 'ServicePrincipal');
  assert.equal((await begin({})).status, 403, 'without its name');
  assert.equal((await begin(named, old)).status, 403, 'in a version that does not know the member');
  assert.equal((await begin(named)).status, 202);
});

test("another tenant's guard wants that tenant's token beside the caller's own", async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.foreign, 'mua-02');
  const [point] = await pointsOf(s, item);
  const body = restore(point?.name ?? '', {
    resourceGuardOperationRequests: [`${foreignGuardId}/triggerRestoreRequests/default`],
  });
  const path = `${item}/recoveryPoints/${point?.name}/restore`;
  assert.equal((await call(s, 'POST', path, { body })).status, 403);
  const headers = { 'x-ms-authorization-auxiliary': 'Bearer of-the-other-tenant' };
  assert.equal((await call(s, 'POST', path, { body, headers })).status, 202);
  assert.equal(codeOf(await call(s, 'GET', foreignGuardId)), 'SubscriptionNotFound');
});

test('a policy that would keep less is refused by a guard and by an immutable vault, and so is a deletion there', async (t) => {
  const s = await setting(t, { uncommon: true });
  const shorten = async (vault: string) => {
    const policy = (await call(s, 'GET', `${vault}/backupPolicies/DefaultPolicy`)).body as {
      properties: { retentionPolicy: { dailySchedule: { retentionDuration: { count: number } } } };
    };
    policy.properties.retentionPolicy.dailySchedule.retentionDuration.count = 8;
    return call(s, 'PUT', `${vault}/backupPolicies/DefaultPolicy`, { body: policy });
  };
  assert.equal((await shorten(uncommonVaultIds.guarded)).status, 403);
  assert.equal((await shorten(uncommonVaultIds.locked)).status, 400);
  assert.equal((await shorten(uncommonVaultIds.zones)).status, 202);
  assert.equal((await call(s, 'DELETE', itemPath(uncommonVaultIds.locked, 'archive-01'))).status, 400);
  assert.equal((await call(s, 'DELETE', itemPath(uncommonVaultIds.guarded, 'mua-01'))).status, 403);
});

test('suspended backups keep the policy and are no longer taken; a deleted item is soft-deleted and can be taken back', async (t) => {
  const s = await setting(t, { uncommon: true });
  const item = itemPath(uncommonVaultIds.zones, 'cvm-02');
  const immutable = itemPath(uncommonVaultIds.locked, 'archive-01');
  const put = (properties: Record<string, unknown>, to = item, vm = 'cvm-02') => {
    const sourceResourceId = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/virtualMachines/${vm}`;
    return call(s, 'PUT', to, {
      body: { properties: { protectedItemType: 'Microsoft.Compute/virtualMachines', sourceResourceId, ...properties } },
    });
  };
  const suspend = { policyId: '', protectionState: 'BackupsSuspended' };
  const refused = await put(suspend);
  assert.deepEqual([refused.status, codeOf(refused)], [400, 'UserErrorOperationDeniedOnImmutableItem']);
  assert.equal((await put(suspend, immutable, 'archive-01')).status, 202);
  s.pass(2);
  const suspended = (await call(s, 'GET', immutable)).body as Point;
  assert.deepEqual(
    [suspended.properties.protectionState, suspended.properties.policyName],
    ['BackupsSuspended', 'DefaultPolicy'],
  );
  assert.equal((await call(s, 'DELETE', item)).status, 202);
  s.pass(2);
  const { properties } = (await call(s, 'GET', item)).body as Point;
  assert.deepEqual(
    [properties.isScheduledForDeferredDelete, properties.lastBackupStatus, properties.healthDetails],
    [true, '', undefined],
  );
  assert.equal((await put({ policyId: '', protectionState: 'ProtectionStopped', isRehydrate: true })).status, 202);
  s.pass(2);
  assert.equal(((await call(s, 'GET', item)).body as Point).properties.isScheduledForDeferredDelete, undefined);
});

test('a machine that another vault protects is refused at once', async (t) => {
  const s = await setting(t, { uncommon: true });
  const sourceResourceId = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/virtualMachines/cvm-01`;
  const refused = await call(s, 'PUT', itemPath(uncommonVaultIds.pairs, 'cvm-01'), {
    body: {
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        sourceResourceId,
        policyId: `${uncommonVaultIds.pairs}/backupPolicies/DefaultPolicy`,
      },
    },
  });
  assert.deepEqual(
    [refused.status, codeOf(refused)],
    [409, 'BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault'],
  );
});

test('each redundancy and immutability, where clients look for it; a machine of unmanaged disks starts no more', async (t) => {
  const s = await setting(t, { uncommon: true });
  const told = async (vault: string) => {
    const storage = (await call(s, 'GET', `${vault}/backupstorageconfig/vaultstorageconfig`)).body.properties as {
      storageType: string;
      crossRegionRestoreFlag: boolean;
    };
    const { securitySettings } = (await call(s, 'GET', vault)).body.properties as {
      securitySettings: { immutabilitySettings?: { state: string } };
    };
    return [storage.storageType, storage.crossRegionRestoreFlag, securitySettings.immutabilitySettings?.state];
  };
  assert.deepEqual(await told(uncommonVaultIds.zones), ['ZoneRedundant', false, undefined]);
  assert.deepEqual(await told(uncommonVaultIds.locked), ['LocallyRedundant', false, 'Locked']);
  assert.deepEqual(await told(uncommonVaultIds.pairs), ['GeoRedundant', true, 'Unlocked']);
  const retired = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/virtualMachines/retired-01`;
  const started = await call(s, 'POST', `${retired}/start`, { version: '2023-09-01' });
  s.pass(2);
  const { pathname } = new URL(started.headers.get('azure-asyncoperation') ?? '');
  const { status, error } = (await call(s, 'GET', pathname)).body as { status: string; error: { code: string } };
  assert.deepEqual([status, error.code], ['Failed', 'OperationNotAllowed']);
});
