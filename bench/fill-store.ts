import { randomUUID } from 'node:crypto';
import { Clock } from '../src/kernel/clock.ts';
import { createLog } from '../src/kernel/telemetry/log.ts';
import { openStore } from '../src/store/open.ts';

/**
 * Fills an empty store with a history: about a year of a busy team's restores and backups. A process of its own,
 * because the embedded database may have one owner only. Arguments: the data directory and, for a server, its URL.
 */

const changes = 2000;
const auditPerChange = 3;
const messagesPerChange = 4;
const changesAtOnce = 100;

const [dataDir = '', databaseUrl] = process.argv.slice(2);
const store = await openStore({
  dataDir,
  ...(databaseUrl && { databaseUrl }),
  clock: new Clock(),
  log: createLog('warn'),
});
const conversationId = '19:history@thread.tacv2';
const sentence = 'R-7K2M: sql-01 is restored to rg-restore, asked by Olivia Novak, approved by Anton Visser.';

for (let done = 0; done < changes; done += changesAtOnce) {
  await store.transaction(async (tx) => {
    await tx.db
      .insertInto('conversations')
      .values({
        id: conversationId,
        kind: 'channel',
        reference: '{}',
        name: 'history',
        person_oid: null,
        language: null,
        zone: null,
        next_number: changes * messagesPerChange + 1,
        dead_at: null,
        dead_reason: null,
        updated_at: tx.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await tx.db
      .insertInto('messages')
      .values(
        Array.from({ length: changesAtOnce * messagesPerChange }, (_, index) => ({
          id: randomUUID(),
          conversation_id: conversationId,
          number: done * messagesPerChange + index + 1,
          kind: 'post' as const,
          target_id: null,
          thread_id: null,
          subject: null,
          bulk: false,
          // About the size of a request card.
          body: JSON.stringify({ text: sentence, card: { type: 'AdaptiveCard', body: Array(20).fill(sentence) } }),
          state: 'sent' as const,
          activity_id: String(1_700_000_000_000 + done + index),
          tries: 1,
          due_at: tx.now(),
          created_at: tx.now(),
          sent_at: tx.now(),
          error: null,
        })),
      )
      .execute();
    for (let index = 0; index < changesAtOnce * auditPerChange; index++) {
      tx.audit({ event: 'job.followed', vmName: 'sql-01', details: { text: sentence } });
    }
  });
}
await store.close();
