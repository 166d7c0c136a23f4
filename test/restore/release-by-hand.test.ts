import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quarantinePlace } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

describe('the lines of a release', () => {
  it('are there for the copy that was signed, and not once one of its disks was swapped', async () => {
    const { talk, world } = saga;
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore app-01 latest quarantine because INC1',
      /Check the plan, then ask/,
    );
    const card = await talk.ask('oncall', 'ops', `confirm ${idIn(plan.all)}`, /asks\. Decide by/);
    await saga.approve({ card });
    const held = await saga.until(card, over);
    assert.match(held.all, /✓ Done/);
    const asked = await talk.ask('oncall', 'ops', `release ${idIn(plan.all)} because examined`, /asks\. Decide by/);
    const id = idIn(asked.all);
    await talk.ask('oncall', 'ops', `commands ${id}`, /az network nic ip-config update/);
    const [disk = assert.fail()] = world.resources.list('Microsoft.Compute/disks', quarantinePlace.resourceGroupId);
    disk.properties.uniqueId = 'eeeeeeee-0000-4000-8000-000000000008';
    await talk.ask('oncall', 'ops', `commands ${id} powershell`, /a disk swapped/);
  });
});
