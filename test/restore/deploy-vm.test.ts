import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { nameOf } from '../../src/kernel/arm-id.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { taggedTemplate } from '../../src/kernel/request.ts';
import { deploymentName, deploymentOf } from '../../src/restore/rules/deployment.ts';
import { madeTags } from '../../src/restore/rules/made.ts';
import { plannedMachine } from '../../src/restore/rules/planned-machine.ts';
import { deployedSoFar } from '../../src/restore/rules/results.ts';
import { deployVmStep } from '../../src/restore/steps/deploy-vm.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';
import { facts, machines, staging } from './rules/plan-facts.ts';
import { signed } from './rules/signed.ts';

const attempt = { id: '11111111-1111-5111-8111-aaaaaaaaaaaa', number: 1, opened_at: new Date(0), sends: 1 };

it('a deployment is named after its attempt, whose id nobody can guess', () => {
  const other = { ...attempt, id: '11111111-1111-5111-8111-bbbbbbbbbbbb' };
  assert.notEqual(deploymentName('R-7K2M', 'deploy-vm', attempt), deploymentName('R-7K2M', 'deploy-vm', other));
  assert.match(deploymentName('R-7K2M', 'deploy-vm', attempt), /^[\w.-]{1,64}$/);
});

it('one that is there before the first send is not taken for ours, and nothing is sent', async () => {
  const services = {
    azure: { deployments: { get: async () => ({ state: 'succeeded', resourceIds: [] }), send: assert.fail } },
  } as unknown as Services;
  const at = {
    request: { id: 'R-7K2M' },
    plan: { kind: 'restore', plan: { target: { resourceGroupId: '/subscriptions/s/resourceGroups/rg' } } },
    step: { kind: 'deploy-vm' },
    attempt,
  } as unknown as StepInput<never>;
  const sent = await deployVmStep.send(services, at);
  assert.equal(sent.kind === 'refused' && sent.failure.code, 'rebuild.deployment-taken');
});

describe('what stands under its name', () => {
  const at = (over: object = {}) =>
    ({
      request: { id: 'R-7K2M' },
      plan: {
        kind: 'restore',
        plan: {
          target: { resourceGroupId: '/subscriptions/s/resourceGroups/rg', vmId: '/vms/copy' },
          body: { storageAccountId: '/accounts/st' },
        },
      },
      step: { kind: 'deploy-vm', result: null },
      results: { 'restore-disks': { jobId: 'j', properties: {} } },
      agreed: [],
      attempt,
      ...over,
    }) as unknown as StepInput<never>;
  const azure = (state: string, template: () => Promise<unknown>) =>
    ({
      azure: {
        deployments: { get: async () => ({ state, resourceIds: [], mode: 'Incremental', parameters: {} }), template },
        stagingBlobs: { suffix: 'blob.core.windows.net' },
      },
    }) as unknown as Services;

  it('is waited for while it runs, whoever sent it', async () => {
    const found = await deployVmStep.find(azure('running', assert.fail), at());
    assert.equal(found.kind, 'working');
  });

  it('is not there once its template is gone', async () => {
    assert.equal(
      (
        await deployVmStep.find(
          azure('succeeded', async () => undefined),
          at(),
        )
      ).kind,
      'absent',
    );
  });

  it('is never done where nothing tells any more what it should be', async () => {
    const found = await deployVmStep.find(
      azure('succeeded', async () => ({})),
      at(),
    );
    assert.equal(found.kind === 'unread' && found.failure.code, 'rebuild.config-missing');
    const forbidden = async () => {
      throw new CodedError('azure.forbidden');
    };
    const unseen = await deployVmStep.find(azure('succeeded', forbidden), at());
    assert.equal(unseen.kind === 'unread' && unseen.failure.code, 'azure.forbidden');
    const blocked = async () => {
      throw new CodedError('azure.failed', { status: 403, azureCode: 'AuthorizationFailure', message: '' });
    };
    const behind = await deployVmStep.find(azure('succeeded', blocked), at());
    assert.equal(behind.kind === 'unread' && behind.failure.params.status, 403);
    const unread = async () => {
      throw new CodedError('azure.throttled');
    };
    await assert.rejects(async () => deployVmStep.find(azure('succeeded', unread), at()), { code: 'azure.throttled' });
  });

  describe('of a try before the last', () => {
    const source = signed(undefined, { profile: { ...facts(machines.pmk()).profile, vmSizes: ['Standard_E8s_v5'] } });
    const { target } = source.plan;
    const stood = new Date(attempt.opened_at.getTime() + 60_000);

    /**
     * Our own deployment, with this size.
     * @param chosen for the running try, requested at `retried_at`
     */
    function find(sent: string | undefined, chosen: string | undefined, retried_at: Date | null) {
      const machine = plannedMachine(source, sent, []) ?? assert.fail();
      const template = taggedTemplate(deploymentOf(machine).template, madeTags('R-7K2M', source.plan.effects));
      const config = `https://${nameOf(staging)}.blob.core.windows.net/c/config.json`;
      const disk = (lun: number) => ({ lun, managedDisk: { id: source.disks.find((one) => one.lun === lun)?.id } });
      const services = {
        azure: {
          deployments: {
            get: async () => ({ state: 'succeeded', resourceIds: [], mode: 'Incremental', parameters: {} }),
            template: async () => template,
          },
          stagingBlobs: {
            suffix: 'blob.core.windows.net',
            readConfig: async () => ({ 'properties.storageProfile': { osDisk: disk(-1), dataDisks: [disk(0)] } }),
          },
          resources: { inGroup: async () => [] },
          disks: { get: async (id: string) => source.disks.find((one) => one.id === id)?.facts },
        },
      } as unknown as Services;
      return deployVmStep.find(
        services,
        at({
          plan: { kind: 'restore', ...source, target },
          step: { kind: 'deploy-vm', result: chosen ? { size: chosen } : null, retried_at },
          results: { 'restore-disks': { jobId: 'j', properties: { 'Config Blob Uri': config } } },
        }),
      );
    }

    const sizeOf = (found: { kind: string; result?: unknown }) =>
      found.kind === 'done' ? (deployedSoFar({ result: found.result })?.size ?? 'as signed') : found.kind;

    it('is ours with whatever size that one had of those that were signed, and is kept with it', async () => {
      assert.equal(sizeOf(await find(undefined, 'Standard_E8s_v5', stood)), 'as signed');
      assert.equal(sizeOf(await find('Standard_E8s_v5', undefined, stood)), 'Standard_E8s_v5');
    });

    it('is another machine with a size that nobody signed, or another than this try was sent with', async () => {
      const found = await find('Standard_M128s', undefined, stood);
      assert.equal(found.kind === 'failed' && found.failure.code, 'rebuild.deployment-foreign');
      assert.equal(sizeOf(await find('Standard_E8s_v5', 'Standard_E8s_v5', attempt.opened_at)), 'Standard_E8s_v5');
      assert.equal(sizeOf(await find('Standard_E8s_v5', undefined, attempt.opened_at)), 'failed');
      assert.equal(sizeOf(await find('Standard_E8s_v5', undefined, null)), 'failed');
    });
  });
});
