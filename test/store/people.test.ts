import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPeople, findPerson, rememberPerson, setPersonReading } from '../../src/store/people.ts';
import { forEachEngine, sharedStore } from './engines.ts';

const olivia = { objectId: 'oid-1', tenantId: 'tenant', name: 'Olivia Novak', teamsId: '29:oncall' };

forEachEngine('people', (kind) => {
  test('are remembered by object id, keep how they read, and take a new name', async () => {
    const store = await sharedStore(kind);
    await rememberPerson(store, olivia);
    await store.transaction((tx) => setPersonReading(tx, 'oid-1', { language: 'nl' }));
    await rememberPerson(store, { ...olivia, name: 'Olivia de Vries' });
    const row = await findPerson(store.db, 'oid-1');
    assert.deepEqual([row?.name, row?.language, row?.teams_id], ['Olivia de Vries', 'nl', '29:oncall']);
    assert.equal(await findPerson(store.db, 'oid-2'), undefined);
    assert.deepEqual(await findPeople(store.db, []), []);
    assert.equal((await findPeople(store.db, ['oid-1', 'oid-2'])).length, 1);
  });

  test('are written only when something changed', async () => {
    const store = await sharedStore(kind);
    await rememberPerson(store, olivia);
    const before = await findPerson(store.db, 'oid-1');
    await rememberPerson(store, { ...olivia });
    assert.deepEqual(await findPerson(store.db, 'oid-1'), before);
  });
});
