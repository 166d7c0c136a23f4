import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readProofs } from '../../src/drills/read-proofs.ts';
import { asDrill } from '../../src/drills/stored-drill.ts';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf, loadFixtures } from '../store/fixtures.ts';

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
