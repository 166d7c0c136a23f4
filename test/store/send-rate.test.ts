import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { sendsPerSecond } from '../../src/kernel/send-rate.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { markSending, markSent, nextUnsent } from '../../src/store/messages.ts';
import { lastSent, takeTurn } from '../../src/store/send-rate.ts';
import { forEachEngine, freshPlace, sharedStore } from './engines.ts';

const turns = 40;
const everyMs = 1000 / sendsPerSecond;

forEachEngine('the rate at which messages are sent', (kind) => {
  test('is shared by all who send, replicas included', async (t) => {
    const place = await freshPlace(t, kind);
    const one = await place.open();
    const other = kind === 'server' ? await place.open() : one;
    const taken = await Promise.all(
      Array.from({ length: turns }, (_, index) =>
        (index % 2 ? one : other).transaction(async (tx) => {
          const waitMs = await takeTurn(tx);
          const { taken_until, now } = await tx.db
            .selectFrom('send_rate')
            .select(['taken_until', sql<Date>`clock_timestamp()`.as('now')])
            .executeTakeFirstOrThrow();
          return { waitMs, turn: taken_until.getTime() - everyMs, now: now.getTime() };
        }),
      ),
    );
    taken.sort((a, b) => a.turn - b.turn);
    for (const [index, { waitMs, turn, now }] of taken.entries()) {
      const before = taken[index - 1]?.turn ?? 0;
      assert.ok(turn - before >= everyMs, `turn ${index} is ${turn - before} ms after the one before`);
      // It was later than the turn was taken at that the clock was read again.
      assert.ok(waitMs >= turn - now - 1, `it waits ${waitMs} ms for a turn in ${turn - now} ms`);
    }
  });

  test('counts what a conversation was sent, the newest first', async () => {
    const store = await sharedStore(kind);
    await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
    await store.transaction((tx) => {
      for (const text of ['one', 'two', 'waits']) tx.post({ conversationId: '19:ops', bulk: true, body: { text } });
    });
    for (let sent = 0; sent < 2; sent += 1) {
      const { id = '', bulk } = (await nextUnsent(store.db, '19:ops', new Date())) ?? {};
      assert.equal(bulk, true);
      await store.transaction((tx) => markSending(tx, id));
      await store.transaction((tx) => markSent(tx, id, id));
    }
    const [newest, oldest, ...rest] = await lastSent(store.db, '19:ops', 50);
    assert.ok(newest && oldest && newest >= oldest && rest.length === 0);
    assert.equal((await lastSent(store.db, '19:ops', 1)).length, 1);
  });
});
