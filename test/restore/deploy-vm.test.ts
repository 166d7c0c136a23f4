import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '../../src/kernel/errors.ts';
import { deploymentName } from '../../src/restore/rules/deployment-name.ts';
import { deployVmStep } from '../../src/restore/steps/deploy-vm.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';
import type { Services } from '../../src/services.ts';

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
});
