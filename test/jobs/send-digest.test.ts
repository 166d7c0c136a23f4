import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createAccess, needsToReadVault } from '../../src/access/access.ts';
import type { Services } from '../../src/app/services.ts';
import type { Azure } from '../../src/azure/open.ts';
import { setDigest } from '../../src/jobs/digest.ts';
import { sendDigest } from '../../src/jobs/send-digest.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { freshStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const minute = 60_000;
const by = { objectId: 'o', tenantId: 't', name: 'Olivia', teamsId: '29:o' };
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
      readVms: async () => ({ looked: [], failures: [forbidden], vms: [], unprotected: [], unread: true }),
    },
    directory: { settings: async () => [{ commands: 'all', vaults: 'all' }, undefined] },
  } as unknown as Services;
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

/** Two channels with a digest of one person. `rights.held`: whether they may read the one vault. */
async function twoChannels(t: TestContext) {
  const clock = new Clock(undefined, () => Date.UTC(2026, 10, 24, 7));
  const store = await freshStore(t, 'embedded', clock);
  const rights = { held: true, reads: 0 };
  const access = createAccess(
    {
      access: {
        async assignments() {
          rights.reads += 1;
          return rights.held ? [{ roleDefinitionId: 'reader', scope: '/subscriptions/a' }] : [];
        },
        denyAssignments: async () => [],
        eligibilities: async () => [],
        roleDefinition: async (id: string) => ({
          id,
          name: 'Reader',
          permissions: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
        }),
      },
    } as unknown as Azure,
    clock,
  );
  const id = '/subscriptions/a/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/rsv-a';
  const vault = { id, name: 'rsv-a', resourceGroup: 'g', subscriptionId: 'a' };
  const services = {
    ...{ store, clock, access, log: quiet },
    config: { language: 'en', timeZone: 'UTC' },
    requestKinds: { trials: ['drill'] },
    inventory: {
      vaults: async () => [vault],
      readVaults: async () => ({ vaults: [vault], unread: [], unreadIn: [] }),
      failedBackups: async () => [{ kind: 'read', value: [] }],
      protections: async () => [{ kind: 'unread', failure: forbidden }],
      readVms: async () => ({
        looked: [{ vault, read: { kind: 'read', value: { all: [], at: clock.now() } } }],
        ...{ failures: [], vms: [], unprotected: [], unread: false },
      }),
    },
    directory: { settings: async () => [{ commands: 'all', vaults: 'all' }, undefined] },
  } as unknown as Services;
  await store.transaction(async (tx) => {
    for (const channel of ['ops', 'dev']) {
      await putConversation(tx, { id: channel, kind: 'channel', reference: {} });
      await setDigest(tx, channel, { time: '07:00', zone: 'UTC', by });
    }
  });
  const send = async () => {
    for (const channel of ['ops', 'dev']) await sendDigest(services, channel);
    const posts = await store.db.selectFrom('messages').select('body').orderBy('conversation_id').execute();
    return posts.map(({ body }) => (body as { text: string }).text);
  };
  return { send, rights, access, vault };
}

test('digests that one person set up read their roles once for all that are due at one time', async (t) => {
  const { send, rights } = await twoChannels(t);
  assert.equal((await send()).length, 2);
  assert.equal(rights.reads, 1);
});

test('roles read a moment ago end no digest: that asks anew', async (t) => {
  const { send, rights, access, vault } = await twoChannels(t);
  rights.held = false;
  assert.equal((await access.missing(by.objectId, needsToReadVault(vault.id), false)).length, 1);
  rights.held = true;
  const said = await send();
  assert.equal(said.length, 2);
  for (const text of said) assert.doesNotMatch(text, /no longer post a digest/);
});
