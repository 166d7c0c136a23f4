import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';
import { cleanUpOf } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const listed = (type: string) => saga.world.resources.list(type, drillPlace.resourceGroupId);

describe('a copy whose tags somebody takes off before it is on record', () => {
  it('is told by its name as what is left: it runs, and nobody could show whose it is', async () => {
    const { talk, world } = saga;
    const card = await talk.ask('oncall', 'ops', 'drill app-01', /asks\. Decide by/);
    const id = idIn(card.all);
    await saga.approve({ card });
    const untagged = ['microsoft.compute/virtualmachines', 'microsoft.network/networkinterfaces'];
    const { resources } = world;
    const put = resources.put.bind(resources);
    // Changed at the moment of its creation: a second later the bot may have read it.
    resources.put = (one) => {
      const isOfCopy =
        untagged.includes(one.type.toLowerCase()) &&
        one.id.toLowerCase().startsWith(`${drillPlace.resourceGroupId.toLowerCase()}/`);
      return put(isOfCopy ? Object.assign(one, { tags: {} }) : one);
    };
    await saga.until(card, over);
    const end = await cleanUpOf(saga, id);
    const [copy = assert.fail()] = listed('Microsoft.Compute/virtualMachines');
    assert.match(end.all, new RegExp(`✗ Failed[\\s\\S]*${copy.name}[\\s\\S]*may be something else`));
  });
});
