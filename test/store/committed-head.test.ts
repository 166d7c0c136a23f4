import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Store } from '../../src/store/open.ts';
import { forEachEngine, freshPlace, type Place, until } from './engines.ts';
import { quiet } from './quiet.ts';

const append = (store: Store, vmName: string) =>
  store.transaction((tx) => tx.audit({ event: 'request.asked', vmName }));

const headOf = ({ db }: Store) => db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();

/** Takes the database back, as when a lagging server takes over without telling its clients. */
async function takenBack(place: Place, store: Store, to: { seq: number; hash: string }): Promise<void> {
  const work: Parameters<Place['asOwner']>[0] = (db) =>
    db.transaction().execute(async (trx) => {
      await sql`alter table audit disable trigger all`.execute(trx);
      await sql`delete from audit where seq > ${to.seq}`.execute(trx);
      await sql`update audit_head set seq = ${to.seq}, hash = ${to.hash}`.execute(trx);
      await sql`alter table audit enable trigger all`.execute(trx);
    });
  await (place.kind === 'server' ? place.asOwner(work) : work(store.db));
}

async function withLost(t: TestContext, kind: Place['kind']) {
  const place = await freshPlace(t, kind);
  const said: object[] = [];
  const log = { ...quiet, error: (line: object, text: string) => void said.push({ ...line, text }) };
  const store = await place.open({ log });
  await append(store, 'kept');
  const kept = await headOf(store);
  for (const name of ['lost', 'lost too']) await append(store, name);
  const last = await headOf(store);
  return { place, store, said, last, takeBack: () => takenBack(place, store, kept) };
}

const isTold = async (store: Store) => (await store.lostCommitsAt()) !== undefined;

forEachEngine('a database that comes back behind what was committed', (kind) => {
  it('is noticed before anything else is written, told once, and works on', async (t) => {
    const { store, said, last, takeBack } = await withLost(t, kind);
    assert.equal(await isTold(store), false);
    await takeBack();
    await assert.rejects(append(store, 'refused'), { code: 'store.unavailable' });
    await append(store, 'after');
    assert.equal(await isTold(store), true);
    assert.deepEqual(said, [{ ...last, foundSeq: 2, text: 'the database came back behind what was committed' }]);
    const told = store.db.selectFrom('audit').select(['vm_name', 'event', 'details']);
    await until(async () => (await told.execute()).length === 3);
    const rows = await told.execute();
    assert.deepEqual(rows.find(({ event }) => event === 'database.behind')?.details, last);
    assert.equal(rows.filter(({ vm_name }) => vm_name === 'after').length, 1);
    const wakes = await store.db.selectFrom('wakeups').select(['queue', 'key']).execute();
    assert.deepEqual(wakes, [{ queue: 'timer', key: 'lost-commits' }]);
  });

  if (kind === 'embedded') return;

  it('is noticed, too, where another process has gone on beyond, and told to one that never saw what is lost', async (t) => {
    const { place, store, takeBack } = await withLost(t, kind);
    await takeBack();
    const other = await place.open();
    for (const name of ['a', 'b', 'c']) await append(other, name);
    await assert.rejects(append(store, 'refused'), { code: 'store.unavailable' });
    await until(() => isTold(other));
  });

  it('is noticed by a process that only looked', async (t) => {
    const { place, store, last, takeBack } = await withLost(t, kind);
    const idle = await place.open();
    await until(() => idle.committed.seen?.seq === last.seq);
    await store.close();
    await takeBack();
    await until(() => isTold(idle));
  });
});
