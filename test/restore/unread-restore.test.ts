import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { PersonServices } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { leftoversFor } from '../../src/restore/leftovers.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

/** Every file named by a job exists, and nothing else of what was made. */
const azure = {
  jobs: { get: async () => undefined, encryptionInfo: async () => undefined },
  stagingBlobs: { suffix: 'blob.core.windows.net', exists: async () => true },
  resources: { inGroup: async () => [] },
  vms: { get: async () => undefined },
  disks: { list: async () => [] },
};

/** Leftovers of the restores of all vaults, after a change of the store. */
async function leftAfter(...changes: RawBuilder<unknown>[]) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  await store.transaction(async ({ db }) => {
    // The recorded copy was released; here it still waits.
    await sql`update requests set state = 'failed' where kind = 'release'`.execute(db);
    for (const change of changes) await change.execute(db);
  });
  const rows = await store.db.selectFrom('requests').select('vault_id').distinct().execute();
  const vaults = rows.map(({ vault_id: id }) => ({ id }));
  const inventory = { readVaults: async () => ({ vaults, unread: [] }) };
  const kinds = createRequestKinds(requestKinds);
  const planning = { findProfile: () => undefined };
  const parts = { store, requestKinds: kinds, log: quiet, clock: new Clock(), inventory, azure, planning };
  const services = parts as unknown as PersonServices;
  const { found, unread } = await leftoversFor(services, {});
  return { unread, of: new Set(found.map(({ request }) => request.id)) };
}

describe('a restore of which something cannot be read', () => {
  let all: Awaited<ReturnType<typeof leftAfter>>;
  before(async () => {
    all = await leftAfter();
  });

  for (const [what, change] of [
    ['a failure of a newer version', sql`update steps set failure = '{"version": 99}' where request_id = 'R-222C'`],
    [
      'a damaged result',
      sql`update steps set result = jsonb_set(result, '{vmId}', '7') where request_id = 'R-222C' and kind = 'deploy-vm'`,
    ],
    [
      'a plan of a newer version',
      sql`update plans set body = jsonb_set(body, '{version}', '99')
      where request_id = 'R-222C'`,
    ],
  ] as const) {
    it(`hides nothing of what the others left, and is counted: ${what}`, async () => {
      const others = await leftAfter(change);
      assert.ok(all.of.has('R-222C') && all.of.size > 1);
      assert.deepEqual([...others.of, 'R-222C'].toSorted(), [...all.of].toSorted());
      assert.equal(others.unread, all.unread + 1);
    });
  }
});
