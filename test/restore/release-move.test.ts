import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { releaseTemplate, sentTemplate } from '../../src/restore/rules/release.ts';
import { releaseMoveStep } from '../../src/restore/steps/release.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';

const groupId = '/subscriptions/s/resourceGroups/rg-quarantine';
const nic = { what: 'interface', id: `${groupId}/providers/Microsoft.Network/networkInterfaces/copy-nic` };
const subnetId = '/subnets/released';
const plan = {
  kind: 'release',
  groupId,
  region: 'westeurope',
  subnetId,
  plan: { effects: { quarantine: 'R-8L3N', nic: { ...nic, immutableId: 'guid' } } },
};

type Azure = { deployment?: object; template?: object; shown?: object; against?: object };

/** The step that moves the interface of a copy, with what stands in Azure. */
function move({ deployment, template, shown, against }: Azure, sends = 1) {
  const sent: object[] = [];
  const services = {
    azure: {
      deployments: {
        get: async () => deployment,
        template: async () => template,
        validate: async () => against,
        async send(call: object) {
          sent.push(call);
          return { kind: 'accepted' };
        },
      },
      interfaces: { get: async () => shown },
    },
  } as unknown as Services;
  const attempt = { id: '11111111-1111-5111-8111-aaaaaaaaaaaa', number: 1, opened_at: new Date(0), sends };
  const at = {
    request: { id: 'R-7K2M' },
    plan,
    step: { kind: 'release-move' },
    attempt,
  } as unknown as StepInput<never>;
  return {
    sent,
    send: () => releaseMoveStep.send(services, at),
    async find() {
      const found = await releaseMoveStep.find(services, at);
      return 'failure' in found ? found.failure.code : found.kind;
    },
  };
}

const ours = sentTemplate(plan, 'R-7K2M');
const moved = { immutableId: 'guid', subnetId };

describe('the move of a copy out of quarantine', () => {
  it('is sent once: what stands under its name is not sent over, and is not ours before the first send', async () => {
    const first = move({});
    assert.equal((await first.send()).kind, 'accepted');
    assert.equal(first.sent.length, 1);
    const taken = move({ deployment: { state: 'running' } });
    const refused = await taken.send();
    assert.equal(refused.kind === 'refused' && refused.failure.code, 'rebuild.deployment-taken');
    const again = move({ deployment: { state: 'running' } }, 2);
    assert.equal((await again.send()).kind, 'accepted');
    assert.deepEqual([taken.sent, again.sent], [[], []]);
  });

  it('is not sent where Azure says beforehand that it would refuse it', async () => {
    const against = { code: 'azure.failed', params: { status: 409, azureCode: 'X', message: '' } };
    const step = move({ against });
    assert.deepEqual(await step.send(), { kind: 'refused', failure: against });
    assert.deepEqual(step.sent, []);
  });

  it('is there once its own deployment has succeeded and the interface is the one on record, in that subnet', async () => {
    const deployment = { state: 'succeeded' };
    assert.equal(await move({}).find(), 'absent');
    assert.equal(await move({ deployment: { state: 'running' } }).find(), 'working');
    assert.equal(await move({ deployment, template: ours, shown: moved }).find(), 'done');
    for (const shown of [undefined, { ...moved, immutableId: 'other' }, { ...moved, subnetId: '/subnets/held' }])
      assert.equal(await move({ deployment, template: ours, shown }).find(), 'release-not-there');
    assert.equal(await move({ deployment: { state: 'failed' }, template: ours }).find(), 'rebuild.deployment-canceled');
  });

  it("is a stranger's where another template stands under its name", async () => {
    const deployment = { state: 'succeeded' };
    for (const template of [undefined, releaseTemplate(plan), sentTemplate(plan, 'R-9M4P')])
      assert.equal(await move({ deployment, template, shown: moved }).find(), 'release-deployment-foreign');
  });
});
