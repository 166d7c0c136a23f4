import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { expectedOfJob } from '../../src/requests/request-view.ts';
import { job, throttled, vault, watched } from './watched.ts';

test('every job of a busy vault gets its details read in turn, those first whose details are oldest', async (t) => {
  const { azure, follow, tick, pass } = await watched(t);
  const jobs = Array.from({ length: 6 }, (_, index) => job(`j${index}`));
  for (const each of jobs) {
    await follow(each);
    azure.own.set(each.id, each);
  }
  azure.running = jobs;
  for (let ticks = 0; ticks < 12; ticks += 1) {
    await tick();
    pass(2);
  }
  const times = jobs.map(({ id }) => azure.asked.filter((asked) => asked === id).length);
  assert.deepEqual(times, [2, 2, 2, 2, 2, 2]);
});

test('a detail that cannot be read loses nothing of what the lists said, and its throttle is waited for', async (t) => {
  const { azure, follow, subscribe, tick, row, posts, pass, now } = await watched(t);
  const [one, gone, other] = [job('a'), job('b'), job('c')];
  for (const each of [one, gone, other]) await follow(each);
  await subscribe();
  pass(1);
  azure.running = [one, { ...other, status: 'Cancelling' }];
  for (const { id } of [one, gone, other]) azure.own.set(id, throttled(700));
  const errors = [{ title: 'The agent broke', message: '', recommendations: [] }];
  azure.started = [job('night', { status: 'Failed', vmName: 'sql-01', startedAt: now(), endedAt: now(), errors })];
  const next = await tick();
  assert.ok(next !== undefined && next >= 700, `the next look is in ${next} s`);
  assert.equal((await row(other)).status, 'Cancelling');
  assert.match((await posts()).join(), /sql-01 in rsv-prod: backup failed: The agent broke/);
});

test('one job whose details are never answered does not stand in the way of the others', async (t) => {
  const { azure, follow, tick, pass } = await watched(t);
  const [bad, good] = [job('a'), job('b')];
  for (const each of [bad, good]) await follow(each);
  azure.running = [bad, good];
  azure.own.set('a', new CodedError('azure.timeout')).set('b', good);
  for (let ticks = 0; ticks < 4; ticks += 1) {
    await tick();
    pass(2);
  }
  assert.deepEqual(azure.asked, ['a', 'b', 'a', 'b']);
});

test('where the list of jobs in progress cannot be read, the failures of the night are still told', async (t) => {
  const { azure, follow, subscribe, tick, posts, now, pass } = await watched(t);
  await follow(job('a'));
  await subscribe();
  pass(1);
  azure.running = new CodedError('azure.timeout');
  azure.started = [job('night', { status: 'Failed', vmName: 'sql-01', startedAt: now(), endedAt: now() })];
  assert.ok(await tick(), 'the watch goes on');
  assert.match((await posts()).join(), /sql-01 in rsv-prod: backup failed/);
});

test('where the list by start time cannot be read, the work in flight still moves', async (t) => {
  const { azure, follow, subscribe, tick, row } = await watched(t);
  const ours = job('a');
  await follow(ours);
  await subscribe();
  azure.started = throttled(300);
  azure.own.set('a', { ...ours, status: 'Completed' });
  const next = await tick();
  assert.ok((await row(ours)).ended_at);
  assert.ok(next !== undefined && next >= 300, `the next look is in ${next} s`);
});

test('a look at a job is kept under its own key, however Azure spells its id there', async (t) => {
  const { azure, follow, tick, row, pass, store } = await watched(t);
  const ours = job('ab12');
  await follow(ours);
  const spelled = { ...ours, id: 'AB12', vaultId: inCapitals(ours.vaultId) };
  azure.running = [spelled];
  azure.own.set('ab12', spelled);
  for (const _ of [1, 2]) {
    assert.ok(await tick(), 'the watch goes on');
    pass(1);
  }
  assert.deepEqual(azure.asked, ['ab12'], 'it is in the list');
  azure.running = [];
  azure.own.set('ab12', { ...spelled, status: 'Completed' });
  assert.equal(await tick(), undefined, 'nothing is left to watch');
  const { ended_at, facts } = await row(ours);
  assert.ok(ended_at);
  assert.deepEqual([facts.vaultId, facts.id, facts.status], [ours.vaultId, ours.id, 'Completed']);
  const history = await store.db.selectFrom('job_history').select(['vault_id', 'job_id', 'status']).execute();
  assert.deepEqual(history, [{ vault_id: ours.vaultId, job_id: ours.id, status: 'Completed' }]);
});

