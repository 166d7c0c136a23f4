import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayBegin } from '../../src/drills/run-definition.ts';
import { storedDefinition } from '../../src/drills/stored-definition.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf, loadFixtures } from '../store/fixtures.ts';
import { seedRequest } from '../store/seed-request.ts';

const id = 'R-3333';
const [app, web] = ['app-01', 'web-01'].map(
  (name) => `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`,
) as [string, string];

/** A definition of two machines, one at a time and between 22 and 4, under which a drill of the first has begun. */
async function definition(
  state: 'running' | 'succeeded' | 'withdrawn',
  cleanUp: 'succeeded' | 'failed' | 'expired' | 'running' = 'succeeded',
) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const bodies = fixturesOf('plans').map(({ body }) => asObject(body));
  const { plan, ...rest } = storedDefinition.parse(bodies.find(({ kind }) => kind === 'drill-definition'));
  const times = { every: 'week', atOnce: 1, from: 22, to: 4, zone: 'UTC' } as const;
  const stored = { ...rest, plan: { ...plan, effects: { ...plan.effects, ...times, machines: [app, web] } } };
  const now = new Date();
  await store.transaction(async (tx) => {
    await seedRequest(tx, { id, kind: 'drill-definition', state: 'running' }, storedDefinition.write(stored) as object);
    const run = { id: 'R-3334', kind: 'drill', state, vm_id: app, standing_id: id };
    await seedRequest(tx, { ...run, ended_at: state === 'running' ? null : now });
    const tidied = { id: 'R-3335', kind: 'drill-cleanup', state: cleanUp, vm_id: app } as const;
    await seedRequest(tx, { ...tidied, ended_at: cleanUp === 'running' ? null : now }, { drill: 'R-3334' });
  });
  const at = (hour: number) => {
    const when = new Date(now);
    when.setUTCHours(hour, 0, 0, 0);
    return when;
  };
  return (vmId: string, hour: number) => mayBegin(store.db, id, stored, vmId, at(hour));
}

describe('a drill whose machine took long to be read begins only', () => {
  it('where its machine has had none meanwhile, as far as that was not withdrawn', async () => {
    assert.equal(await (await definition('succeeded'))(app, 23), false);
    assert.equal(await (await definition('withdrawn'))(app, 23), true);
  });

  it('while there is room', async () => {
    assert.equal(await (await definition('running'))(web, 23), false);
    assert.equal(await (await definition('succeeded'))(web, 23), true);
  });

  it('where no copy is left that could not be deleted', async () => {
    assert.equal(await (await definition('succeeded', 'failed'))(web, 23), false);
    assert.equal(await (await definition('succeeded', 'expired'))(web, 23), false, 'an outage kept it from beginning');
    assert.equal(await (await definition('succeeded', 'running'))(web, 23), true);
  });

  it('within the hours', async () => assert.equal(await (await definition('succeeded'))(web, 12), false));
});
