import assert from 'node:assert/strict';
import { describe, it, type TestContext, test } from 'node:test';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { withoutLateChanges } from '../../src/azure/http-client.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { attemptId } from '../../src/saga/late.ts';
import { asRun } from '../../src/store/wakeups.ts';
import { azureOn, item, startWire, vaultId } from '../azure/wire-fixture.ts';
import { acceptedRestore } from './accepted-restore.ts';

const minute = 60_000;

type Standing = { ms: number; stood?: number; meanwhile?(): Promise<unknown> };

/** A step that reads and then changes something, with the process suspended in between. */
async function sendThatStands(t: TestContext, stands: Standing) {
  const wire = await startWire(({ method }) => {
    if (method === 'POST') return { status: 202, headers: { location: 'https://management.azure.com/x/operation' } };
    stands.stood = stands.ms;
    return { status: 200, json: { value: [] } };
  });
  t.after(() => wire.close());
  const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => Date.now() + (stands.stood ?? 0));
  const { azure } = azureOn(wire.port, { clock, httpClient: withoutLateChanges(loopbackClient(wire.port)) });
  const restore = await acceptedRestore({
    clock,
    find: () => ({ kind: 'absent' }),
    async send(clientRequestId) {
      await azure.items.list(vaultId);
      await stands.meanwhile?.();
      return azure.backups.send({ vault: vaultId, item, clientRequestId });
    },
  });
  const last = await restore.attempt();
  await restore.store.transaction(({ db }) =>
    db.updateTable('attempts').set({ state: 'refused' }).where('id', '=', last.id).execute(),
  );
  return { ...restore, changes: () => wire.requests.filter(({ method }) => method !== 'GET').length };
}

describe('a process that stands still among what a step reads before it sends', () => {
  it('changes nothing when it wakes, since another may have sent it again, and the next attempt goes through', async (t) => {
    const stands = { ms: 10 * minute, stood: 0 };
    const restore = await sendThatStands(t, stands);
    await restore.look();
    assert.equal(restore.changes(), 0);
    const refused = await restore.attempt();
    assert.equal(refused.state, 'refused');
    const reason = 'too long between the look and the change';
    assert.deepEqual(refused.failure, { code: 'azure.unreachable', params: { reason } });
    assert.equal(await restore.state(), 'running');
    // The store dates rows, and it was not suspended.
    Object.assign(stands, { ms: 0, stood: 0 });
    await restore.look();
    const next = await restore.attempt();
    assert.equal(restore.changes(), 1);
    assert.deepEqual([next.number, next.state], [refused.number + 1, 'accepted']);
  });

  it('changes nothing where another has taken it over, whose clock may be ahead, however short that was by its own', async (t) => {
    const stands: Standing = { ms: 0 };
    const restore = await sendThatStands(t, stands);
    const { id, store } = restore;
    const wakeups = { queue: 'step', key: id, due_at: new Date(), next_due_at: null, sent_at: null, tries: 0 };
    const taken = (token: string) =>
      store.recordEffect(async ({ db }) => {
        await db.deleteFrom('wakeups').where('queue', '=', 'step').where('key', '=', id).execute();
        await db
          .insertInto('wakeups')
          .values({ ...wakeups, token })
          .execute();
      });
    await taken('its own');
    stands.meanwhile = () => taken("another's");
    await asRun({ queue: 'step', key: id, token: 'its own' }, restore.look);
    assert.deepEqual([restore.changes(), (await restore.attempt()).state], [0, 'refused']);
    delete stands.meanwhile;
    await asRun({ queue: 'step', key: id, token: "another's" }, restore.look);
    assert.deepEqual([restore.changes(), (await restore.attempt()).state], [1, 'accepted']);
  });

  it('sends where it takes no longer than a step may read', async (t) => {
    const restore = await sendThatStands(t, { ms: minute });
    await restore.look();
    assert.equal(restore.changes(), 1);
    assert.equal((await restore.attempt()).state, 'accepted');
  });
});

test('the same attempt has the same id in every process, another number or step another id', () => {
  const id = attemptId('R-7K2M', 'step', 1);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(attemptId('R-7K2M', 'step', 1), id);
  assert.notEqual(attemptId('R-7K2M', 'step', 2), id);
  assert.notEqual(attemptId('R-7K2M', 'other', 1), id);
});

test('the ids of attempts in flight survive an upgrade', () => {
  assert.equal(attemptId('R-7K2M', '00000000-0000-4000-8000-000000000001', 1), 'b61337e2-a9be-5fb0-8a9a-30d457060fbf');
});
