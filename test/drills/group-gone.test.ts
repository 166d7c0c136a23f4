import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';
import { cleanUpOf, leftNothing } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

describe('a copy that a lock keeps', () => {
  it('is no longer looked for once somebody deleted the whole group of drills, with its staging account', async () => {
    const { talk, world } = saga;
    const lock = (locked: boolean) =>
      fetch(`${talk.sandbox.address}/api/world/drills`, { method: 'POST', body: JSON.stringify({ locked }) });
    const card = await talk.ask('oncall', 'ops', 'drill app-01', /asks\. Decide by/);
    const id = idIn(card.all);
    await lock(true);
    await saga.approve({ card });
    const first = await cleanUpOf(saga, id, undefined, hour);
    assert.match(first.all, /✗ Failed[\s\S]*A lock keeps them/);
    await lock(false);
    const { resourceGroupId: group } = drillPlace;
    for (const id of [...world.resources.all(group).map((one) => one.id), group]) world.resources.delete(id);
    assert.match((await cleanUpOf(saga, id, first, hour)).all, leftNothing(id));
  });
});
