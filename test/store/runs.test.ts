import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { putConversation } from '../../src/store/conversations.ts';
import type { Store } from '../../src/store/open.ts';
import { listRuns } from '../../src/store/requests.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const now = Date.now();
const daysAgo = (days: number) => new Date(now - days * 24 * 3600_000);

forEachEngine('runs', (kind) => {
  let store: Store;
  beforeEach(async () => {
    store = await sharedStore(kind);
  });

  const request = (id: string, standing_id: string | null = null) =>
    store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'channel', reference: {} });
      await seedRequest(tx, { id, standing_id });
    });

  test('the runs of a definition are found by it and by when they were begun', async () => {
    await request('R-2222');
    await request('R-3333', 'R-2222');
    await request('R-4444', 'R-5555');
    assert.deepEqual(
      (await listRuns(store.db, 'R-2222', daysAgo(1))).map(({ id }) => id),
      ['R-3333'],
    );
    assert.deepEqual(await listRuns(store.db, 'R-2222', new Date(now + 60_000_000)), []);
  });
});
