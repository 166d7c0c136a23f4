import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { makeDrill, readProofs } from '../../src/drills/make-drill.ts';
import { asDrill } from '../../src/drills/stored-drill.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { RecoveryPointFacts } from '../../src/kernel/facts.ts';
import type { Target } from '../../src/machines/inventory.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf, loadFixtures } from '../store/fixtures.ts';

const ofPredecessor = { name: '1', at: new Date(0), tiers: [{ tier: 'vault-standard', status: 'valid' }] };

it('a drill is not planned while Azure refuses to tell since when its machine is there: its point may be of one before it', async () => {
  const read: string[] = [];
  const services = {
    store: await sharedStore('embedded'),
    planning: { profileOf: () => ({ vault: 'v', drill: { openings: [] } }) },
    azure: {
      vms: {
        get: async () => {
          throw new CodedError('azure.throttled', {});
        },
      },
      points: { get: async (_: string, name: string) => void read.push(name) },
    },
  } as unknown as Services;
  const target = { vault: {}, item: { id: 'item', vmId: '/vm', vmName: 'app-01' } } as unknown as Target;
  const points = [ofPredecessor as unknown as RecoveryPointFacts];
  await assert.rejects(makeDrill(services, target, points, {}), { code: 'azure.throttled' });
  assert.deepEqual(read, []);
});

it('what had the name of a machine before shows nothing of it, where it is known of both', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const { restore } =
    fixturesOf('plans')
      .flatMap(({ body }) => asDrill(kinds.parse(body)) ?? [])
      .find(({ restore }) => restore.immutableId !== undefined) ?? assert.fail('no fixture with an id');
  const { vmId } = restore.target;
  const countOf = async (immutableId: string | undefined) =>
    (await readProofs({ store, requestKinds: kinds }, vmId, immutableId)).length;
  const all = await countOf(undefined);
  assert.equal(await countOf(restore.immutableId?.toUpperCase()), all);
  assert.ok((await countOf('eeeeeeee-0000-4000-8000-000000000009')) < all);
});

it('a copy that booted and said nothing has shown nothing: whoever approves the next drill is not told that it has', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const { vm_id: vmId } = await store.db
    .selectFrom('requests')
    .select('vm_id')
    .where('kind', '=', 'drill')
    .where('state', '=', 'succeeded')
    .executeTakeFirstOrThrow();
  await store.db.updateTable('requests').set({ vm_id: 'another' }).where('kind', '<>', 'drill').execute();
  const count = async () => (await readProofs({ store, requestKinds: kinds }, vmId, undefined)).length;
  assert.ok((await count()) > 0);
  await store.db
    .updateTable('steps')
    .set({ result: JSON.stringify({ verdict: 'unknown', output: '' }) })
    .where('kind', '=', 'drill-probe')
    .execute();
  assert.equal(await count(), 0);
});
