import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import { erasePerson } from '../../src/store/erase-person.ts';
import { type Migration, migrate, migrations, requireMigrated } from '../../src/store/migrations/migrate.ts';
import { forEachEngine, freshPlace, type Place } from './engines.ts';
import { quiet } from './quiet.ts';

/** Statements that a migration executes. */
async function statementsOf({ up }: Migration): Promise<string[]> {
  const said: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (on) => new PostgresIntrospector(on),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void said.push(query.sql),
  });
  await up(db);
  return said.map((each) => each.replace(/\s+/g, ' ').trim().toLowerCase());
}

/**
 * Whether the previous version doesn't notice the statement. A table that refers to an older one would block deletions
 * there, and a unique index would refuse its writes.
 */
function isAdditive(statement: string, made: ReadonlySet<string>): boolean {
  const table = /^create table (?:if not exists )?(\w+) \(/.exec(statement);
  if (table) {
    const refers = [...statement.matchAll(/ references (\w+)(?: ?\([^)]*\))?( on delete (?:cascade|set null))?/g)];
    return refers.every(([, to = '', removes]) => removes !== undefined || made.has(to));
  }
  const column = /^alter table \w+ add column (?:if not exists )?\w+ ([^,]+)$/.exec(statement);
  if (column) {
    const [, what = ''] = column;
    return !/ unique| references|primary key/.test(what) && (!/not null/.test(what) || / default /.test(what));
  }
  if (/^create index (?!concurrently)/.test(statement)) return true;
  // The previous version never writes to a table it doesn't know, so nothing can be refused there.
  const unique = /^create unique index \w+ on (\w+) /.exec(statement);
  if (unique) return made.has(unique[1] ?? '');
  const row = /^insert into (\w+) /.exec(statement);
  return row !== null && made.has(row[1] ?? '');
}

/** Statements that only a version with the migration can handle. */
async function notAdditive(migration: Migration): Promise<string[]> {
  const statements = await statementsOf(migration);
  const made = new Set(statements.flatMap((one) => /^create table (?:if not exists )?(\w+)/.exec(one)?.[1] ?? []));
  return statements.filter((one) => !isAdditive(one, made));
}

const adding = (...statements: string[]): Migration => ({
  async up(db) {
    for (const each of statements) await sql.raw(each).execute(db);
  },
});

describe('a migration', () => {
  const [first, ...later] = Object.entries(migrations);

  it('has a file of its own and a number, and follows the one before', () => {
    const files = readdirSync(new URL('../../src/store/migrations/', import.meta.url)).filter((name) =>
      /^\d/.test(name),
    );
    assert.deepEqual(Object.keys(migrations), files.map((name) => name.replace('.ts', '')).toSorted());
    assert.deepEqual(
      Object.keys(migrations).map((name) => Number(name.slice(0, 4))),
      Object.keys(migrations).map((_, index) => index + 1),
    );
    assert.equal(first?.[0], '0001-initial');
  });

  for (const [name, migration] of later) {
    it(`only adds, or says which version it takes: ${name}`, async () => {
      if (migration.least) assert.ok(Object.hasOwn(migrations, migration.least) && migration.least <= name);
      else assert.deepEqual(await notAdditive(migration), []);
    });
  }

  it('that the version before would notice is seen as one', async () => {
    for (const harmless of [
      'create table more (id int primary key, of text not null references requests on delete cascade)',
      'alter table requests add column more text',
      "alter table requests add column more jsonb not null default '{}'",
      'create index requests_by_more on requests (more)',
    ]) {
      assert.deepEqual(await notAdditive(adding(harmless)), [], harmless);
    }
    for (const harmful of [
      'create table more (id int primary key, of text not null references requests)',
      'alter table requests add column more text not null',
      'alter table requests add column more text unique',
      'alter table requests add column more text, drop column reason',
      'alter table requests drop column reason',
      'alter table requests rename to asks',
      'alter table requests alter column reason type varchar(10)',
      'create unique index one_more on requests (vm_id)',
      'drop index requests_by_vm',
      "update requests set state = 'x'",
      "insert into settings values ('a')",
      'drop trigger audit_no_change on audit',
    ]) {
      assert.equal((await notAdditive(adding(harmful))).length, 1, harmful);
    }
  });
});

const newer = adding(
  "alter table requests add column more text default 'x'",
  'create table more (id int primary key)',
  'create index requests_by_more on requests (more)',
);

/** Leaves the database as a newer version would. */
async function upgrade(place: Place, migration: Migration): Promise<void> {
  const known = { ...migrations, '9999-newer': migration };
  await place.asOwner((db) => migrate(db, known));
}

forEachEngine('a version', (kind) => {
  test('works on tables that a newer one has added to', async (t) => {
    const place = await freshPlace(t, kind);
    await upgrade(place, newer);
    const store = await place.open();
    await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
    const { rows } = await sql<{ event: string }>`select event from audit`.execute(store.db);
    assert.deepEqual(rows, [{ event: 'request.asked' }]);
    await store.close();
    await place.asOwner((db) => migrate(db));
    await place.asOwner((db) => requireMigrated(db, { ...migrations, '9999-newer': newer }));
  });

  test('that is too old for them writes nothing, and says so', async (t) => {
    const place = await freshPlace(t, kind);
    await upgrade(place, { ...adding('alter table people drop column name'), least: '9999-newer' });
    await assert.rejects(place.open(), /too old for its database: only versions that know 9999-newer/);
    await assert.rejects(
      place.asOwner((db) => migrate(db)),
      /too old for its database/,
    );
  });

  test('from before the first release leaves tables that are not read, and nothing of them is changed', async (t) => {
    const place = await freshPlace(t, kind);
    await place.asOwner(async (db) => {
      await sql`update kysely_migration set name = '0001-tables'`.execute(db);
      await sql`update store_version set least = '0001-tables'`.execute(db);
    });
    await assert.rejects(place.open(), { code: 'store.unreleased' });
    const migrating = place.asOwner((db) => migrate(db));
    await assert.rejects(migrating, { code: 'store.unreleased' });
    const { rows } = await place.asOwner((db) => sql`select name from kysely_migration`.execute(db));
    assert.deepEqual(rows, [{ name: '0001-tables' }]);
  });

  test('erases nobody from tables that a newer one has added to, and says what it does not know', async (t) => {
    const place = await freshPlace(t, kind);
    const nobody = '11111111-1111-4111-8111-111111111111';
    await place.asOwner((db) => erasePerson(db, nobody, 'jan@host'));
    await upgrade(place, newer);
    await assert.rejects(
      place.asOwner((db) => erasePerson(db, nobody, 'jan@host')),
      /added to the tables what this one does not know: 9999-newer\. Nothing was changed/,
    );
  });

  test('does not touch tables of which it knows one change less and another one more', async (t) => {
    const place = await freshPlace(t, kind);
    await upgrade(place, newer);
    const other = { ...migrations, '9000-other': adding('create table other (id int)') };
    await assert.rejects(
      place.asOwner((db) => migrate(db, other)),
      /they have 9999-newer and lack 9000-other/,
    );
  });

  test('whose migration fails leaves the tables as they were', async (t) => {
    const place = await freshPlace(t, kind);
    await assert.rejects(upgrade(place, adding('create table more (id int)', 'alter table nowhere add column x int')));
    const there = await place.asOwner((db) =>
      sql<{ name: string | null }>`select to_regclass('more')::text as name`.execute(db),
    );
    assert.deepEqual(there.rows, [{ name: null }]);
    await place.open({ log: quiet });
  });
});
