import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Said } from '../talk.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(() => saga.talk.api.clearFaults());

/** A restore whose first call reaches Azure only after it was sent again, so Azure has two jobs of one id. */
async function doubled(vm: string, seconds: number) {
  const { talk } = saga;
  const request = await saga.asked(`${vm} latest disks`);
  const match = { method: 'POST', path: '/restore?' };
  await talk.api.fault({ match, do: 'late-act', seconds, times: 1 });
  await saga.approve(request);
  return request;
}

const jobsOf = (vm: string) =>
  [...saga.world.vaults.values()]
    .flatMap(({ jobs }) => jobs)
    .filter(({ operation, item }) => operation === 'Restore' && item?.vmName === vm)
    .map(({ id }) => id);

/** Waits for the message in small steps, because the job is cancellable only briefly. */
const tells = (fits: RegExp): Promise<Said> =>
  saga.talk.passes(
    `${fits}`,
    async () => (await saga.talk.read('ops')).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
    10,
  );

describe('a send that reaches Azure long after it was sent once more', () => {
  it('is told in the thread while both run, and the later one can be cancelled there', async () => {
    const { id, card } = await doubled('sql-01', 450);
    const said = await tells(new RegExp(`${id}[\\s\\S]*ran twice`));
    const [first = '', later = ''] = jobsOf('sql-01');
    assert.match(said.all, new RegExp(`${first}[\\s\\S]*${later}[\\s\\S]*stop ${later}`));
    assert.equal((await saga.talk.api.click('outsider', said.id, 'stop-job')).shown, 'message');
    await saga.talk.click('oncall', said.id, 'stop-job');
    const end = await tells(new RegExp(`${later} of ${id}[\\s\\S]*cancelled`));
    assert.doesNotMatch(end.all, /az /);
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });

  it('is told when nobody follows a job there any more, with what it made and the lines that delete that', async () => {
    const { id, card } = await doubled('web-01', 3000);
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    const end = await tells(new RegExp(`${id}[\\s\\S]*completed[\\s\\S]*az disk delete`));
    const [first = '', later = ''] = jobsOf('web-01');
    const made = (job: string) =>
      saga.world.resources
        .all(saga.target.targetResourceGroupId)
        .filter(({ tags }) => tags?.RSVaultBackup === job)
        .map(({ name }) => name);
    assert.ok(made(later).length > 0);
    for (const name of made(later)) assert.match(end.all, new RegExp(`az disk delete .*--name ${name}`));
    for (const name of made(first)) assert.doesNotMatch(end.all, new RegExp(`az disk delete .*--name ${name}`));
    assert.match((await saga.talk.ask('oncall', 'ops', `leftovers ${id}`)).all, new RegExp(made(later)[0] ?? '-'));
  });

  it('is told as soon as anybody lists jobs', async () => {
    const { id, card } = await doubled('app-01', 2400);
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    const [, later] = await saga.talk.passes('the second job', async () => {
      const jobs = jobsOf('app-01');
      return jobs.length === 2 ? jobs : undefined;
    });
    await saga.talk.letPass(60);
    await saga.talk.ask('oncall', 'ops', 'status');
    await saga.talk.hears('ops', new RegExp(`${id} ran twice[\\s\\S]*${later}`));
  });
});