test('who subscribed is told though the vault is listed in another spelling by now', async (t) => {
  const { azure, subscribe, tick, posts, now, pass } = await watched(t);
  await subscribe();
  pass(1);
  azure.vault = { ...vault, id: inCapitals(vault.id) };
  azure.started = [job('night', { status: 'Failed', vmName: 'sql-01', startedAt: now(), endedAt: now() })];
  for (const _ of [1, 2]) assert.ok(await tick(), 'the watch goes on');
  assert.match((await posts()).join('\n'), /^.*sql-01 in rsv-prod: backup failed.*$/);
});

test('a job that Azure no longer knows is lost after two looks and half an hour, and its request is woken', async (t) => {
  const { azure, follow, tick, row, pass, store } = await watched(t);
  const ours = job('a');
  await follow(ours);
  azure.running = [ours];
  azure.own.set('a', ours);
  await tick();
  azure.running = [];
  azure.own.delete('a');
  for (const minutes of [2, 20, 7]) {
    pass(minutes);
    await tick();
    assert.equal((await row(ours)).ended_at, null);
  }
  pass(2);
  assert.equal(await tick(), undefined, 'nothing is left to watch');
  const { ended_at, status } = await row(ours);
  assert.ok(ended_at);
  assert.equal(status, 'InProgress', 'what Azure said of it last');
  const woken = await store.db.selectFrom('wakeups').select('key').where('queue', '=', 'step').execute();
  assert.deepEqual(woken, [{ key: 'R-a' }]);
});

test('one look at a job that is missing is not enough, however long the bot was away; nor is an answer that never came', async (t) => {
  const { azure, follow, tick, row, pass } = await watched(t);
  const ours = job('a');
  await follow(ours);
  pass(300);
  azure.own.set('a', new CodedError('azure.timeout'));
  for (let looks = 0; looks < 3; looks += 1) {
    await tick();
    pass(2);
  }
  azure.own.delete('a');
  await tick();
  assert.equal((await row(ours)).ended_at, null);
  azure.own.set('a', ours);
  pass(2);
  await tick();
  azure.own.delete('a');
  pass(40);
  await tick();
  assert.equal((await row(ours)).ended_at, null, 'it was seen in between');
  pass(2);
  await tick();
  assert.ok((await row(ours)).ended_at);
});

test('a vault that cannot be read for an hour is told once, and again when it can be read', async (t) => {
  const { azure, subscribe, tick, posts, pass, unread } = await watched(t);
  await subscribe();
  await tick();
  azure.started = new CodedError('azure.forbidden', { action: 'backupJobs/read', scope: 'rsv-prod' });
  await tick();
  pass(59);
  await tick();
  assert.deepEqual([await posts(), await unread()], [[], []]);
  pass(1);
  await tick();
  azure.vault = new CodedError('vault-not-found', { vault: 'rsv-prod' });
  pass(60);
  await tick();
  const said = await posts();
  assert.equal(said.length, 1);
  assert.match(
    said.join(),
    /I haven't been able to read rsv-prod since Tue 24 Nov 02:00 CET \(01:00 UTC\).*Azure refused Strongroom access to rsv-prod\. Ask a platform engineer/,
  );
  assert.match((await unread()).join(), /^Ik kan rsv-prod sinds di 24 nov 01:00 UTC niet lezen.*Ik vind geen kluis/);
  azure.vault = undefined;
  azure.started = [];
  pass(1);
  await tick();
  await tick();
  assert.match((await posts()).slice(1).join(), /^[^,]*I can read rsv-prod again\./);
  assert.equal((await posts()).length, 2);
  assert.deepEqual(await unread(), []);
});

test("an outage that ended, or was of nobody's concern, is not told when the next one begins", async (t) => {
  const { azure, subscribe, tick, posts, pass, store } = await watched(t);
  await subscribe();
  for (const minutes of [50, 50]) {
    azure.started = throttled(60);
    await tick();
    pass(minutes);
    azure.started = [];
    await tick();
  }
  azure.started = throttled(60);
  await tick();
  await store.db.deleteFrom('subscriptions').execute();
  await tick();
  pass(90);
  await subscribe();
  await tick();
  assert.deepEqual(await posts(), []);
});

test('a restore whose vault cannot be read says so in its thread after half an hour, once', async (t) => {
  const { azure, follow, tick, posts, pass, row } = await watched(t);
  const one = job('a');
  await follow(one);
  for (const broken of ['vault', 'running'] as const) {
    const before = (await posts()).length;
    azure[broken] = new CodedError('azure.forbidden', { action: 'backupJobs/read', scope: '/x' });
    await tick();
    pass(25);
    await tick();
    assert.equal((await posts()).length, before, 'an outage of minutes is no news');
    pass(10);
    for (const _ of [1, 2]) {
      assert.ok(await tick(), 'the watch goes on');
      pass(5);
    }
    const said = (await posts()).slice(before);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /haven't been able to check its job for 3\d minutes.*Azure continues, and so do I/);
    azure.vault = undefined;
    azure.running = [{ ...one, percent: broken === 'vault' ? 10 : 20 }];
    await tick();
    assert.equal((await row(one)).stalled_at, null, 'it is looked at again, and moves');
  }
});

