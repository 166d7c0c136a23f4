import { writeSync } from 'node:fs';
import { Clock } from '../../../src/kernel/clock.ts';
import { putConversation } from '../../../src/store/conversations.ts';
import { openStore } from '../../../src/store/open.ts';
import { quiet } from '../quiet.ts';

/** Commits group after group as fast as it can, and acknowledges each on stdout only after its commit. */
const { where, from } = JSON.parse(process.argv[2] ?? '') as { where: { dataDir: string }; from: number };
const store = await openStore({ ...where, clock: new Clock(), log: quiet });
const far = new Date('2999-01-01T00:00:00Z');
for (let number = from; ; number++) {
  const id = `G-${number}`;
  await store.transaction(async (tx) => {
    await putConversation(tx, { id, kind: 'channel', reference: { number } });
    tx.post({ conversationId: id, subject: id, body: { text: 'first' } });
    tx.post({ conversationId: id, subject: id, body: { text: 'second' } });
    tx.wake('timer', id, far);
    tx.audit({ event: 'request.asked', requestId: id });
  });
  // Synchronous, so that an acknowledgement that was read was written after the commit.
  writeSync(1, `${number}\n`);
}
