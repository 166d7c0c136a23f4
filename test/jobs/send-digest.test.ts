import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { setDigest } from '../../src/jobs/digest.ts';
import { sendDigest } from '../../src/jobs/send-digest.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { freshStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const minute = 60_000;
const forbidden = { code: 'azure.forbidden', params: { action: 'vaults/read', scope: '/subscriptions/b' } };

test('a digest that cannot be made is tried for an hour, then said to be missing, once, and comes the next day', async (t) => {
  const at = { now: Date.UTC(2026, 10, 24, 7) };
  const clock = new Clock(undefined, () => at.now);
  const store = await freshStore(t, 'embedded', clock);
  const services = {
    store,
    clock,
    log: quiet,
    config: { language: 'en', timeZone: 'UTC' },
    inventory: {
      readVaults: async () => ({ vaults: [], unread: [forbidden], unreadIn: ['b'] }),
      failedBackups: async () => [],
      protections: async () => [],
      readImmutableIds: async () => new Map(),
      readVms: async () => ({ looked: [], failures: [forbidden], vms: [], unprotected: [], unread: true }),
    },
    directory: { settings: async () => [{ commands: 'all', vaults: 'all' }, undefined] },
  } as unknown as Services;
  const by = { objectId: 'o', tenantId: 't', name: 'Olivia', teamsId: '29:o' };
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: 'ops', kind: 'channel', reference: {} });
    await setDigest(tx, 'ops', { time: '07:00', zone: 'UTC', by });
  });
  const next = async () => {
    await store.db.deleteFrom('wakeups').execute();
    await sendDigest(services, 'ops');
    const [wakeup] = await store.db.selectFrom('wakeups').selectAll().where('queue', '=', 'timer').execute();
    return wakeup?.due_at.toISOString().slice(0, 16);
  };
  const said = async () =>
    (await store.db.selectFrom('messages').select('body').execute()).map(({ body }) => (body as { text: string }).text);
  assert.equal(await next(), '2026-11-24T07:10');
  at.now += 50 * minute;
  assert.equal(await next(), '2026-11-24T08:00');
  assert.deepEqual(await said(), []);
  at.now += 10 * minute;
  assert.equal(await next(), '2026-11-25T07:00');
  assert.equal((await said()).length, 1);
  assert.match((await said())[0] ?? '', /couldn't make today's digest.*The next one comes at 07:00/);
});
