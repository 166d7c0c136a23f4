import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import type { Pager } from '../../src/kernel/config/rules/pager.ts';
import type { Log } from '../../src/kernel/telemetry/log.ts';
import { pageChange, writePage } from '../../src/requests/pages.ts';
import { sendPages } from '../../src/requests/send-pages.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { findRequest, setCards, updateRequest } from '../../src/store/requests.ts';
import type { PageType } from '../../src/store/rules/stored-page.ts';
import { freshStore, until } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

export const botAppId = '22222222-2222-4222-8222-222222222222';
/** A thousand times faster than real time: minutes of waiting take a tenth of a second. */
const quick = () => new Clock({ realOrigin: Date.now(), worldOrigin: Date.UTC(2026, 10, 24, 3), rate: 1000 });

/** A real store, and requests whose cards are in a channel. */
export async function paged(t: TestContext, pager: Pager, clock = quick(), log: Log = quiet) {
  const store = await freshStore(t, 'embedded', clock);
  const config = { pager, cloud: clouds.public, tenantId: 'tenant', botAppId, language: 'en', timeZone: 'UTC' };
  const services = { store, clock, log, config } as unknown as Services;
  store.redraws((tx, id) => pageChange(services, tx, id));
  await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
  const posted = async () => {
    await store.transaction((tx) => tx.db.updateTable('messages').set({ activity_id: '1764000000001' }).execute());
  };
  return {
    store,
    services,
    posted,
    begin: () => store.work('pager', (key) => sendPages(services, key)),
    idle: () =>
      until(async () => {
        const wakes = store.db.selectFrom('wakeups').select('key').where('queue', '=', 'pager');
        return (await wakes.execute()).length === 0;
      }),
    async request(id: string, isPosted = true): Promise<void> {
      await store.transaction(async (tx) => {
        await seedRequest(tx, {
          ...{
            id,
            requester_oid: 'oid-1',
            requester_name: 'Olivia Novak',
            tenant_id: 'tenant',
            conversation_id: '19:ops',
          },
          ...{ vault_id: '/x/vaults/rsv-prod', vm_id: '/x/sql-01', reason: 'INC0012345 password is hunter2' },
          hash: 'hash-of-the-plan',
          decide_by: new Date(Date.UTC(2026, 10, 24, 7)),
        });
        const card = tx.post({ conversationId: '19:ops', body: { text: id } });
        await setCards(tx, id, [card]);
      });
      if (isPosted) await posted();
    },
    page: (id: string, type: PageType) =>
      store.transaction(async (tx) => {
        const request = await findRequest(tx.db, id);
        assert.ok(request);
        await writePage(services, tx, request, type);
      }),
    become: (id: string, state: 'approved' | 'running' | 'failed' | 'succeeded' | 'rejected') =>
      store.transaction((tx) =>
        updateRequest(tx, id, { state, ended_at: state === 'approved' || state === 'running' ? null : tx.now() }),
      ),
  };
}
