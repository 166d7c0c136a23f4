import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listMutes } from '../../src/store/notices.ts';
import { recordSeen } from '../../src/store/seen-jobs.ts';
import { insertAttempt } from '../../src/store/steps.ts';
import { forEachEngine, sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { failed, good, hour, minute, ops, startedFromChat, subscribed, vault } from './subscribed.ts';

forEachEngine('what a look at a vault tells a channel', (kind) => {
  test('of a failed backup is asked after until somebody takes it', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    assert.match((await channel.told()).join(), /sql-01 in rsv-prod: backup failed: The agent broke.*Nobody is on it/i);
    const [{ msg, afterSeconds } = {}, ...others] = channel.logged as Record<string, unknown>[];
    assert.equal(msg, 'a failed backup is told');
    assert.equal(typeof afterSeconds, 'number');
    assert.deepEqual(others, []);
    await channel.age(5);
    await channel.look([]);
    assert.match((await channel.told()).at(-1) ?? '', /still has no good backup, and nobody is on it/);
  });

  test('of what is muted there is no reminder, and of the others one that counts only them', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look(['sql-01', 'web-01', 'app-01'].map((vm) => failed(vm, 'Backup', 'The agent broke')));
    await channel.mute('sql-01', new Date(Date.now() + 4 * hour));
    await channel.mute('web-01', null);
    await channel.age(5);
    await channel.look([]);
    assert.match((await channel.told()).at(-1) ?? '', /1 VM still has no good backup/);
    await channel.mute('app-01', null);
    const before = await channel.told();
    await channel.age(48);
    await channel.look([]);
    assert.deepEqual(await channel.told(), before);
  });

  test('of a failure that the catalogue does not know says what Azure recommends', async () => {
    const channel = await subscribed(await sharedStore(kind));
    const recommendations = ['Restart the agent.', 'Try again.'];
    const errors = [{ title: 'The agent broke', message: 'It stopped.', recommendations }];
    await channel.look([failed('sql-01', 'Backup', 'The agent broke', { errors })]);
    assert.match((await channel.posted()).join(), /It stopped\..*Azure recommends: Restart the agent\. Try again\./);
  });

  test('of a backup that failed after 40 hours is told once, and asked for by itself until then', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const startedAt = new Date(Date.now() - 40 * hour);
    const runs = failed('sql-01', 'Backup', 'Too slow', { status: 'InProgress', startedAt, errors: [] });
    await store.transaction((tx) => recordSeen(tx, vault.id, [{ jobId: runs.id, status: 'InProgress', startedAt }]));
    await channel.seenLongAgo();
    await channel.look([runs]);
    const ended = { ...failed('sql-01', 'Backup', 'Too slow'), startedAt };
    await channel.seenLongAgo();
    for (const _ of [1, 2, 3]) await channel.look([ended]);
    assert.deepEqual(channel.asked, [ended.id, ended.id]);
    assert.equal((await channel.posted()).length, 1);
    assert.match((await channel.posted()).join(), /sql-01 in rsv-prod: backup failed: Too slow/i);
  });

  test('of two that failed within minutes is one message, though looks are further apart', async () => {
    const channel = await subscribed(await sharedStore(kind));
    const first = failed('sql-01', 'Backup', 'The agent broke');
    await channel.look([first]);
    await channel.age(14 / 60);
    const endedAt = new Date((first.endedAt?.getTime() ?? 0) - 12 * minute);
    const startedAt = new Date(endedAt.getTime() - minute);
    await channel.look([failed('web-01', 'Backup', 'The agent broke', { startedAt, endedAt })]);
    assert.equal((await channel.posted()).length, 1);
    assert.match((await channel.told()).join(), /2 VMs in rsv-prod: The agent broke/);
  });

  test('of what failed a week after the last time is told anew', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    await channel.age(8 * 24);
    await channel.look([failed('sql-01', 'Backup', 'The agent broke', { id: 'next week' })]);
    assert.equal((await channel.posted()).length, 2);
  });

  test('of what nobody is subscribed to any more is no reminder, and the next time is told anew', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.subscribe('sql-01', 'container of sql-01');
    const night = (name: string) =>
      ['sql-01', 'web-01'].map((vm) => failed(vm, 'Backup', `The agent of ${vm} broke`, { id: `${vm} ${name}` }));
    await channel.look(night('Monday'));
    const broke = async (vm: string) =>
      (await channel.posted()).filter((body) => body.includes(`agent of ${vm}`)).length;
    await channel.unsubscribe('');
    await channel.age(5);
    await channel.look([]);
    assert.equal((await channel.told()).filter((body) => /nobody is on it\./.test(body)).length, 1, 'sql-01 only');
    await channel.subscribe('rsv-prod');
    await channel.look(night('Tuesday'));
    assert.deepEqual([await broke('sql-01'), await broke('web-01')], [1, 2]);
  });

  test('of a failure of several counts those that are still subscribed to', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.subscribe('sql-01', 'container of sql-01');
    await channel.look(['sql-01', 'web-01'].map((vm) => failed(vm, 'Backup', 'The agent broke')));
    await channel.unsubscribe('');
    await channel.age(5);
    await channel.look([]);
    assert.match((await channel.told()).at(-1) ?? '', /1 VM still has no good backup/);
  });

  test('of a failed backup is over with a good one from chat, which ends a mute until it is fixed too', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    await channel.mute('sql-01', null);
    const ours = [good('sql-01')];
    await startedFromChat(store, ours);
    await channel.look(ours);
    assert.match((await channel.told()).at(-1) ?? '', /sql-01 has a good backup again/);
    assert.deepEqual(await listMutes(store.db, quiet, ops), []);
  });

  test('of what fails while its error is muted is one more machine of the message that is open, however much later', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    await channel.muteError('The agent broke', new Date(Date.now() + 4 * hour));
    const startedAt = new Date(Date.now() + 3 * hour);
    const endedAt = new Date(startedAt.getTime() + minute);
    await channel.look(
      ['web-01', 'app-01'].map((vm) => failed(vm, 'Backup', 'The agent broke', { startedAt, endedAt })),
    );
    assert.match((await channel.told()).join(), /3 VMs in rsv-prod: The agent broke/);
    await channel.ageMutes(5);
    await channel.age(8);
    await channel.look([]);
    assert.match((await channel.told()).at(-1) ?? '', /3 VMs still have no good backup/);
    assert.equal((await channel.posted()).length, 1, 'and the end of the mute is no news');
  });

  test('of what fails while its error is muted joins no message that somebody took: it is counted, and told when it fails again', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    await store.db.updateTable('notices').set({ owner_oid: 'olivia', owner_name: 'Olivia Novak' }).execute();
    await channel.muteError('The agent broke', new Date(Date.now() + 4 * hour));
    const startedAt = new Date(Date.now() + 3 * hour);
    const endedAt = new Date(startedAt.getTime() + minute);
    const fails = (id: string) => failed('web-01', 'Backup', 'The agent broke', { id, startedAt, endedAt });
    await channel.look([fails('muted')]);
    await channel.ageMutes(5);
    await channel.age(8);
    await channel.look([]);
    assert.match(
      (await channel.told()).at(-1) ?? '',
      /Failed while The agent broke was muted, and still without a good backup: 1/,
    );
    await channel.look([fails('the next night')]);
    assert.match((await channel.posted()).at(-1) ?? '', /web-01 in rsv-prod: backup failed: The agent broke/i);
  });

  test('of a storm with one cause is one message, which counts the muted too and says where the rest is listed', async () => {
    const channel = await subscribed(await sharedStore(kind));
    const others = Array.from({ length: 500 }, (_, index) => `vm-${index}`);
    await channel.mute('app-01', new Date(Date.now() + 4 * hour));
    await channel.look(others.map((vm) => failed(vm, 'Backup', 'The agent broke')));
    await channel.look([failed('app-01', 'Backup', 'The agent broke')]);
    const [post = '', ...more] = await channel.posted();
    assert.match(post, /500 VMs in rsv-prod.*and 494 more: \*\*status rsv-prod failed\*\*/);
    assert.deepEqual(more, []);
    assert.match((await channel.told()).at(-1) ?? '', /501 VMs in rsv-prod/);
  });

  test('of what fails muted joins a message of days ago, and what is not muted after it is told by itself', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    await channel.age(48);
    await channel.mute('app-01', new Date(Date.now() + 4 * hour));
    await channel.look([failed('app-01', 'Backup', 'The agent broke'), failed('web-07', 'Backup', 'The agent broke')]);
    const posted = await channel.posted();
    assert.equal(posted.length, 2);
    assert.match(posted.at(-1) ?? '', /web-07 in rsv-prod: backup failed/i);
  });

  test('of what fails again is told anew where its message was given up', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const first = failed('sql-01', 'Backup', 'The agent broke');
    await channel.look([first]);
    await store.db.updateTable('messages').set({ state: 'dead' }).execute();
    await channel.look([first, failed('sql-01', 'Backup', 'The agent broke', { id: 'the next night' })]);
    assert.equal((await channel.posted()).length, 2);
  });

  test('of what failed while it was muted, and stands in no message, is how much there was once the mute is over', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.muteError('The agent broke', new Date(Date.now() + 4 * hour));
    await channel.look(['sql-01', 'web-01', 'app-01'].map((vm) => failed(vm, 'Backup', 'The agent broke')));
    await channel.look([good('app-01')]);
    assert.deepEqual(await channel.posted(), []);
    await channel.ageMutes(5);
    for (const _ of [1, 2]) await channel.look([]);
    const [over = '', ...more] = await channel.posted();
    assert.match(over, /Failed while The agent broke was muted, and still without a good backup: 2.*vms failing/);
    assert.deepEqual(more, []);
  });

  test('of a mute until fixed is that it ended after 30 days, and from then on what fails', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const fails = (id: string) => channel.look([failed('sql-01', 'Backup', 'The agent broke', { id })]);
    await channel.muteError('The agent broke', null);
    await fails('first');
    await channel.ageMutes(30 * 24 - 1);
    await fails('last muted');
    assert.deepEqual(await channel.posted(), []);
    await channel.ageMutes(1);
    await fails('told');
    const [told = '', over = '', ...more] = await channel.posted();
    assert.match(told, /sql-01 in rsv-prod: backup failed: The agent broke/i);
    assert.match(over, /The agent broke is no longer muted here.*30 days/);
    assert.doesNotMatch(over, /still without a good backup/);
    assert.deepEqual(more, []);
    assert.deepEqual(await listMutes(store.db, quiet, ops), []);
  });

  test('of a mute until fixed ends with the last that is mended, or that nobody backs up any more', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    await channel.muteError('The agent broke', null);
    await channel.look(['sql-01', 'web-01', 'app-01'].map((vm) => failed(vm, 'Backup', 'The agent broke')));
    const ended = (vm: string, operation: string) => failed(vm, operation, 'done', { status: 'Completed', errors: [] });
    await channel.look([good('sql-01'), ended('web-01', 'DeleteBackupData')]);
    assert.equal((await listMutes(store.db, quiet, ops)).length, 1);
    const ours = [ended('app-01', 'DisableBackup')];
    await startedFromChat(store, ours);
    await channel.look(ours);
    assert.deepEqual(await listMutes(store.db, quiet, ops), []);
  });

  test('of jobs that name no container goes by the name of their machine, each for itself', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.unsubscribe('');
    await channel.subscribe('sql-01', 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01');
    await channel.subscribe('web-01', 'IaasVMContainer;iaasvmcontainerv2;rg-app;web-01');
    await channel.look(
      ['SQL-01', 'web-01', 'app-01'].map((vm) => failed(vm, 'Backup', 'The agent broke', { containerName: '' })),
    );
    assert.match((await channel.posted()).join(), /2 VMs in rsv-prod: The agent broke/);
  });

  test('of jobs from chat is nothing, whatever became of them, then or when they are no longer known as such', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const jobs = [failed('sql-01', 'Backup', 'The agent broke'), failed('web-01', 'Restore', 'The target broke')];
    await startedFromChat(store, jobs);
    await channel.look(jobs);
    await store.db.deleteFrom('jobs').execute();
    await channel.look(jobs);
    assert.deepEqual(await channel.told(), []);
  });

  test('of jobs from chat is nothing, however the list spells their ids', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const [followed, sent] = [failed('sql-01', 'Backup', 'a'), failed('web-01', 'Backup', 'b')];
    await startedFromChat(store, [followed]);
    await store.transaction((tx) => insertAttempt(tx, { id: 'ab12', step_id: 'R-2222/0', number: 1 }));
    await channel.look([
      { ...followed, id: followed.id.toUpperCase() },
      { ...sent, activityId: 'AB12' },
    ]);
    assert.deepEqual(await channel.told(), []);
  });

  test('of a failed restore is told once, and nobody is asked to take it or reminded of it', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Restore', 'The target broke')]);
    const first = await channel.told();
    assert.match(first.join(), /sql-01 in rsv-prod: restore failed: The target broke/i);
    assert.doesNotMatch(first.join(), /Nobody is on it/);
    await channel.age(5);
    await channel.look([]);
    assert.deepEqual(await channel.told(), first);
  });

  test('of several that failed without a reason names what to mute: that there is none', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', ''), failed('web-01', 'Backup', '')]);
    assert.match((await channel.told()).join(), /2 VMs in rsv-prod: no reason given.*mute no reason given 4h/);
  });

  test('of a deleted backup or a stopped protection is told to whoever hears of failures, with what brings it back', async () => {
    const channel = await subscribed(await sharedStore(kind));
    const ended = (vm: string, operation: string) => failed(vm, operation, 'done', { status: 'Completed', errors: [] });
    await channel.mute('web-01', null);
    await channel.look([ended('web-01', 'DeleteBackupData'), ended('app-01', 'DisableBackup'), good('sql-01')]);
    const [deleted = '', stopped = '', ...more] = await channel.posted();
    assert.match(deleted, /web-01 in rsv-prod: backup deleted outside of Strongroom/);
    assert.match(deleted, /\*\*undelete web-01\*\*.*\*\*protection resume web-01\*\*/);
    assert.match(stopped, /app-01 in rsv-prod: protection stopped outside of Strongroom/);
    assert.match(stopped, /\*\*protection resume app-01\*\*/);
    assert.deepEqual(more, []);
  });

  test('of protection that chat stopped is nothing', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const ours = [failed('web-01', 'DisableBackup', 'done', { status: 'Completed', errors: [] })];
    await startedFromChat(store, ours);
    await channel.look(ours);
    assert.deepEqual(await channel.told(), []);
  });
});
