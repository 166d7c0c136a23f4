import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachEngine, sharedStore } from '../store/engines.ts';
import { failed, good, subscribed } from './subscribed.ts';

const vms = Array.from({ length: 9 }, (_, index) => `vm-${index}`);

forEachEngine('the message that stands for what was one too many', (kind) => {
  test('follows it whatever the hour, and says in its thread what is good again', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    await channel.look(vms.map((vm, index) => failed(vm, 'Backup', `Cause ${index}`)));
    const posts = () => store.db.selectFrom('messages').selectAll().where('kind', '=', 'post').orderBy('number');
    const before = await posts().execute();
    const folded = before.at(-1);
    assert.match(JSON.stringify(folded?.body), /3 more problems this hour/);
    await channel.age(2);
    await channel.look([good('vm-8')]);
    const [reply, ...more] = (await posts().execute()).slice(before.length);
    assert.deepEqual([reply?.target_id, more], [folded?.id, []]);
    assert.match(JSON.stringify(reply?.body), /vm-8 in rsv-prod: backups are good again/);
    const edits = await store.db.selectFrom('messages').selectAll().where('kind', '=', 'edit').execute();
    assert.deepEqual(
      edits.map(({ target_id }) => target_id),
      [folded?.id],
    );
    assert.match(JSON.stringify(edits[0]?.body), /3 more problems this hour.*vm-8 in rsv-prod: backups are good again/);
  });

  test('is one for each hour', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    await channel.look(vms.map((vm) => failed(vm, 'Backup', `Monday ${vm}`)));
    await channel.age(2);
    await channel.look([good('vm-8'), ...vms.map((vm) => failed(vm, 'Backup', `Tuesday ${vm}`))]);
    const heads = (await channel.told()).flatMap((body) => /(\d) more problems this hour/.exec(body)?.[1] ?? []);
    assert.deepEqual(heads, ['3', '3', '3'], 'posted, edited, and a second one posted');
  });

  test('keeps nothing to itself once it was given up: what fails again is told', async () => {
    const store = await sharedStore(kind);
    const channel = await subscribed(store);
    const fails = (vm: string, night: string) => failed(vm, 'Backup', `Cause ${vm}`, { id: `${vm} ${night}` });
    await channel.look(vms.map((vm) => fails(vm, 'Friday')));
    const before = await channel.posted();
    assert.match(before.at(-1) ?? '', /3 more problems this hour/);
    await channel.age(48);
    const [fold] = await store.db.selectFrom('messages').selectAll().orderBy('number', 'desc').limit(1).execute();
    await store.db
      .updateTable('messages')
      .set({ state: 'dead' })
      .where('id', '=', fold?.id ?? '')
      .execute();
    await channel.look([fails('vm-0', 'Sunday'), fails('vm-8', 'Sunday')]);
    const [again = '', ...more] = (await channel.posted()).slice(before.length);
    assert.match(again, /vm-8 in rsv-prod: backup failed/i);
    assert.deepEqual(more, [], 'the message of vm-0 was not given up');
  });
});
