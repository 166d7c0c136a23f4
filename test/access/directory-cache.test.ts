import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueryCreator } from 'kysely';
import { createDirectoryCache, saveContact, withKnownNames } from '../../src/access/contacts.ts';
import { seesPrivate, storedPrivateAnswers } from '../../src/chat/private-answers.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { findConversation, markConversationDead } from '../../src/store/conversations.ts';
import { findPerson, rememberPerson, setPersonReading } from '../../src/store/people.ts';
import { toJson } from '../../src/store/rows.ts';
import type { Schema } from '../../src/store/schema.ts';
import { putSetting } from '../../src/store/settings.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { forEachEngine, sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const olivia = { objectId: 'oid-1', tenantId: 'tenant', name: 'Olivia Novak', teamsId: '29:oncall' };
const contact = {
  place: { conversationId: '19:ops', kind: 'channel' as const, name: 'ops' },
  reference: {
    serviceUrl: 'https://teams.example/',
    tenantId: 'tenant',
    conversationId: '19:ops',
    kind: 'channel' as const,
    bot: { id: '28:bot' },
  },
  person: olivia,
  gone: false,
};

function withRenamed(query: QueryCreator<Schema>) {
  return query.updateTable('people').set({ name: 'Olivia de Vries' }).where('oid', '=', 'oid-1').returning('oid');
}

function stopped(): Clock {
  return new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => 0);
}

