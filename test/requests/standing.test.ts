import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { powerActions } from '../../src/access/rules/actions.ts';
import { deny, giveBack, killedAtSend } from '../saga/killed-at-send.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ botScript: join(import.meta.dirname, 'kinds/bot.ts') });
});
after(() => saga.close());

const calls = async (what: 'deallocate' | 'start', vm: string) =>
  (await saga.talk.api.requests('')).filter(
    ({ method, path, status }) => method === 'POST' && status === 202 && path.includes(`/${vm}/${what}`),
  ).length;

describe('a definition that is approved once, of a kind that stands outside the product', () => {
  let definition: { id: string; card: Said };

  it('covers nothing until it is approved; then it is in force, for as long as was signed', async () => {
    const { talk } = saga;
    const card = await talk.ask('oncall', 'ops', 'rota new web-01 app-01 because INC0012345', /Decide by/);
    definition = { id: idIn(card.all), card };
    const { id } = definition;
    await talk.ask('oncall', 'ops', `rota run ${id} web-01`, /isn't in force yet/);
    await saga.approve(definition);
    await saga.until(card, /In force until Thu 24 Dec/, 1);
    assert.match((await talk.ask('oncall', 'ops', 'status', /rota of/)).all, /In force until/);
  });

  it('lets its owner begin a run by a typed line, which needs nobody else and goes to its end', async () => {
    const { talk } = saga;
    const { id } = definition;
    await talk.ask('approver-1', 'ops', `rota run ${id} web-01`, /Olivia Novak/);
    const card = await talk.ask('oncall', 'ops', `rota run ${id} web-01`, /Nap of web-01/);
    // The definition's approval counts for it, so its approver may not take it over.
    await talk.ask('approver-1', 'ops', `takeover ${idIn(card.all)}`, /You approved R-/);
    const end = await saga.until(card, over, 10);
    assert.match(end.all, /✓ Done/);
    assert.deepEqual([await calls('deallocate', 'web-01'), await calls('start', 'web-01')], [1, 1]);
    await talk.ask('platform', 'personal-platform', `audit ${idIn(card.all)}`, new RegExp(`under: ${id}`));
  });

  it('refuses a run that lies outside, and says what does; and one whose owner has lost the right', async () => {
    const { talk } = saga;
    const { id } = definition;
    await talk.ask('oncall', 'ops', `rota run ${id} sql-01`, /R-\w{4} doesn't allow this: sql-01\./);
    deny(saga, 'oncall', powerActions.start);
    await talk.ask(
      'oncall',
      'ops',
      `rota run ${id} web-01`,
      /Olivia Novak, the owner of [\s\S]*isn't allowed to do this there[\s\S]*the right to /,
    );
    giveBack(saga);
    await talk.ask('platform', 'ops', `takeover ${id}`, /nobody can take it over without a vote/);
    assert.equal(await calls('deallocate', 'web-01'), 1);
  });

  it('withdrawn on the way, by one who agreed to it, nothing more is sent under it, a kill in between or not', async () => {
    const { talk } = saga;
    const { id } = definition;
    const run = () => talk.api.say('oncall', 'ops', `rota run ${id} app-01`);
    await killedAtSend(saga, { method: 'POST', path: '/deallocate' }, run);
    await talk.api.start();
    const card = await talk.hears('ops', /Nap of app-01/);
    await talk.ask('oncall', 'ops', `rota run ${id} web-01`, /R-\w{4} doesn't allow this: naps\./);
    // A sent step is completed: the machine is going to sleep.
    await talk.passes('the first step', async () => (await calls('deallocate', 'app-01')) === 1 || undefined, 30);
    await talk.ask('approver-1', 'ops', `withdraw ${id}`, /nothing more runs under it/);
    const end = await saga.until(card, over);
    assert.match(end.all, /Nap of app-01[\s\S]*R-\w{4} was withdrawn/);
    assert.deepEqual([await calls('deallocate', 'app-01'), await calls('start', 'app-01')], [1, 0]);
    await talk.ask('oncall', 'ops', `rota run ${id} web-01`, /was withdrawn, so nothing more runs/);
  });

  it('ends by itself when its time is over, and its thread says so', async () => {
    const { talk } = saga;
    const card = await talk.ask('oncall', 'ops', 'rota new web-01 briefly because INC0012345', /Decide by/);
    await saga.approve({ card });
    await saga.until(card, /In force until Wed 25 Nov/, 1);
    await talk.letPass(25 * 3600);
    const end = await saga.until(card, /■ Expired/);
    assert.match(
      end.all,
      /is over, and was in force until .*: Rota of web-01[\s\S]*The time for which R-\w{4} was approved is over/,
    );
    await talk.ask('oncall', 'ops', `rota run ${idIn(card.all)} web-01`, /was approved is over, so nothing more runs/);
  });
});
