import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Command, Turn } from '../../src/chat/turn.ts';
import { mute, unmute } from '../../src/jobs/commands/mute.ts';
import { listMutes, lockNotices, putMute } from '../../src/store/notices.ts';
import { freshStore, until } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { failed, hour, ops, subscribed, vault } from './subscribed.ts';

const title = 'The agent broke';

/** Somebody types it after a watch has read that chat's mutes, and before it stores what they held back. */
async function typedDuringLook(t: TestContext, { run }: Pick<Command, 'run'>, what: string) {
  const store = await freshStore(t, 'server');
  const channel = await subscribed(store);
  await channel.look([failed('sql-01', 'Backup', title)]);
  await channel.muteError(title, new Date(Date.now() + hour));
  const reader = { language: 'en', timeZone: 'UTC' };
  const turn = {
    services: { store, log: quiet, clock: { now: () => new Date() }, inventory: { vaults: async () => [vault] } },
    incoming: {
      kind: 'text',
      activityId: 'activity',
      from: { objectId: 'olivia', name: 'Olivia Novak' },
      place: { kind: 'personal', conversationId: ops },
    },
    shared: reader,
    personal: reader,
  } as unknown as Turn<'text'>;
  const read = Promise.withResolvers<void>();
  let isOver = false;
  const typed = read.promise
    .then(() => run(turn, { args: { what, muted: what } } as never))
    .finally(() => {
      isOver = true;
    });
  const overOrWaits = read.promise.then(() =>
    until(async () => {
      const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database()`.execute(store.db);
      return isOver || rows.length > 0;
    }),
  );
  await store.transaction(async (tx) => {
    await lockNotices(tx, quiet, ops);
    const [row] = await listMutes(tx.db, quiet, ops);
    read.resolve();
    await overOrWaits;
    assert.ok(row);
    await putMute(tx, { ...row, machines: ['web-01'] });
  });
  await typed;
  return listMutes(store.db, quiet, ops);
}

it('a mute that is made longer during a look keeps what failed in it', async (t) => {
  const [row] = await typedDuringLook(t, mute, `${title} 8h`);
  assert.deepEqual(row?.machines, ['web-01']);
  assert.ok((row?.until?.getTime() ?? 0) > Date.now() + 7 * hour);
});

it('a mute that is ended during a look stays ended', async (t) => {
  assert.deepEqual(await typedDuringLook(t, unmute, title), []);
});
