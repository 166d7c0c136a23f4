import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { auditHead, verifyAudit } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/open.ts';
import { runChild } from './children/run-child.ts';
import { forEachEngine, freshPlace, type Place, until } from './engines.ts';

/** Groups that are complete, and groups with parts missing. */
async function groups(store: Store): Promise<{ whole: number[]; torn: string[] }> {
  const { rows } = await sql<{ id: string; messages: number; wakeups: number; audits: number }>`
    select id,
      (select count(*)::int from messages where subject = conversations.id) as messages,
      (select count(*)::int from wakeups where queue = 'timer' and key = conversations.id) as wakeups,
      (select count(*)::int from audit where request_id = conversations.id) as audits
    from conversations`.execute(store.db);
  const isWhole = (row: (typeof rows)[number]) => row.messages === 2 && row.wakeups === 1 && row.audits === 1;
  return {
    whole: rows.filter(isWhole).map(({ id }) => Number(id.slice(2))),
    torn: rows.filter((row) => !isWhole(row)).map(({ id }) => id),
  };
}

/** Waits for the server, which may still commit for a process that is gone. */
async function allCommitted(place: Place): Promise<void> {
  if (place.kind === 'embedded') return;
  await place.asOwner((db) =>
    until(async () => {
      const { rows } = await sql`
        select from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(db);
      return rows.length === 0;
    }),
  );
}

forEachEngine('a writer that is killed', (kind) => {
  test('leaves every acknowledged group whole, nothing torn, and an unbroken chain, time after time', async (t) => {
    const place = await freshPlace(t, kind);
    const acknowledged: number[] = [];
    // Kills each writer after this many acknowledgements, during the next commits.
    for (const [round, groupsToWrite] of [1, 7, 20].entries()) {
      const child = runChild(t, 'write.ts', { where: place.where, from: 1 + 1000 * round });
      await until(() => child.lines.length >= groupsToWrite);
      await child.kill();
      acknowledged.push(...(child.lines as number[]));
      await allCommitted(place);

      const store = await place.open();
      const { whole, torn } = await groups(store);
      const kept = new Set(whole);
      assert.deepEqual(torn, []);
      assert.deepEqual(
        acknowledged.filter((number) => !kept.has(number)),
        [],
      );
      assert.equal((await verifyAudit(store.db)).whole, true);
      assert.equal((await auditHead(store.db)).seq, whole.length);
      await store.close();
    }
  });
});
