import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { leftNothing } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

const copies = () =>
  saga.world.resources.list('Microsoft.Compute/virtualMachines', drillPlace.resourceGroupId).map(({ name }) => name);

const faults = (method: 'POST' | 'DELETE', body?: object) =>
  fetch(`${saga.talk.sandbox.address}/api/azure/faults`, { method, ...(body && { body: JSON.stringify(body) }) });

/** While this lasts, the guest's answer can't be read: the step waits for it, and nothing else is sent. */
const silence = () => faults('POST', { match: { method: 'GET', path: 'runCommands' }, do: 'error', status: 503 });

async function looksInside(card: Said): Promise<void> {
  const { talk } = saga;
  const isThere = async () =>
    (await talk.read('ops')).find(
      ({ id, all }) => id === card.id && /▶ \*\*Check inside the copy/.test(all) && copies().length > 0,
    );
  await talk.passes('its look inside', isThere, 20);
}

/** The drill has failed because its time was up, and nothing is left. */
async function ends(card: Said, hours: number): Promise<void> {
  const end = await saga.until(card, over, 20);
  assert.match(end.all, new RegExp(`✗ Failed[\\s\\S]*didn't finish within the ${hours} hours? that its copy may live`));
  await saga.until(card, leftNothing(idIn(end.all)));
  assert.deepEqual(copies(), []);
}

describe('the life of a copy', () => {
  it('ends as its definition says, whatever its drill waits for', async () => {
    const { talk } = saga;
    await silence();
    const card = await talk.ask(
      'oncall',
      'ops',
      'drill new app-01 weekly hours 0-0 life 2h because INC0012345',
      /asks\. Decide by/,
    );
    await saga.approve({ card });
    const run = await talk.hears('ops', /Restore drill of app-01/);
    await looksInside(run);
    assert.doesNotMatch((await saga.talk.look('oncall', run)).all, over);
    await talk.letPass(2 * hour, 10 * 60);
    await ends(run, 2);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(card.all)}`, /nothing more runs under it/);
  });

  it('is a day where the drill was approved by itself', async () => {
    const { talk } = saga;
    const card = await talk.ask('oncall', 'ops', 'drill app-01', /asks\. Decide by/);
    await talk.letPass(2 * hour, hour);
    await saga.approve({ card });
    await looksInside(card);
    await talk.letPass(22 * hour, hour);
    assert.equal(copies().length, 1, 'its time began with its first step');
    await talk.letPass(3 * hour, hour);
    await ends(card, 24);
    await faults('DELETE');
  });
});
