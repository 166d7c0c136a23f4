import { readFileSync } from 'node:fs';
import { Clock } from '../src/domain/clock.ts';
import { createLog } from '../src/log.ts';
import { putConversation } from '../src/store/conversations.ts';
import { openStore } from '../src/store/open.ts';

/**
 * One event that many channels are to hear of, in one transaction, as the watch writes it. Its own process, because the
 * embedded database has one owner. Arguments: the data directory and a file with the conversations.
 */

const [dataDir = '', file = ''] = process.argv.slice(2);
const channels: { id: string; reference: unknown }[] = JSON.parse(readFileSync(file, 'utf8'));
const store = await openStore({ dataDir, clock: new Clock(), log: createLog('warn') });
for (const { id, reference } of channels) {
  await store.transaction((tx) => putConversation(tx, { id, kind: 'channel', reference }));
}
await store.transaction(async (tx) => {
  for (const { id } of channels)
    tx.post({ conversationId: id, bulk: true, body: { text: 'The backup of sql-01 failed.' } });
});
await store.close();
