import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isRunning } from '../../sandbox/world/jobs.ts';
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

/** Looks at the drill until it is at a step, and nobody is there for twelve hours from then. */
async function sleepsAt(run: Said, step: RegExp): Promise<Said> {
  const { talk, world } = saga;
  await talk.becomes(run, step, 5);
  world.clock.advance(12 * hour * 1000);
  return saga.until(run, over, 20);
}

async function weekly(vm: string): Promise<{ run: Said; withdraws(): Promise<unknown> }> {
  const { talk } = saga;
  const line = `drill new ${vm} weekly hours 0-0 life 2h because INC0012345`;
  const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
  await saga.approve({ card });
  const run = await talk.hears('ops', new RegExp(`is under way: Restore drill of ${vm}`));
  const withdraws = () => talk.ask('oncall', 'ops', `withdraw ${idIn(card.all)}`, /nothing more runs under it/);
  return { run, withdraws };
}

describe('the life of a copy', () => {
  it('is not over where Azure had finished the last step while nobody looked', async () => {
    const { run, withdraws } = await weekly('sql-01');
    const end = await sleepsAt(run, /▶ \*\*Check inside the copy/);
    assert.match(end.all, /✓ Done/);
    await saga.until(run, leftNothing(idIn(end.all)));
    await withdraws();
  });

  it('is over once Azure was asked what it did while nobody looked', async () => {
    const { run, withdraws } = await weekly('web-01');
    const end = await sleepsAt(run, /▶ \*\*Restore the disks/);
    assert.match(end.all, /✗ Failed[\s\S]*didn't finish within the 2 hours[\s\S]*✓ \*\*Restore the disks\*\*: done/);
    await saga.until(run, leftNothing(idIn(end.all)));
    await withdraws();
  });

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

  it('is over with what Azure says of its job where that still runs', async () => {
    const { talk, world } = saga;
    const { run } = await weekly('app-01');
    await talk.becomes(run, /▶ \*\*Restore the disks/, 5);
    const now = world.settle();
    const jobs = [...world.vaults.values()].flatMap((vault) => vault.jobs);
    const job = jobs.find((one) => one.operation === 'Restore' && isRunning(one, now)) ?? assert.fail();
    const { endsAt, tasks } = job;
    const later = (at: Date) => new Date(at.getTime() + 20 * hour * 1000);
    Object.assign(job, {
      endsAt: later(endsAt),
      tasks: tasks.map((task) => ({ ...task, endsAt: later(task.endsAt) })),
    });
    world.clock.advance(12 * hour * 1000);
    const end = await saga.until(run, over, 20);
    assert.match(
      end.all,
      /didn't finish within the 2 hours that its copy may live\. Azure gives its job as InProgress\./,
    );
  });
});
