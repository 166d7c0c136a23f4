import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { readHeldCopy } from '../../src/restore/held-copies.ts';
import { notifyQuarantine } from '../../src/restore/notify-quarantine.ts';
import { findRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const id = 'R-J5YP';

/** Message about a copy whose machine nobody can see any more, and whether it is inspected again. */
async function told(disks: 'there' | 'gone' | 'unread') {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  await store.transaction(async ({ db }) => {
    await sql`update requests set state = 'failed' where kind = 'release'`.execute(db);
    await db.deleteFrom('wakeups').execute();
    await db.deleteFrom('messages').execute();
  });
  const kinds = createRequestKinds(requestKinds);
  const request = (await findRequest(store.db, id)) ?? assert.fail();
  const held = (await readHeldCopy({ store, requestKinds: kinds }, request)) ?? assert.fail();
  assert.ok(held.disks.length > 0);
  const services = {
    store,
    requestKinds: kinds,
    clock: { now: () => new Date(held.since.getTime() + 25 * 60 * 60_000) },
    config: { subscriptions: ['s'], language: 'en', timeZone: 'UTC' },
    azure: {
      vms: { get: async () => undefined, list: async () => [] },
      disks: {
        async get(diskId: string) {
          if (disks === 'unread') throw new CodedError('azure.throttled', {});
          return disks === 'there' ? held.disks.find((one) => one.id === diskId) : undefined;
        },
      },
    },
  } as unknown as Services;
  await notifyQuarantine(services, id);
  const said = JSON.stringify(await store.db.selectFrom('messages').select('body').execute());
  const again = await store.db.selectFrom('wakeups').select('key').where('key', '=', `quarantine-told:${id}`).execute();
  return { said, isLookedAtAgain: again.length > 0 };
}

it('disks of a copy in quarantine whose machine was deleted are told each day as long as they are there', async () => {
  for (const disks of ['there', 'unread'] as const) {
    const { said, isLookedAtAgain } = await told(disks);
    assert.match(said, /its disks are still there: [\w-]+/);
    assert.ok(isLookedAtAgain);
  }
  const { said, isLookedAtAgain } = await told('gone');
  assert.match(said, /is no longer in quarantine/);
  assert.ok(!isLookedAtAgain);
});
