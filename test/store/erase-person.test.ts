import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { putConversation } from '../../src/store/conversations.ts';
import { erasePerson } from '../../src/store/erase-person.ts';
import { postpone } from '../../src/store/messages.ts';
import { freshStore, until } from './engines.ts';

const gone = '11111111-1111-4111-8111-111111111111';

it('somebody is erased while a message to them is put off: the one waits for the other', async (t) => {
  const store = await freshStore(t, 'server');
  const id = await store.transaction(async (tx) => {
    await putConversation(tx, { id: 'own', kind: 'personal', reference: {}, personOid: gone });
    return tx.post({ conversationId: 'own', body: { text: 'hello' } });
  });
  const held = Promise.withResolvers<void>();
  const erasing = held.promise.then(() => erasePerson(store.db, gone));
  const waits = held.promise.then(() =>
    until(async () => {
      const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database()`.execute(store.db);
      return rows.length > 0;
    }),
  );
  await store.transaction(async (tx) => {
    await tx.db.selectFrom('conversations').select('id').where('id', '=', 'own').forUpdate().execute();
    held.resolve();
    await waits;
    await postpone(tx, id, new Date(), '500');
  });
  const rows = (await erasing).filter(({ rows }) => rows > 0);
  assert.deepEqual(rows, [
    { table: 'messages', rows: 1 },
    { table: 'conversations', rows: 1 },
  ]);
});
