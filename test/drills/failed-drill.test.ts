import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { spoil } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

async function drilled(vm: string): Promise<{ id: string; end: Said }> {
  const card = await saga.talk.ask('oncall', 'ops', `drill ${vm}`, /asks\. Decide by/);
  await saga.approve({ card });
  return { id: idIn(card.all), end: await saga.until(card, over) };
}

const count = async (pattern: RegExp) => (await saga.talk.read('ops')).filter(({ all }) => pattern.test(all)).length;

describe('a drill that failed', () => {
  const failed = /app-01 in rsv-prod: restore drill failed: inside the copy something was wrong/;
  let notice: Said;

  it('is told as a problem of the channel, with who is on it and what ends it', async () => {
    const { talk } = saga;
    await spoil(saga, { probe: 'app-01:fails' });
    const { id, end } = await drilled('app-01');
    assert.match(end.all, /✗/);
    assert.doesNotMatch(end.all, /is still there/, 'what it made is deleted');
    notice = await talk.hears('ops', failed);
    assert.match(notice.all, new RegExp(`Open until a drill or a restore proves[\\s\\S]*${id}`));
    assert.match(notice.all, /Nobody is on it yet[\s\S]*\*\*on it app-01\*\* · \*\*drill app-01\*\*/);
  });

  it('is reviewed with an action and a day', async () => {
    const { talk } = saga;
    const [id = ''] = /R-\w{4}/.exec(notice.all) ?? [];
    await talk.ask('oncall', 'ops', `drill reviewed ${id}`, /A review needs an action/);
    const line = `drill reviewed ${id} days 14 because fstab names the disk by uuid now`;
    await talk.ask('oncall', 'ops', line, new RegExp(`${id} is reviewed; its action is due by 2026-12-`));
  });

  it('is spoken of again after four hours while nobody is on it, and no more once somebody is', async () => {
    const { talk } = saga;
    const reminded = /1 VM hasn't been proven since its drill failed/;
    await talk.letPass(6 * hour, hour);
    assert.equal(await count(reminded), 1);
    await talk.ask('oncall', 'ops', 'on it app-01', /Olivia Novak is on it: app-01/);
    await talk.ask('oncall', 'ops', 'digest', /Restore drill failed, not proven since:\*\* 1\napp-01/);
    await talk.ask('oncall', 'ops', 'vm app-01', /Its last drill failed/);
    await talk.letPass(30 * hour, hour);
    assert.equal(await count(reminded), 1);
  });

  it('stays open where disks alone were restored: no machine ran', async () => {
    const { talk } = saga;
    const request = await saga.asked('app-01 latest disks');
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    await talk.letPass(2 * hour, hour);
    const shown = (await talk.read('ops')).find(({ id }) => id === notice.id);
    assert.match(shown?.all ?? '', /Open until a drill or a restore proves/);
    await talk.ask('oncall', 'ops', 'vm app-01', /Never test-restored\. .*Its last drill failed/);
    await talk.ask('oncall', 'ops', 'drills app-01', /app-01.*: failed, and open/);
    await talk.ask('oncall', 'ops', 'digest', /proven in the last 90 days: 0 of/);
  });

  it('fails again in the same post, stays open for weeks, and ends with the drill that passes', async () => {
    const { talk } = saga;
    const { id } = await drilled('app-01');
    await talk.letPass(9 * 24 * hour, 6 * hour);
    assert.equal(
      await count(/failed its drill 7 days ago, and nobody has said what is done/),
      1,
      'of the second drill',
    );
    const overdue = /app-01, due by 2026-12-\d\d, is overdue: nothing has proven the machine since/;
    await talk.ask('oncall', 'ops', `drill reviewed ${id} days 3 because the disk is named anew`, /due by 2026-12-/);
    await talk.letPass(3 * 24 * hour, 6 * hour);
    assert.equal(await count(overdue), 0);
    await talk.letPass(3 * 24 * hour, 6 * hour);
    assert.equal(await count(overdue), 1);
    assert.equal(await count(/Open until a drill or a restore proves/), 1);
    await spoil(saga, { probe: 'app-01:passes' });
    await drilled('app-01');
    await talk.hears('ops', /app-01 was restored and proven/);
    await talk.ask('oncall', 'ops', 'digest', /proven in the last 90 days: 1 of/);
    const after = (await talk.read('ops')).find(({ id }) => id === notice.id);
    assert.match(after?.all ?? '', /✓ app-01 in rsv-prod: proven again after "inside the copy something was wrong"/);
  });
});
