import { readFileSync } from 'node:fs';
import { setDigest } from '../src/jobs/digest.ts';
import { Clock, type ClockSetting, inSeconds } from '../src/kernel/clock.ts';
import { createLog } from '../src/kernel/telemetry/log.ts';
import { putConversation, putSubscription } from '../src/store/conversations.ts';
import { openStore } from '../src/store/open.ts';
import { putSetting } from '../src/store/settings.ts';

/**
 * Subscribes channels to failures of vaults, as if somebody had typed `subscribe` in each. A process of its own,
 * because the embedded database has one owner. Arguments: the data directory and a file.
 */

export type Subscribed = {
  channels: {
    id: string;
    reference: unknown;
    vaults: { id: string; name: string }[];
    covers: 'all' | string[];
  }[];
  digest?: string;
  databaseUrl?: string;
  by: { objectId: string; tenantId: string; name: string; teamsId: string };
  clock: ClockSetting;
};

const checksWithinSeconds = 7200;
const [dataDir = '', file = ''] = process.argv.slice(2);
const { channels, digest, databaseUrl, by, clock }: Subscribed = JSON.parse(readFileSync(file, 'utf8'));
const store = await openStore({
  dataDir,
  ...(databaseUrl && { databaseUrl }),
  clock: new Clock(clock),
  log: createLog('warn'),
});
await store.transaction(async (tx) => {
  for (const { id, reference, vaults, covers } of channels) {
    await putConversation(tx, { id, kind: 'channel', reference });
    await putSetting(tx, id, 'channel', { commands: 'all', vaults: covers }, by.objectId);
    if (digest) await setDigest(tx, id, { time: digest, zone: 'UTC', by });
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
  const watched = [...new Set(channels.flatMap(({ vaults }) => vaults.map((vault) => vault.id)))];
  for (const [at, id] of watched.entries()) {
    tx.wake('watch', id);
    // As they are spread where channels subscribed one after the other.
    tx.wake('timer', `checks:${id}`, inSeconds(tx.now(), (at / watched.length) * checksWithinSeconds));
  }
});
await store.close();
