import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSetting, findSettings, putSetting, removeSetting, settingsNamed } from '../../src/store/settings.ts';
import { forEachEngine, sharedStore } from './engines.ts';

const anything = { parse: (json: unknown) => json };

forEachEngine('settings', (kind) => {
  test('are values by scope and name, of any JSON shape, alike on both engines', async () => {
    const store = await sharedStore(kind);
    const values = [null, true, 1.5, 'text', '"quoted"', ['a', 1], { a: { b: [] } }, 'true'];
    await store.transaction(async (tx) => {
      for (const [index, value] of values.entries()) await putSetting(tx, `scope-${index}`, 'shape', value, 'oid-1');
    });
    for (const [index, value] of values.entries()) {
      assert.deepEqual(await findSetting(store.db, `scope-${index}`, 'shape', anything), value);
    }
    assert.equal((await settingsNamed(store.db, 'shape')).length, values.length);
  });

  test('are changed and removed', async () => {
    const store = await sharedStore(kind);
    await store.transaction((tx) => putSetting(tx, 'bot', 'approvals', 'a', null));
    await store.transaction((tx) => putSetting(tx, 'bot', 'approvals', 'b', 'oid-1'));
    assert.equal(await findSetting(store.db, 'bot', 'approvals', anything), 'b');
    await store.transaction((tx) => removeSetting(tx, 'bot', 'approvals'));
    assert.equal(await findSetting(store.db, 'bot', 'approvals', anything), undefined);
  });

  test('are found several at once, in the order asked for, each by scope and name', async () => {
    const store = await sharedStore(kind);
    await store.transaction(async (tx) => {
      await putSetting(tx, 'room-1', 'rule', { all: true }, null);
      await putSetting(tx, 'room-2', 'rule', 'other', null);
      await putSetting(tx, 'room-1', 'other', 'room-2', null);
    });
    const wanted = [
      { scope: 'room-1', name: 'other' },
      { scope: 'room-2', name: 'other' },
      { scope: 'room-1', name: 'rule' },
    ];
    assert.deepEqual(await findSettings(store.db, wanted), ['room-2', undefined, { all: true }]);
  });
});
