import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { deny, giveBack, killedAtSend } from '../saga/killed-at-send.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ botScript: join(import.meta.dirname, 'kinds/bot.ts') });
});
after(() => saga.close());
afterEach(() => saga.talk.api.clearFaults());

async function asked(line: string): Promise<{ id: string; card: Said }> {
  const card = await saga.talk.ask('oncall', 'ops', line, /Waiting for approval/);
  return { id: idIn(card.all), card };
}

/** The id of a member, as its parent's card names it. */
function memberId({ all }: Said, vm: string): string {
  const id = new RegExp(`\\*\\*${vm}\\*\\* \\((R-\\w{4})\\)`).exec(all)?.[1];
  assert.ok(id, `no ${vm} in ${all}`);
  return id;
}

const acted = async (what: 'deallocate' | 'start', vm: string) =>
  (await saga.talk.api.requests('')).filter(
    ({ method, path, status }) => method === 'POST' && status === 202 && path.includes(`/${vm}/${what}`),
  ).length;

const power = (vm: string) => [...saga.world.machines].find(([id]) => id.endsWith(`/${vm}`))?.[1].power;

describe('a request of several machines, of a kind that stands outside the product', () => {
  it('is asked for by a typed line, shown whole, decided once, and runs in its order, one at a time', async () => {
    const { talk } = saga;
    const { id, card } = await asked('nap web-01 app-01 because INC0012345');
    assert.match(
      card.all,
      /Naps of web-01, app-01[\s\S]*One at a time[\s\S]*web-01\*\* \(R-\w{4}\): waits[\s\S]*app-01/,
    );
    const [web, app] = [memberId(card, 'web-01'), memberId(card, 'app-01')];
    await talk.ask('approver-1', 'ops', `approve ${web}`, new RegExp(`part of ${id}`));
    await talk.ask('oncall', 'ops', `withdraw ${web}`, new RegExp(`part of ${id}`));
    assert.match((await talk.ask('oncall', 'ops', `why ${app}`, /could decide/)).all, new RegExp(`part of ${id}`));
    await saga.approve({ card });
    const first = await saga.until(card, /web-01\*\* \(R-\w{4}\): running/, 5);
    assert.match(first.all, /app-01\*\* \(R-\w{4}\): waits/);
    await talk.ask('oncall', 'ops', `byhand ${id}`, /made of several requests/);
    assert.match((await talk.ask('oncall', 'ops', 'requests', /naps of/)).all, /Running, 0 of 2 done/);
    const second = await saga.until(card, /app-01\*\* \(R-\w{4}\): running/, 10);
    assert.match(second.all, /web-01\*\* \(R-\w{4}\): done/);
    const end = await saga.until(card, over, 10);
    assert.match(end.all, /✓ Done[\s\S]*web-01\*\* \(R-\w{4}\): done[\s\S]*app-01\*\* \(R-\w{4}\): done/);
    for (const vm of ['web-01', 'app-01']) {
      assert.deepEqual([await acted('deallocate', vm), await acted('start', vm)], [1, 1]);
      assert.equal(power(vm), 'running');
    }
    await talk.ask('platform', 'personal-platform', `audit ${id}`, /its turn came/);
  });

  it('one that fails is told with its id, the others go on, and it is tried again alone; a kill forgets nothing', async () => {
    const { talk } = saga;
    const before = await acted('start', 'app-01');
    const refusal = { status: 409, code: 'Conflict', message: 'The machine is being changed.' };
    const match = { method: 'POST', path: '/web-01/start' };
    await talk.api.fault({ match, do: 'error', ...refusal });
    const { id, card } = await asked('nap web-01 app-01 pairwise because INC0012345');
    assert.match(card.all, /2 at a time/);
    const web = memberId(card, 'web-01');
    // Killed as both are about to be sent for the first time.
    await killedAtSend(saga, { method: 'POST', path: '/deallocate' }, () => saga.approve({ card }));
    await talk.api.start();
    const end = await saga.until(card, over);
    assert.match(end.all, new RegExp(`✗ Failed[\\s\\S]*Done: 1 of 2. Not done: web-01 \\(${web}\\)`));
    assert.equal(await acted('start', 'app-01'), before + 1);
    await talk.api.clearFaults();
    await talk.ask('oncall', 'ops', `retry ${id}`, /under way/);
    const again = await saga.until(card, /✓ Done/);
    assert.match(again.all, /web-01\*\* \(R-\w{4}\): done/);
    assert.equal(power('web-01'), 'running');
    assert.equal(await acted('start', 'app-01'), before + 1);
  });

  it('withdrawn on the way, what is at work goes to its end, and the rest is left out', async () => {
    const { talk } = saga;
    const before = await acted('deallocate', 'app-01');
    const { id, card } = await asked('nap web-01 app-01 because INC0012345');
    await saga.approve({ card });
    await saga.until(card, /web-01\*\* \(R-\w{4}\): running/, 2);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /under way/);
    const end = await saga.until(card, over);
    assert.match(end.all, /■ Cancelled[\s\S]*Done: 1 of 2. Left out or cancelled: app-01/);
    assert.equal(power('web-01'), 'running');
    assert.equal(await acted('deallocate', 'app-01'), before);
  });

  it('taken over as a whole, what is still to be done of it rests on the rights of whoever did', async () => {
    const { talk } = saga;
    const { id, card } = await asked('nap web-01 app-01 because INC0012345');
    await saga.approve({ card });
    const running = await saga.until(card, /web-01\*\* \(R-\w{4}\): running/, 2);
    // Whoever agreed to the whole carries no part of it.
    await talk.ask('approver-1', 'ops', `takeover ${memberId(running, 'app-01')}`, /You approved/);
    await talk.ask('platform', 'ops', `takeover ${id}`, /under way/);
    deny(saga, 'oncall');
    const end = await saga.until(card, over);
    giveBack(saga);
    assert.match(end.all, /✓ Done/);
    assert.match(end.all, /taken over by Petra Lange/);
    // The takeover wakes every member, and a turn is waited for all the same.
    const sent = (await talk.api.requests('')).filter(({ method, status }) => method === 'POST' && status === 202);
    const last = (part: string) => sent.findLastIndex(({ path }) => path.includes(part));
    assert.ok(last('/web-01/start') < last('/app-01/deallocate'));
  });
});
