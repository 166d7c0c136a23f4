import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { shortAzureMs, until } from '../faults/until.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  // The longer a call may take, the longer the bot waits for an unanswered one, so the timeout is short.
  saga = await startSaga({ azureTimeoutMs: shortAzureMs });
});
after(() => saga?.close());

/**
 * World seconds per real second: what Azure does a minute later takes some real seconds, in which the bot looks several
 * times.
 */
const speed = 20;
const jumpMs = 10 * 60_000;

it('a clock that jumps while Azure is still to act does not make the bot believe that nothing will happen', async () => {
  const { api, sandbox } = saga.talk;
  const request = await saga.asked('sql-01 latest disks');
  await api.speed(speed);
  await api.fault({ match: { method: 'POST', path: '/restore?' }, do: 'late-act', seconds: 60, times: 1 });
  await saga.approve(request);
  await until('the restore that gets no answer', async () => (await api.faults()).length === 0);
  const { setting } = sandbox.world.clock;
  sandbox.bot.setClock({ ...setting, worldOrigin: setting.worldOrigin + jumpMs });
  const card = await until('the end', async () =>
    (await saga.talk.read('ops')).find(({ id, all }) => id === request.card.id && over.test(all)),
  );
  assert.match(card.all, /✓ Done/);
  assert.equal((await saga.effects(/^restore accepted/)).length, 1, 'restored once');
});