forEachEngine('directory', (kind) => {
  test('a change that this process commits shows at once', async () => {
    const store = await sharedStore(kind);
    const directory = createDirectoryCache(store, stopped());
    assert.equal(await directory.person('oid-1'), undefined);
    await rememberPerson(store, olivia);
    assert.equal((await directory.person('oid-1'))?.language, null);
    await store.transaction((tx) => setPersonReading(tx, 'oid-1', { language: 'nl' }));
    assert.equal((await directory.person('oid-1'))?.language, 'nl');
  });

  test('until something is written to its table the database is asked once', async () => {
    const store = await sharedStore(kind);
    await rememberPerson(store, olivia);
    const directory = createDirectoryCache(store, stopped());
    const known = await directory.person('oid-1');
    await store.transaction((tx) => tx.audit({ event: 'audit.exported' }));
    assert.equal(await directory.person('oid-1'), known);
    await store.transaction((tx) =>
      tx.db
        .with('written', withRenamed)
        .selectNoFrom(({ lit }) => lit(1).as('one'))
        .execute(),
    );
    assert.equal((await directory.person('oid-1'))?.name, 'Olivia de Vries', 'written within another statement');
  });

  test('who speaks and where are asked for together, and each may be unknown', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    await services.directory.meet('oid-1', '19:ops');
    assert.deepEqual(
      [await services.directory.person('oid-1'), await services.directory.conversation('19:ops')],
      [undefined, undefined],
    );
    await saveContact(services, contact);
    const directory = createDirectoryCache(store, stopped());
    await directory.meet('oid-1', '19:ops');
    assert.deepEqual(await directory.person('oid-1'), await findPerson(store.db, 'oid-1'));
    assert.deepEqual(await directory.conversation('19:ops'), await findConversation(store.db, '19:ops'));
    await directory.meet('oid-2', '19:ops');
    assert.equal(await directory.person('oid-2'), undefined);
  });

  test('what forbids nothing may be a moment old, where others write to the database', async () => {
    const store = await sharedStore(kind);
    let now = 0;
    const directory = createDirectoryCache(store, new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => now));
    const seen = [{ scope: '19:ops', name: 'private' }];
    await store.transaction((tx) => putSetting(tx, '19:ops', 'private', 'asked', null));
    assert.deepEqual(await directory.recentSettings(seen), ['asked']);
    const elsewhere = toJson('seen');
    await store.db.updateTable('settings').set({ value: elsewhere }).where('scope', '=', '19:ops').execute();
    assert.deepEqual(await directory.recentSettings(seen), ['asked']);
    now = 5_000;
    assert.deepEqual(await directory.recentSettings(seen), [kind === 'server' ? 'seen' : 'asked']);
  });

  test('nobody is told privately where somebody has just said to another replica that others read it', async () => {
    const store = await sharedStore(kind);
    const directory = createDirectoryCache(store, stopped());
    const place = { conversationId: '19:ops', kind: 'channel' as const };
    const state = (known: 'seen' | 'leaked') => storedPrivateAnswers.write({ state: known, at: new Date(0) });
    await store.transaction((tx) => putSetting(tx, '19:ops', 'private', state('seen'), null));
    assert.equal(await seesPrivate({ directory }, place), true);
    if (kind === 'embedded') return;
    await store.db
      .updateTable('settings')
      .set({ value: toJson(state('leaked')) })
      .where('scope', '=', '19:ops')
      .execute();
    assert.equal(await seesPrivate({ directory }, place), false);
  });

  test('a personal chat that this process learns of, or gives up, is known at once', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    assert.equal(await services.directory.personalChat('oid-1'), undefined);
    await saveContact(services, { ...contact, place: { conversationId: 'a:1', kind: 'personal' as const } });
    assert.equal((await services.directory.personalChat('oid-1'))?.id, 'a:1');
    await store.transaction((tx) => markConversationDead(tx, 'a:1', '403'));
    assert.equal(await services.directory.personalChat('oid-1'), undefined);
  });

  test('a setting is never older than the database, whoever changed it', async () => {
    const store = await sharedStore(kind);
    const directory = createDirectoryCache(store, stopped());
    const rule = [{ scope: '19:ops', name: 'channel' }];
    const put = (value: string) => (tx: Tx) => putSetting(tx, '19:ops', 'channel', value, null);
    assert.deepEqual(await directory.settings(rule), [undefined]);
    await store.transaction(put('read'));
    assert.deepEqual(await directory.settings(rule), ['read']);
    if (kind === 'embedded') {
      assert.equal(await directory.settings(rule), await directory.settings(rule), 'asked once');
    } else {
      // Another replica's commit, which this process does not count.
      await store.db
        .updateTable('settings')
        .set({ value: toJson('none') })
        .where('scope', '=', '19:ops')
        .execute();
      assert.deepEqual(await directory.settings(rule), ['none']);
    }
  });

  test('an event without a name wipes no name, and one that was never known is found out later', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    await saveContact(services, { ...contact, person: { ...olivia, name: '' } });
    assert.equal((await findPerson(store.db, 'oid-1'))?.name, '');
    await saveContact(services, contact);
    await saveContact(services, { ...contact, person: { ...olivia, name: '', teamsId: '29:new' } });
    const row = await findPerson(store.db, 'oid-1');
    assert.deepEqual([row?.name, row?.teams_id], ['Olivia Novak', '29:new']);
  });

  test('who is seen for the first time in an event is asked for by name, once, and again where that failed', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    const asked: string[] = [];
    const findName = async (_: unknown, teamsId: string) => {
      if (asked.push(teamsId) === 1) throw new Error('busy');
      return 'Olivia Novak';
    };
    const nameless = { ...contact, person: { ...olivia, name: '' } };
    const known = async () => (await findPerson(store.db, 'oid-1'))?.name;
    await saveContact(services, nameless, findName);
    assert.equal(await known(), '');
    await saveContact(services, nameless, findName);
    await saveContact(services, nameless, findName);
    assert.equal(await known(), 'Olivia Novak');
    assert.deepEqual(asked, ['29:oncall', '29:oncall']);
  });

  test('an event about another channel renames that one, and only if it is known', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    const general = { ...contact, place: { conversationId: '19:general', kind: 'channel' as const, name: 'General' } };
    await saveContact(services, contact);
    await saveContact(services, { ...general, named: { conversationId: '19:ops', name: 'operations' } });
    await saveContact(services, { ...general, named: { conversationId: '19:unknown', name: 'else' } });
    assert.equal((await findConversation(store.db, '19:ops'))?.name, 'operations');
    assert.equal((await findConversation(store.db, '19:general'))?.name, 'General');
    assert.equal(await findConversation(store.db, '19:unknown'), undefined);
  });

  test('what Teams left out of an activity is filled in from what is known', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    await saveContact(services, contact);
    const nameless = { conversationId: '19:ops', kind: 'channel' as const };
    const incoming = {
      kind: 'text',
      text: 'help',
      activityId: '1',
      from: { ...olivia, name: '' },
      place: nameless,
    } as const;
    const { from, place } = await withKnownNames(services, incoming);
    assert.deepEqual([from, place], [olivia, contact.place]);
  });

  test('a conversation that was given up lives again with the next activity', async () => {
    const store = await sharedStore(kind);
    const services = { store, log: quiet, directory: createDirectoryCache(store, stopped()) };
    await saveContact(services, contact);
    await saveContact(services, contact);
    await store.transaction((tx) => markConversationDead(tx, '19:ops', '403'));
    await saveContact(services, contact);
    assert.equal((await findConversation(store.db, '19:ops'))?.dead_at, null);
  });
});
