import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

const lock = (locked: boolean) =>
  fetch(`${saga.talk.sandbox.address}/api/world/drills`, { method: 'POST', body: JSON.stringify({ locked }) });

const count = async (fits: RegExp) => (await saga.talk.read('ops')).filter(({ all }) => fits.test(all)).length;

describe('copies that are still there after their time', () => {
  it('keep other drills of their schedule from beginning, whose limits count on their end; that is told once a day', async () => {
    const { talk } = saga;
    const line = 'drill new app-01 web-01 weekly hours 0-0 life 2h because INC0012345';
    const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    await lock(true);
    await saga.approve({ card });
    await talk.passes('a clean-up that leaves something', async () =>
      (await talk.read('ops')).find(({ all }) => /✗ Failed[\s\S]*left things that cost money/.test(all)),
    );
    const begun = await count(/Restore drill of/);
    await talk.letPass(6 * hour, hour / 4);
    assert.equal(await count(/Restore drill of/), begun);
    assert.equal(await count(/still there after the 2 hours/), 1);
    await lock(false);
    await talk.letPass(26 * hour, hour / 4);
    assert.equal(await count(/Restore drill of/), 2);
  });

  it('are no word about a machine that is excepted: it begins none anyway', async () => {
    const { talk } = saga;
    const exception = await talk.ask(
      'oncall',
      'ops',
      'drill except web-01 days 30 because it moves',
      /asks\. Decide by/,
    );
    await saga.approve({ card: exception });
    await saga.until(exception, /In force until/, 1);
    const before = await count(/still there after the 2 hours/);
    const line = 'drill new app-01 web-01 weekly hours 0-0 life 2h because INC0012345';
    const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    await lock(true);
    await saga.approve({ card });
    const left = () => count(/✗ Failed[\s\S]*left things that cost money/);
    const failed = await left();
    await talk.passes('a clean-up that leaves something', async () => (await left()) > failed);
    await talk.letPass(6 * hour, hour / 4);
    assert.equal(await count(/still there after the 2 hours/), before);
    await lock(false);
  });
});
