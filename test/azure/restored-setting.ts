import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { startAzure } from '../../sandbox/azure/start-azure.ts';
import { plantedMarkers } from '../../sandbox/world/markers.ts';
import { bot, tenantId } from '../../sandbox/world/people.ts';
import { prod, restoreTargets, test as testSubscription, vaultIds } from '../../sandbox/world/places.ts';
import { makeWorld } from '../../sandbox/world/seed.ts';
import type { RestoreBody } from '../../src/azure/rules/restore-body.ts';
import { Clock } from '../../src/kernel/clock.ts';
import type { AdeKeys } from '../../src/kernel/facts.ts';
import { Contract } from '../sandbox/azure/openapi/contract.ts';
import { specsAreHere } from '../sandbox/azure/openapi/specs.ts';
import { noon } from '../sandbox/azure/setting.ts';
import { azureOn } from './wire-fixture.ts';

const minute = 60_000;
const id = 'c0ffee00-0000-5000-8000-000000000002';

export const target = restoreTargets[0] as (typeof restoreTargets)[number];
export const groupId = target.targetResourceGroupId;

/**
 * A world whose time moves only when a test moves it, with our clients. When the test ends, none of their answers or
 * logs contains planted key material.
 */
export async function restoredSetting(t: TestContext) {
  const realStart = Date.now();
  const world = makeWorld({ origin: noon, fleetSize: 0, realNow: () => realStart });
  const contract = specsAreHere ? new Contract() : undefined;
  const local = await startAzure(world, contract ? { witness: contract.witness } : {});
  t.after(async () => {
    await local.close();
    assert.deepEqual(contract?.problems ?? [], []);
  });
  const httpClient = loopbackClient(local.port);
  const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 });
  clock.now = () => world.clock.now();
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [prod.id, testSubscription.id];
  const { azure, lines } = azureOn(local.port, { httpClient, clock, credential, subscriptions });
  const answers: unknown[] = [];
  t.after(() => {
    const said = JSON.stringify([lines, answers]);
    for (const marker of plantedMarkers) assert.ok(!said.includes(marker), `${marker} was answered or logged`);
  });
  const pass = (minutes: number) => world.clock.advance(minutes * minute);
  /** Keeps an answer, to be searched for key material. */
  const seen = <T>(answer: T): T => {
    answers.push(answer);
    return answer;
  };

  /**
   * Restores the newest point of a VM to the target group.
   * @returns also the job
   */
  async function restore(vmName: string, more: Partial<RestoreBody> = {}) {
    const item = (await azure.items.list(vaultIds.prod)).find((one) => one.vmName === vmName);
    assert.ok(item);
    const [listed] = await azure.points.list(item);
    const point = await azure.points.get(item, listed?.name ?? '');
    assert.ok(point);
    const body: RestoreBody = {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: point.name,
      recoveryType: 'RestoreDisks',
      sourceResourceId: item.vmId,
      storageAccountId: target.stagingStorageAccountId,
      targetResourceGroupId: groupId,
      region: 'westeurope',
      createNewCloudService: false,
      originalStorageAccountOption: false,
      ...more,
    };
    // Every send has its own id.
    const clientRequestId = crypto.randomUUID();
    const call = { vault: vaultIds.prod, item, pointName: point.name, body, clientRequestId };
    assert.equal((await azure.restores.send(call)).kind, 'accepted');
    pass(40);
    const found = await azure.restores.find({
      vault: vaultIds.prod,
      containerName: item.containerName,
      clientRequestId,
      sentAt: new Date(world.clock.now().getTime() - 40 * minute),
      operation: 'Restore',
    });
    assert.equal(found.kind, 'found');
    const job = await azure.jobs.get(vaultIds.prod, found.kind === 'found' ? found.jobId : '');
    return { item, point, job: seen(job) };
  }

  /**
   * Restores a VM successfully.
   * @returns the addresses of its blobs
   */
  async function restoreDisks(vmName: string, more: Partial<RestoreBody> = {}) {
    const { item, point, job } = await restore(vmName, more);
    assert.equal(job?.status, 'Completed');
    const bag = job.properties;
    const encryptionInfoUri = await azure.jobs.encryptionInfo(vaultIds.prod, job.id, target.stagingStorageAccountId);
    return {
      item,
      point,
      jobId: job.id,
      keys: point.keys ? [point.keys] : ([] as AdeKeys[]),
      templateUri: bag['Template Blob Uri'] ?? '',
      configUri: bag['Config Blob Uri'] ?? '',
      encryptionInfoUri: encryptionInfoUri ?? '',
    };
  }

  /** Deploys the generated template into the isolated subnet, under another name. */
  async function deploy(templateUri: string, vmName: string, change?: (template: Record<string, unknown>) => void) {
    const template = structuredClone(seen(await azure.stagingBlobs.readTemplate(templateUri)));
    change?.(template);
    const name = `${vmName}-deploy`;
    const sent = await azure.deployments.send({
      groupId,
      name,
      template,
      parameters: parametersFor(vmName),
      tags: { 'strongroom-request': 'R-TEST' },
      clientRequestId: id,
    });
    return { sent, name, vmId: `${groupId}/providers/Microsoft.Compute/virtualMachines/${vmName}` };
  }

  const vaultId = vaultIds.prod;
  return { world, local, azure, pass, seen, restore, restoreDisks, deploy, vaultId, clientRequestId: id };
}

export type RestoredSetting = Awaited<ReturnType<typeof restoredSetting>>;

export function parametersFor(vmName: string): Record<string, unknown> {
  return {
    VirtualMachineName: vmName,
    VirtualNetwork: 'vnet-restore',
    VirtualNetworkResourceGroup: 'rg-restore',
    Subnet: 'isolated',
  };
}
