import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { type Channel, unlimited } from '../../src/chat/channels.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { beginRelease } from '../../src/restore/commands/release.ts';
import { listHeldCopies } from '../../src/restore/held-copies.ts';
import type { RestoreTurn } from '../../src/restore/services.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const elsewhere: Channel = { ...unlimited, covers: () => false, isLimited: true };

/** Answers to a person who names a quarantined copy, and a machine that is none. */
async function setUp(mayRead: boolean, channel: Channel = unlimited) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  // One copy is left, in quarantine.
  await store.transaction(({ db }) =>
    sql`update requests set state = 'failed' where kind in ('quarantine', 'release') and id <> 'R-J5YP'`.execute(db),
  );
  const lacks = (needs: object[]) => (mayRead ? [] : needs.map((need) => ({ ...need, answer: 'no' })));
  const services = {
    store,
    log: quiet,
    requestKinds: createRequestKinds(requestKinds),
    access: {
      missing: async (_oid: string, needs: object[]) => lacks(needs),
      eligible: async () => undefined,
      require: async () => {
        if (!mayRead) throw new CodedError('not-allowed', { action: 'read', scope: 'rsv-prod' });
      },
    },
    // As far as a release gets here.
    planning: {
      profileOf: () => {
        throw new CodedError('no-profile', {});
      },
    },
  } as unknown as Services;
  const [held] = await listHeldCopies(services, () => undefined);
  assert.ok(held);
  const incoming = {
    kind: 'text',
    from: { objectId: 'cccccccc-0000-4000-8000-000000000009' },
    place: { conversationId: 'elsewhere', kind: 'channel' },
  };
  const turn = { services, incoming, channel } as unknown as RestoreTurn<'text'>;
  return {
    names: [held.name, held.plan.target.vmName],
    told: (name: string) =>
      beginRelease(turn, name, undefined, undefined).then(
        () => assert.fail(),
        (error: unknown) => (error instanceof CodedError ? error : Promise.reject(error)),
      ),
  };
}

describe('a copy in quarantine that is named by who may not know of it', () => {
  it('is answered as one that there is not', async () => {
    const { names, told } = await setUp(false);
    for (const name of names) {
      const { code, params } = await told(name);
      assert.deepEqual({ code, params }, { code: 'release-unknown', params: { name } });
    }
  });

  it('is not released by a name in a channel that its vault is not for', async () => {
    const { names, told } = await setUp(true, elsewhere);
    for (const name of names) assert.equal((await told(name)).code, 'vault-not-in-channel');
  });

  it('is found by who may read its vault', async () => {
    const { names, told } = await setUp(true);
    for (const name of names) assert.equal((await told(name)).code, 'no-profile');
  });
});
