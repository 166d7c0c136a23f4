import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { RecoveryServicesClient } from '@azure/arm-recoveryservices';
import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../../sandbox/azure/loopback-client.ts';
import { type AzureOptions, startAzure } from '../../../sandbox/azure/start-azure.ts';
import { bot, tenantId } from '../../../sandbox/world/people.ts';
import { prod, restoreTargets } from '../../../sandbox/world/places.ts';
import { makeWorld } from '../../../sandbox/world/seed.ts';
import { Contract } from './openapi/contract.ts';
import { specsAreHere } from './openapi/specs.ts';

/** A Tuesday at noon: the world's nights are at known times before it. */
export const noon = new Date('2026-11-24T12:00:00Z');

/**
 * A world whose time moves only when a test moves it, a local Azure on it, and the real SDK clients. When the test
 * ends, every answer is compared with Microsoft's documents, if available.
 */
export async function setting(
  t: TestContext,
  options: AzureOptions & { fleetSize?: number; uncommon?: boolean; secret?: string; subscriptionId?: string } = {},
) {
  const realStart = Date.now();
  const { fleetSize = 0, uncommon = false } = options;
  const world = makeWorld({ origin: noon, fleetSize, uncommon, realNow: () => realStart });
  const contract = specsAreHere ? new Contract() : undefined;
  const azure = await startAzure(world, { ...options, ...(contract && { witness: contract.witness }) });
  t.after(async () => {
    await azure.close();
    assert.deepEqual(contract?.problems ?? [], []);
  });
  const httpClient = loopbackClient(azure.port);
  const credential = new ClientSecretCredential(tenantId, bot.appId, options.secret ?? bot.secret, { httpClient });
  const client = { httpClient, retryOptions: { maxRetries: 0 } };
  const subscriptionId = options.subscriptionId ?? prod.id;
  return {
    world,
    azure,
    contract,
    httpClient,
    credential,
    backup: new RecoveryServicesBackupClient(credential, subscriptionId, client),
    vaults: new RecoveryServicesClient(credential, subscriptionId, client),
    compute: new ComputeManagementClient(credential, subscriptionId, client),
    keyVaults: new KeyVaultManagementClient(credential, subscriptionId, client),
    authorization: new AuthorizationManagementClient(credential, subscriptionId, client),
    resources: new ResourceManagementClient(credential, subscriptionId, client),
    /** Moves the world by minutes. */
    pass: (minutes: number) => world.clock.advance(minutes * 60_000),
  };
}

export type Setting = Awaited<ReturnType<typeof setting>>;

/** vault, group, fabric, container and item of a VM, as the SDK wants them. */
export function itemOf(vm: string, group = 'rg-app'): [string, string, string, string, string] {
  const name = `iaasvmcontainerv2;${group};${vm}`;
  return ['rsv-prod', 'rg-backup', 'Azure', `IaasVMContainer;${name}`, `VM;${name}`];
}

/** The body that restores the disks of a point to the profile's target. */
export function restoreDisks(recoveryPointId: string, more: Record<string, unknown> = {}) {
  const [target] = restoreTargets;
  return {
    properties: {
      objectType: 'IaasVMRestoreRequest' as const,
      recoveryPointId,
      recoveryType: 'RestoreDisks',
      sourceResourceId: `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`,
      region: 'westeurope',
      ...(target && {
        targetResourceGroupId: target.targetResourceGroupId,
        storageAccountId: target.stagingStorageAccountId,
      }),
      ...more,
    },
  };
}

export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of pages) found.push(one);
  return found;
}

/**
 * Starts a restore as the bot does: uses the header of the first answer, without polling.
 * @returns the operation id
 */
export async function startRestore(
  s: Setting,
  vm: string,
  point: string,
  body: ReturnType<typeof restoreDisks>,
  requestId?: string,
): Promise<string> {
  let operation = '';
  await s.backup.restores.beginTrigger(...itemOf(vm), point, body, {
    requestOptions: requestId ? { customHeaders: { 'x-ms-client-request-id': requestId } } : {},
    onResponse: (response) => {
      operation ||= response.headers.get('azure-asyncoperation') ?? '';
    },
  });
  return new URL(operation).pathname.split('/').pop() ?? '';
}

/** The job that an operation made, once it is over. */
export async function jobOf(s: Setting, operationId: string): Promise<string> {
  s.pass(1);
  const { properties, status } = await s.backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', operationId);
  assert.equal(status, 'Succeeded');
  return (properties as { jobId?: string }).jobId ?? '';
}

/** Names of the points of a VM, newest first. */
export async function pointsOf(s: Setting, vm: string): Promise<string[]> {
  return (await all(s.backup.recoveryPoints.list(...itemOf(vm)))).map((point) => point.name ?? '');
}
