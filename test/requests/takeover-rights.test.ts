import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import type { Person } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { requireTakeover } from '../../src/requests/takeover.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const ulla: Person = {
  objectId: 'cccccccc-0000-4000-8000-000000000009',
  name: 'Ulla',
  tenantId: '11111111-1111-4111-8111-111111111111',
  teamsId: '29:ulla',
};

/** The person who takes over holds a plan's rights, or none. */
async function open(holds: boolean) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const services = {
    store,
    clock: new Clock(),
    requestKinds: createRequestKinds(requestKinds),
    access: {
      require: async (_oid: string, needs: object[]) => {
        if (!holds && needs.length > 0) throw new CodedError('not-allowed', {});
      },
    },
  } as unknown as Services;
  return {
    takes: (id: string, keptAt?: Date) => requireTakeover(services, id, ulla, keptAt),
    becomes: (change: ReturnType<typeof sql>, id: string) =>
      store.transaction(({ db }) => sql`update requests set ${change} where id = ${id}`.execute(db)),
  };
}

it('what deletes or deallocates a copy, which takes no right of anybody, is taken over by nobody', async () => {
  const { takes, becomes } = await open(false);
  for (const [id, code] of [
    ['R-DR23', 'takeover-state'],
    ['R-RES3', 'takeover-state'],
    ['R-DR22', 'not-allowed'],
  ] as const) {
    await becomes(sql`state = 'running'`, id);
    await assert.rejects(takes(id), { code }, id);
  }
});

it('a takeover that was kept until a role is active takes nothing from who was faster', async () => {
  const { takes, becomes } = await open(true);
  const minute = (number: number) => new Date(Date.UTC(2026, 10, 24, 2, number));
  await becomes(
    sql`state = 'running', holder_oid = 'olivia', holder_name = 'Olivia', taken_over_at = ${minute(10)}`,
    'R-DR22',
  );
  await assert.rejects(takes('R-DR22', minute(5)), { code: 'taken-over' });
  await takes('R-DR22', minute(15));
  await takes('R-DR22');
});
