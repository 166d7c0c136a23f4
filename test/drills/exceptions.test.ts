import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;
const drillsOf = async (vm: string) =>
  (await saga.talk.read('ops')).filter(({ all }) => all.includes(`Restore drill of ${vm}`)).length;

describe('a machine that is excepted from drills', () => {
  let exception: string;

  it('takes a reason, an end within a quarter, and somebody else who agrees', async () => {
    const { talk } = saga;
    await talk.ask('oncall', 'ops', 'drill except app-01', /An exception needs a reason/);
    await talk.ask('oncall', 'ops', 'drill except app-01 days 93 because it moves', /"days" needs a number from 1/);
    const card = await talk.ask(
      'oncall',
      'ops',
      'drill except app-01 days 10 because it moves to another vault',
      /asks\. Decide by/,
    );
    assert.match(card.all, /Exception from drills: app-01[\s\S]*for 10 days[\s\S]*it moves to another vault/);
    exception = idIn(card.all);
    await saga.approve({ card });
    await saga.until(card, /In force until/, 1);
    const why = /Excepted from drills until Fri 4 Dec [^\n]* by Olivia Novak: "it moves to another vault"\./;
    assert.match((await talk.ask('oncall', 'ops', 'vm app-01', /Protected by/)).all, why);
    assert.match((await talk.ask('oncall', 'ops', 'check app-01', /Will app-01 restore/)).all, why);
    const restore = await talk.ask('oncall', 'ops', 'drill app-01 because it is asked for', /asks\. Decide by/);
    assert.match(restore.all, why);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(restore.all)}`, /./);
  });

  it('is told in the scorecard by name and date, and no definition drills it meanwhile', async () => {
    const { talk } = saga;
    const asked = await drillsOf('app-01');
    const line = 'drill new web-01 app-01 weekly hours 0-0 because INC0012345';
    const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    await saga.approve({ card });
    const run = await talk.hears('ops', /Restore drill of web-01/);
    await saga.until(run, over);
    await talk.letPass(5 * hour, hour);
    assert.equal(await drillsOf('app-01'), asked);
    const list = await talk.ask('oncall', 'ops', 'drills', /1 is excepted/);
    const rows = [
      list.all,
      ...(await Promise.all([2, 3].map(async (n) => (await talk.ask('oncall', 'ops', `drills page ${n}`, /./)).all))),
    ];
    assert.match(
      rows.join('\n'),
      new RegExp(`app-01[^\\n]*never tried\\n[^\\n]*excepted until [^\\n]* by Olivia Novak, ${exception}`),
    );
    const told = await talk.ask('platform', 'ops', 'evidence 2026-Q4', /exceptions?/);
    assert.match(told.all, /exceptions from drills: 2\.[\s\S]*No files of 2026-Q4 have been written yet/);
  });

  it('is drilled again once that is over, by itself', async () => {
    const { talk } = saga;
    const asked = await drillsOf('app-01');
    await talk.letPass(11 * 24 * hour, hour / 2);
    assert.ok((await drillsOf('app-01')) > asked);
    const list = await talk.ask('oncall', 'ops', 'drills', /Machines:/);
    assert.doesNotMatch(list.all, /excepted/);
    assert.doesNotMatch((await talk.ask('oncall', 'ops', 'vm app-01', /Protected by/)).all, /Excepted/);
    await talk.ask('oncall', 'ops', `status ${exception}`, /./);
  });
});
