import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

describe('a drill that its schedule began, and that tried nothing', () => {
  it('is begun again on the next day: its machine counts as none that was drilled', async () => {
    const { talk } = saga;
    const { address } = talk.sandbox;
    // Azure accepts no restore until the time to start is over.
    const faults = `${address}/api/azure/faults`;
    const card = await talk.ask(
      'oncall',
      'ops',
      'drill new app-01 monthly hours 0-0 because INC0012345',
      /asks\. Decide by/,
    );
    const silence = { match: { method: 'POST', path: '/restore' }, do: 'error', status: 429 };
    await fetch(faults, { method: 'POST', body: JSON.stringify(silence) });
    await saga.approve({ card });
    const run = await talk.hears('ops', /Restore drill of app-01/);
    await talk.letPass(4 * hour, 300);
    assert.match((await talk.look('oncall', run)).all, /■ Expired/);
    await fetch(faults, { method: 'DELETE' });
    assert.match((await talk.ask('oncall', 'ops', 'drills', /Restore drills/)).all, /0 of 1 this month/);
    await talk.hears('ops', /app-01 wasn't tried\. Its schedule tries again Wed 25 Nov/);
    await talk.letPass(26 * hour, hour);
    const again = (await talk.read('ops')).filter(({ card, all }) => card && /Restore drill of app-01/.test(all));
    assert.equal(again.length, 2);
    assert.match((await talk.ask('oncall', 'ops', 'drills app-01', /Restore drills/)).all, /1 of 1 this month/);
  });
});

describe('a drill that its schedule began, and whose guest said nothing', () => {
  it('is not said to have passed', async () => {
    const { talk } = saga;
    const spoil = (probe: string) =>
      fetch(`${talk.sandbox.address}/api/world/drills`, { method: 'POST', body: JSON.stringify({ probe }) });
    await spoil('web-01:silent');
    const card = await talk.ask('oncall', 'ops', 'drill new web-01 monthly hours 0-0 because x', /asks\. Decide by/);
    await saga.approve({ card });
    await talk.passes("its drill's end", async () =>
      (await talk.read('ops')).find(({ all }) => /web-01 isn't proven: its copy started/.test(all)),
    );
    const { all } = await talk.ask('oncall', 'ops', 'drills web-01', /Restore drills/);
    assert.doesNotMatch(all, /passed/);
    assert.match(all, /last: web-01 wasn't proven: its guest didn't report, R-/);
    await spoil('web-01:');
  });
});
