import { readFileSync } from 'node:fs';
import { Clock, type ClockSetting } from '../src/kernel/clock.ts';
import { createLog } from '../src/kernel/telemetry/log.ts';
import { putConversation } from '../src/store/conversations.ts';
import { openStore } from '../src/store/open.ts';
import { putSetting } from '../src/store/settings.ts';
import { putSubscription } from '../src/store/subscriptions.ts';

/**
 * Subscribes channels to failures of vaults, as if somebody had typed `subscribe` in each. A process of its own,
 * because the embedded database has one owner. Arguments: the data directory and a file.
 */

export type Subscribed = {
  channels: { id: string; reference: unknown }[];
  vaults: { id: string; name: string }[];
  by: { objectId: string; name: string };
  clock: ClockSetting;
};

const [dataDir = '', file = ''] = process.argv.slice(2);
const { channels, vaults, by, clock }: Subscribed = JSON.parse(readFileSync(file, 'utf8'));
const store = await openStore({ dataDir, clock: new Clock(clock), log: createLog('warn') });
await store.transaction(async (tx) => {
  for (const { id, reference } of channels) {
    await putConversation(tx, { id, kind: 'channel', reference });
    await putSetting(tx, id, 'channel', { commands: 'all', vaults: 'all' }, by.objectId);
    for (const vault of vaults) {
      await putSubscription(tx, {
        conversation_id: id,
        vault_id: vault.id,
        container_name: '',
        name: vault.name,
        what: 'failures',
        by_oid: by.objectId,
        by_name: by.name,
      });
    }
  }
  for (const { id } of vaults) tx.wake('watch', id);
});
await store.close();
