import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { GivenUpError, Saving } from '../../src/store/saving.ts';
import { putSetting } from '../../src/store/settings.ts';
import { forEachEngine, freshPlace, sharedStore } from './engines.ts';
import { openNetworkPath } from './network-path.ts';
import { quiet } from './quiet.ts';

const save = (store: Store) => store.transaction((tx) => putSetting(tx, 'bot', 'approvals', '19:ops', null));
const saved = async (store: Store) => (await store.db.selectFrom('settings').select('name').execute()).length;

forEachEngine('what was given up', (kind) => {
  test('commits nothing any more, and what was recorded of Azure stays', async () => {
    const store = await sharedStore(kind);
    const saving = new Saving();
    const gaveUpMeanwhile = saving.run(() =>
      store.transaction(async (tx) => {
        await putSetting(tx, 'bot', 'approvals', '19:ops', null);
        assert.equal(saving.giveUp(), true);
      }),
    );
    await assert.rejects(gaveUpMeanwhile, GivenUpError);
    await assert.rejects(
      saving.run(() => save(store)),
      GivenUpError,
    );
    assert.equal(await saved(store), 0);
    await saving.run(() => store.recordEffect((tx) => putSetting(tx, 'bot', 'approvals', '19:ops', null)));
    assert.equal(await saved(store), 1);
  });

  test('is not called undone where something of it was committed', async () => {
    const store = await sharedStore(kind);
    const saving = new Saving();
    await saving.run(() => save(store));
    assert.equal(saving.giveUp(), false);
  });
});

test('of a commit that was sent and not answered nobody says that nothing was done', async (t) => {
  const place = await freshPlace(t, 'server');
  const path = await openNetworkPath(place.where.databaseUrl ?? '');
  t.after(() => path.close());
  const store = await openStore({ ...place.where, databaseUrl: path.url, clock: new Clock(), log: quiet });
  const saving = new Saving();
  const cut = path.cutAfter('commit');
  const saves = saving.run(() => save(store));
  await cut;
  assert.equal(saving.giveUp(), false);
  path.close();
  await assert.rejects(saves, (error) => error instanceof CodedError && error.code === 'store.in-doubt');
  await store.close();
  assert.equal(await saved(await place.open()), 1);
});
