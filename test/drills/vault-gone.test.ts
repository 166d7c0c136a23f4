import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace, vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

const copies = () => saga.world.resources.list('Microsoft.Compute/virtualMachines', drillPlace.resourceGroupId);

async function cleanUpOf(id: string, but?: Said): Promise<Said> {
  const { talk } = saga;
  const fits = (one: Said) => one.id !== but?.id && one.all.includes(`Cleanup after drill ${id}`) && over.test(one.all);
  return talk.passes(`a clean-up of ${id}`, async () => (await talk.read('ops')).findLast(fits));
}

describe('a drill whose vault is gone before its end', () => {
  it('has its copy deleted, and tells each day that the rest cannot be looked for until it can', async () => {
    const { talk, world } = saga;
    const card = await talk.ask('oncall', 'ops', 'drill app-01', /Waiting for approval/);
    const id = idIn(card.all);
    await saga.approve({ card });
    await talk.passes(
      'its look inside',
      async () =>
        (await talk.read('ops')).find((one) => one.id === card.id && /▶ \*\*Check inside the copy/.test(one.all)),
      20,
    );
    assert.equal(copies().length, 1);
    const key = vaultIds.prod.toLowerCase();
    const vault = world.vaults.get(key) ?? assert.fail();
    const resource = world.resources.get(key) ?? assert.fail();
    world.vaults.delete(key);
    world.resources.delete(resource.id);
    await talk.letPass(2 * hour, 10 * 60);
    const first = await cleanUpOf(id);
    assert.deepEqual(copies(), []);
    assert.match(first.all, /✗ Failed[\s\S]*recorded is deleted, but I can't find vault rsv-prod/);
    await talk.letPass(24 * hour, hour);
    const second = await cleanUpOf(id, first);
    assert.match(second.all, /✗ Failed/);
    world.vaults.set(key, vault);
    world.resources.put(resource);
    await talk.letPass(24 * hour, hour);
    assert.match((await cleanUpOf(id, second)).all, /✓ Done/);
  });
});
