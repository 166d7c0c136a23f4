import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { isRunning } from '../../sandbox/world/jobs.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

/** The backup of a machine that Azure is running. */
function running(vm: string) {
  const { world } = talk.sandbox;
  const now = world.settle();
  return [...world.vaults.values()]
    .flatMap(({ jobs }) => jobs)
    .find((job) => job.item?.vmName === vm && job.operation === 'Backup' && isRunning(job, now));
}

/** Azure keeps listing it as running, without progress. */
function freeze(job: ReturnType<typeof running>): void {
  assert.ok(job);
  const now = talk.sandbox.world.settle();
  const never = new Date(now.getTime() + 100 * 24 * 3_600_000);
  const later = (at: Date) => (at > now ? never : at);
  Object.assign(job, {
    endsAt: never,
    tasks: job.tasks.map((task) => ({ ...task, endsAt: later(task.endsAt) })),
    ...(job.cancellableUntil && { cancellableUntil: later(job.cancellableUntil) }),
  });
}

const said = async (fits: RegExp) => (await talk.read('ops')).find(({ all }) => fits.test(all));

it('a backup that stands still is said once in its thread, beside how long it usually takes, with what to do', async () => {
  const good = await talk.ask('oncall', 'ops', 'backup web-01 keep 30d', /Backup of web-01/);
  await talk.shows(good, /running, .*time not known yet/);
  await talk.passes('a backup that goes well', () => said(new RegExp(`${idIn(good.all)} is done`)));
  const card = await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d', /Backup of sql-01/);
  const job = await talk.passes('its job', async () => running('sql-01'), 10);
  await talk.shows(card, /running, .*until about \d\d:\d\d CET/);
  const shown = async () => (await talk.read('ops')).find(({ id, all }) => id === card.id && /Take Snapshot/.test(all));
  await talk.passes('the task on the card', shown, 10);
  await talk.ask('oncall', 'ops', `status ${idIn(card.all)}`, /running, until about \d\d:\d\d CET/);
  freeze(job);
  const stalled = await talk.passes('the stall', () => said(/sql-01: no progress for/), 300);
  assert.match(stalled.all, /no progress for .*\. It usually takes /);
  assert.match(stalled.all, new RegExp(`Check it with "status ${idIn(card.all)}".*"stop ${idIn(card.all)}"`));
  assert.equal(stalled.thread, card.thread);
  await talk.shows(card, /no progress since/);
  await talk.letPass(3 * 3_600);
  await talk.ask('oncall', 'ops', `status ${idIn(card.all)}`, /sql-01/);
  assert.equal((await talk.read('ops')).filter(({ all }) => /sql-01: no progress for/.test(all)).length, 1);
});

it('a backup that stands still in its transfer is not offered to be cancelled: Azure refuses that', async () => {
  const card = await talk.ask('oncall', 'ops', 'backup app-01 keep 30d', /Backup of app-01/);
  const transfer = async () => {
    const job = running('app-01');
    return job?.tasks[0] && job.tasks[0].endsAt < talk.sandbox.world.settle() ? job : undefined;
  };
  freeze(await talk.passes('its transfer', transfer, 30));
  const stalled = await talk.passes('the stall', () => said(/app-01: no progress for/), 300);
  assert.match(stalled.all, new RegExp(`Check it with "status ${idIn(card.all)}". It can't be cancelled anymore`));
});

it('a backup whose job Azure no longer knows fails, with where to look before it is tried again', async () => {
  const card = await talk.ask('oncall', 'ops', 'backup web-01 keep 30d', /Backup of web-01/);
  const job = await talk.passes('its job', async () => running('web-01'), 10);
  const shown = async () => (await talk.read('ops')).find(({ id, all }) => id === card.id && /Take Snapshot/.test(all));
  await talk.passes('the task on the card', shown, 10);
  for (const { jobs } of talk.sandbox.world.vaults.values()) {
    if (jobs.includes(job)) jobs.splice(jobs.indexOf(job), 1);
  }
  const lost = await talk.passes('the failure', () => said(/no longer knows the job .* of web-01/), 300);
  assert.match(lost.all, /Before you retry, look in the Azure portal/);
  await talk.ask('platform', 'personal-platform', `audit ${idIn(card.all)}`, /job is no longer known/);
  await talk.letPass(25 * 3_600);
  const late = await talk.ask('oncall', 'ops', `retry ${idIn(card.all)}`, /could be tried again until/);
  assert.doesNotMatch(late.all, /approval|the restore/);
});