test('a request whose plan cannot be read holds up no other of its vault once its job stands still', async (t) => {
  const { azure, follow, card, subscribe, tick, row, posts, pass, now } = await watched(t);
  const [bad, still, moving] = [job('a'), job('b'), job('c')];
  for (const each of [bad, still, moving]) await follow(each);
  await card(bad);
  await subscribe();
  azure.running = [bad, still, moving];
  for (const each of [bad, still, moving]) azure.own.set(each.id, each);
  for (const minutes of [1, 1, 1, 130, 1, 1, 1]) {
    pass(minutes);
    assert.ok(await tick(), 'the watch goes on');
  }
  const stalled = async () => (await posts()).filter((text) => /no progress for/.test(text));
  assert.match((await stalled()).join('\n'), /^.*vm of b: no progress.*\n.*vm of c: no progress.*$/);
  assert.equal((await row(bad)).stalled_at, null);
  azure.running = [bad, still];
  azure.own.set('c', { ...moving, status: 'Completed' });
  azure.started = [job('night', { status: 'Failed', vmName: 'sql-01', startedAt: now(), endedAt: now() })];
  assert.ok(await tick(), 'the watch goes on');
  assert.ok((await row(moving)).ended_at);
  assert.match((await posts()).join(), /sql-01 in rsv-prod: backup failed/);
  assert.equal((await stalled()).length, 2, 'each is told once');
});

test('a request whose plan cannot be read keeps nobody from being told that their vault cannot be read', async (t) => {
  const { azure, follow, card, tick, row, posts, pass } = await watched(t);
  const [bad, good] = [job('a'), job('b')];
  for (const each of [bad, good]) await follow(each);
  await card(bad);
  azure.running = throttled(60);
  pass(40);
  for (const _ of [1, 2]) assert.ok(await tick(), 'the watch goes on');
  const told = (await posts()).filter((text) => /haven't been able to check/.test(text));
  assert.match(told.join('\n'), /^[^\n]*vm of b:[^\n]*$/);
  assert.deepEqual([(await row(bad)).stalled_at, (await row(good)).stalled_at !== null], [null, true]);
});

test('a watch that is killed before a standstill is told tells it at the next look, and once', async (t) => {
  const { azure, follow, tick, row, posts, pass, hooks } = await watched(t);
  const one = job('a');
  await follow(one);
  azure.running = [one];
  azure.own.set('a', one);
  await tick();
  pass(130);
  hooks.redraw = () => {
    throw new Error('killed');
  };
  await assert.rejects(tick(), /killed/);
  const { seen_at, stalled_at } = await row(one);
  assert.deepEqual([seen_at, stalled_at, await posts()], [new Date(one.startedAt.getTime() + 130 * 60_000), null, []]);
  hooks.redraw = () => undefined;
  for (const _ of [1, 2]) {
    pass(2);
    assert.ok(await tick(), 'the watch goes on');
  }
  assert.match((await posts()).join('\n'), /^[^\n]*no progress for[^\n]*$/);
});

test('how long scheduled backups took is what is usual where none was asked for in chat, each counted once', async (t) => {
  const { azure, subscribe, tick, store } = await watched(t);
  await subscribe();
  const night = job('night');
  const after = (minutes: number) => new Date(night.startedAt.getTime() + minutes * 60_000);
  const usual = () => expectedOfJob(store.db, createRequestKinds(requestKinds), night);
  azure.started = [night];
  await tick();
  assert.equal(await usual(), null);
  azure.started = [
    { ...night, status: 'Completed', endedAt: after(40) },
    job('long', { status: 'Completed', endedAt: after(60) }),
    job('failed', { status: 'Failed', endedAt: after(1) }),
    job('restore', { operation: 'Restore', status: 'Completed', endedAt: after(1) }),
  ];
  await tick();
  assert.equal(await usual(), 50 * 60_000);
  azure.started.push(job('more', { status: 'Completed', endedAt: after(60) }));
  await tick();
  assert.equal(await usual(), 60 * 60_000);
});

/** Puts the resource group in capitals, as Azure sometimes does. */
function inCapitals(vaultId: string): string {
  return vaultId.replace('/resourceGroups/g/', '/resourceGroups/G/');
}
