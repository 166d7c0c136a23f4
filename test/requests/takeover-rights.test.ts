import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/features/request-kinds.ts';
import type { Person } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { requireTakeover } from '../../src/requests/takeover.ts';
import type { Services } from '../../src/services.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** Holds no right of any kind. */
const stranger: Person = {
  objectId: 'cccccccc-0000-4000-8000-000000000009',
  name: 'Ulla',
  tenantId: '11111111-1111-4111-8111-111111111111',
  teamsId: '29:ulla',
};

it('what deletes or deallocates a copy, which takes no right of anybody, is taken over by nobody', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const services = {
    store,
    clock: new Clock(),
    requestKinds: createRequestKinds(requestKinds),
    access: {
      require: async (_oid: string, needs: object[]) => {
        if (needs.length > 0) throw new CodedError('not-allowed', {});
      },
    },
  } as unknown as Services;
  const takes = (id: string) => requireTakeover(services, id, stranger);
  const isRunning = (id: string) =>
    store.transaction(({ db }) => sql`update requests set state = 'running' where id = ${id}`.execute(db));

  for (const [id, code] of [
    ['R-DR23', 'takeover-state'],
    ['R-RES3', 'takeover-state'],
    ['R-DR22', 'not-allowed'],
  ] as const) {
    await isRunning(id);
    await assert.rejects(takes(id), { code }, id);
  }
});
