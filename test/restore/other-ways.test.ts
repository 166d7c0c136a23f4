import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../faults/until.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

describe('a machine that Azure makes or mends itself', () => {
  it('new VM: restored in one step, then looked at', async () => {
    const request = await saga.asked('app-01 latest as app-new new vm');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ Done[\s\S]*✓ \*\*Restore as a new machine\*\*[\s\S]*✓ \*\*Check the machine\*\*/);
    assert.ok(saga.machine('app-new'));
  });

  it('new VM is refused where the disks are encrypted with ADE', async () => {
    const { talk } = saga;
    const said = await talk.ask(
      'oncall',
      'ops',
      'restore sql-01 latest new vm because INC0012345',
      /Azure Disk Encryption/,
    );
    await talk.click('oncall', said.id, 'form-cancel').catch(() => undefined);
  });
});

describe('a new VM whose job failed after Azure had made the machine', () => {
  /** The job creates the machine and then fails. */
  async function halfMade(name: string) {
    const request = await saga.asked(`app-01 latest as ${name} new vm`);
    await saga.approve(request);
    const vault = [...saga.world.vaults.values()].find((one) => one.name === 'rsv-prod') ?? assert.fail();
    const job = await saga.talk.passes('its job', async () =>
      vault.jobs.find(({ operation, bag }) => operation === 'Restore' && bag['Target VM Name'] === name),
    );
    Object.assign(job, { result: 'Failed' });
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed/);
    const machine = saga.machine(name) ?? assert.fail('no machine');
    const { resources } = saga.world;
    const parts = resources.all(saga.target.targetResourceGroupId).filter(({ tags }) => tags?.RSVaultBackup === job.id);
    const remove = () => {
      for (const { id } of parts) resources.delete(id);
      saga.world.machines.delete(machine.id.toLowerCase());
    };
    const restores = () => saga.effects(/restore accepted.*app-01/);
    return { ...request, end, parts, remove, restores };
  }

  it('is not begun anew while that stands there, which is said with what to do, and is once it is deleted', async () => {
    const { id, end, remove, restores } = await halfMade('app-half');
    const before = (await restores()).length;
    const told = await saga.again(end, 'oncall', `retry ${id}`);
    assert.match(told.all, /✗ Failed[\s\S]*already has app-half, from an earlier try[\s\S]*delete it/);
    assert.equal((await restores()).length, before);
    remove();
    assert.match((await saga.again(told, 'oncall', `retry ${id}`)).all, /✓ Done/);
  });

  it("ends its approval where what stands there is a stranger's", async () => {
    const { id, end, parts } = await halfMade('app-theirs');
    for (const one of parts) one.tags = {};
    assert.match((await saga.again(end, 'oncall', `retry ${id}`)).all, /Approval void[\s\S]*app-theirs is taken/);
  });
});

describe('a killed bot', () => {
  it('goes on with the machine where it was, and deploys it once', async () => {
    const { api } = saga.talk;
    await api.tap({ at: 'arrival', call: 1, only: { method: 'PUT', path: 'deployments/strongroom-' } });
    const request = await saga.asked('web-01 latest as web-killed isolated');
    await saga.approve(request);
    await saga.talk.passes('the kill', async () => ((await api.tapState()).fired ? true : undefined));
    await until('the end of the bot', async () => (await api.bot()).pid === null);
    await api.start();
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    const calls = (await api.requests('')).filter(
      ({ method, path, effect }) => method === 'PUT' && path.includes(request.id) && effect !== '',
    );
    assert.equal(calls.length, 1);
  });
});
