import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanUpDrill } from '../../src/drills/clean-up-drill.ts';
import { keepDrillNotice } from '../../src/drills/drill-notices.ts';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { Services } from '../../src/services.ts';
import { cleanUp } from '../../src/store/retention.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** Under a definition that mentions somebody; what it made can't be read, which is told, and its clean-up is tried for days. */
const id = 'R-UY5D';
const hour = 60 * 60_000;

/** That drill, failed, with what its guest said and what was added to its copy. */
async function failedDrill() {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const added = { code: 'identity-added', params: { names: 'id-app' } };
  const verified = { encrypted: false, agent: true, differences: [added] };
  await store.db
    .updateTable('steps')
    .set({ result: JSON.stringify(verified) })
    .where('request_id', '=', id)
    .where('kind', '=', 'verify')
    .execute();
  await store.db.updateTable('requests').set({ state: 'failed' }).where('id', '=', id).execute();
  await store.db.deleteFrom('messages').execute();
  const unread = async () => {
    throw new CodedError('azure.forbidden', { scope: 'sub-prod', right: 'read vaults' });
  };
  const start = Date.now();
  let passed = 0;
  const services = {
    store,
    requestKinds: createRequestKinds(requestKinds),
    clock: { now: () => new Date(start + passed) },
    config: { language: 'en', timeZone: 'UTC' },
    log: { warn: () => undefined },
    inventory: { vault: unread },
  } as unknown as Services;
  return {
    /** The looks at that time, after the upkeep of the store. */
    async after(hours: number) {
      passed = hours * hour;
      await cleanUp(store.db, new Clock({ realOrigin: Date.now(), worldOrigin: start + passed, rate: 1 }), 400);
      await cleanUpDrill(services, id);
      await keepDrillNotice(services, id);
    },
    async told() {
      const rows = await store.db
        .selectFrom('messages')
        .select('body')
        .where('kind', '=', 'post')
        .orderBy('number')
        .execute();
      return rows.map(({ body }) => (body as { text?: string }).text ?? '').toSorted();
    },
  };
}

describe('what a failed drill tells', () => {
  it('is told once, however many days its clean-up takes: its machine, proven since, is no problem again', async () => {
    const drill = await failedDrill();
    await drill.after(0);
    const first = await drill.told();
    assert.equal(first.length, 5, first.join('\n'));
    for (const hours of [25, 50, 24 * 100]) {
      await drill.after(hours);
      assert.deepEqual(await drill.told(), first);
    }
  });
});
