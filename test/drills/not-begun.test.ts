import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { beginDueDrills } from '../../src/drills/run-definition.ts';
import { storedDefinition } from '../../src/drills/stored-definition.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf, loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

const id = 'R-3333';
const day = 24 * 60 * 60_000;
/** Two of them have one name. */
const machines = ['rg-app/app-01', 'rg-old/app-01', 'rg-web/web-01'].map((path) => {
  const [group, name] = path.split('/');
  return `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
});

/** A definition of these machines, in force, none of whose drills can begin. */
async function definitionWhere(fails: { lists?: CodedError; begins?: CodedError }) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const bodies = fixturesOf('plans').map(({ body }) => asObject(body));
  const { plan, ...rest } = storedDefinition.parse(bodies.find(({ kind }) => kind === 'drill-definition'));
  const body = storedDefinition.write({ ...rest, plan: { ...plan, effects: { ...plan.effects, machines } } });
  let now = Date.now();
  await store.transaction((tx) => {
    const conversation_id = '19:ops@thread.tacv2';
    const row = { id, kind: 'drill-definition', state: 'running', conversation_id } as const;
    return seedRequest(tx, { ...row, in_force_until: new Date(now + 90 * day) }, body as object);
  });
  const services = {
    store,
    log: quiet,
    requestKinds: createRequestKinds(requestKinds),
    clock: { now: () => new Date(now) },
    config: { language: 'en', timeZone: 'UTC' },
    azure: {
      vms: {
        list: async () => {
          if (fails.lists) throw fails.lists;
          return [];
        },
      },
    },
    inventory: {
      knownVault: async () => {
        throw fails.begins ?? assert.fail();
      },
    },
  } as unknown as Services;
  return {
    async passes(ms: number) {
      now += ms;
      await beginDueDrills(services, id);
    },
    async audited() {
      const rows = await store.db.selectFrom('audit').selectAll().where('event', '=', 'drill.not-begun').execute();
      return rows.map(({ vm_name, details }) => [vm_name, asObject(details).code]).toSorted();
    },
    posts: async () => (await store.db.selectFrom('messages').select('id').where('subject', '=', id).execute()).length,
  };
}

describe('drills by the clock that could not begin, for a reason that all have in common,', () => {
  const reasons = {
    'their owner lost the right': {
      begins: new CodedError('standing-owner', { id, name: 'Olivia Novak', action: '' }),
    },
    'the machines of the subscription cannot be listed': {
      lists: new CodedError('azure.forbidden', { scope: 'sub-prod', right: 'read machines' }),
    },
  };
  for (const [what, fails] of Object.entries(reasons)) {
    it(`are in the audit each by its machine, once a day, and told once: ${what}`, async () => {
      const definition = await definitionWhere(fails);
      const { code } = Object.values(fails)[0] ?? assert.fail();
      const each = ['app-01', 'app-01', 'web-01'].map((vm) => [vm, code]);
      for (const _ of [1, 2]) await definition.passes(0);
      assert.deepEqual(await definition.audited(), each);
      assert.equal(await definition.posts(), 2);
      await definition.passes(day);
      assert.deepEqual(await definition.audited(), [...each, ...each].toSorted());
      assert.equal(await definition.posts(), 4);
    });
  }
});
