import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sql } from 'kysely';
import { everyAuditRow, verifyAudit } from '../../src/store/audit.ts';
import { putConversation, putSubscription } from '../../src/store/conversations.ts';
import { erasePerson } from '../../src/store/erase-person.ts';
import { putMute } from '../../src/store/notices.ts';
import { rememberPerson } from '../../src/store/people.ts';
import { updateRequest } from '../../src/store/requests.ts';
import { forgetEnded } from '../../src/store/retention.ts';
import { actorOf, detailsOf } from '../../src/store/rules/audit-rows.ts';
import { putSetting } from '../../src/store/settings.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
const gone = {
  objectId: '11111111-1111-4111-8111-111111111111',
  tenantId: 'tenant',
  name: 'Gone Person',
  teamsId: '29:gone',
};

/** Tables whose rows are deleted with their request or at its end; and the audit, which is a chain. */
const kept = ['requests', 'votes', 'approver_turns', 'views', 'questions', 'reviews', 'forms', 'audit'];

test('every table that holds a person, by object id or by name, is told of in privacy.md, and erased or known to stay', async () => {
  const store = await sharedStore('embedded');
  const { rows } = await sql<{ name: string }>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and column_name ~ '(^|_)oid$|(requester|voter|viewer|by|owner|actor|asked|signer)_name$'
  `.execute(store.db);
  const holding = rows.map(({ name }) => name).toSorted();
  assert.ok(holding.length > 8);
  const erased = new Set((await erasePerson(store.db, gone.objectId, 'jan@host')).map(({ table }) => table));
  assert.deepEqual(
    holding.filter((name) => !page.includes(`\`${name}\``)),
    [],
    'docs/privacy.md says what is kept in them',
  );
  assert.deepEqual(
    holding.filter((name) => !erased.has(name) && !kept.includes(name)),
    [],
    'src/store/erase-person.ts removes a person from them',
  );
});

test('a person who is erased leaves nothing behind but requests and the audit', async () => {
  const store = await sharedStore('embedded');
  await rememberPerson(store, gone);
  const subscription = { vault_id: '/vault', container_name: '', name: 'rsv', what: 'failures' } as const;
  await store.transaction(async (tx) => {
    const own = {
      kind: 'personal',
      reference: { user: gone.objectId },
      name: gone.name,
      personOid: gone.objectId,
    } as const;
    for (const id of ['own', 'older']) await putConversation(tx, { id, ...own });
    await putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} });
    await seedRequest(tx, { id: 'R-2222', conversation_id: 'own' });
    for (const id of ['own', '19:ops']) {
      tx.post({ conversationId: id, body: { text: 'hello' } });
      await putSubscription(tx, { ...subscription, conversation_id: id, by_oid: gone.objectId, by_name: gone.name });
      await putSetting(tx, id, 'digest', { time: '08:00', zone: 'UTC', by: gone }, gone.objectId);
      const mute = { kind: 'vm', subject: 'sql-01', name: 'sql-01', until: null, machines: [] as string[] } as const;
      await putMute(tx, { ...mute, conversation_id: id, by_name: gone.name, created_at: tx.now() });
    }
    tx.audit({ actor: gone, event: 'vote.reject', details: { reason: 'Not tonight', rule: 'all' } });
    tx.audit({ event: 'request.taken-over', details: { from: gone.name } });
    const other = { objectId: 'oid-other', name: 'Other Voter' };
    const saw = (requestId: string, text: string) =>
      tx.audit({ actor: other, event: 'vote.approve', requestId, details: { card: { text } } });
    tx.audit({ actor: gone, event: 'request.asked', requestId: 'R-3333', details: { reason: 'Not tonight' } });
    saw('R-3333', 'Gone\\ Person asks: Not tonight');
    saw('R-4444', `Approved by ${gone.name}`);
    saw('R-5555', 'Somebody else asks');
  });
  const erased = await erasePerson(store.db, gone.objectId.toUpperCase(), 'jan@host');
  assert.deepEqual(
    erased.filter(({ rows }) => rows > 0).map(({ table }) => table),
    [
      'audit_texts',
      'mutes',
      'mutes',
      'subscriptions',
      'settings',
      'messages',
      'conversations',
      'conversations',
      'people',
    ],
  );
  const audited = await everyAuditRow(store.db, { event: 'person.erased' });
  assert.deepEqual(
    audited.map((row) => ({ actor_oid: row.actor_oid, actor: actorOf(row), details: row.details })),
    [
      {
        actor_oid: null,
        actor: 'jan@host',
        details: { rows: erased.reduce((sum, { rows }) => sum + rows, 0), databaseUser: 'postgres' },
      },
    ],
  );
  assert.equal((await verifyAudit(store.db)).whole, true);
  const said = await everyAuditRow(store.db, {});
  const on = /^erased on \d{4}-\d\d-\d\d$/;
  const [vote, taken] = said.map((row) => ({ actor: actorOf(row), details: detailsOf(row) as Record<string, string> }));
  assert.match(vote?.actor ?? '', on);
  assert.match(vote?.details.reason ?? '', on);
  assert.equal(vote?.details.rule, 'all');
  assert.match(taken?.details.from ?? '', on);
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
  `.execute(store.db);
  const holding: string[] = [];
  for (const { table_name } of rows) {
    const found = await sql<{ text: string }>`select t::text as text from ${sql.table(table_name)} t`.execute(store.db);
    if (found.rows.some(({ text }) => [gone.objectId, gone.name, 'Not tonight'].some((one) => text.includes(one))))
      holding.push(table_name);
  }
  assert.deepEqual(holding, ['audit'], 'with the object id, and no name');
  assert.match(JSON.stringify(said.map(detailsOf)), /Somebody else asks/, 'what others saw and typed stays');
  const left = async () =>
    (await store.db.selectFrom('conversations').select('id').orderBy('id').execute()).map(({ id }) => id);
  assert.deepEqual(await left(), ['19:ops', 'own'], 'the channel stays, and of the chat that a request names a row');
  await forgetEnded(store.db, new Date(0));
  assert.deepEqual(await left(), ['19:ops', 'own']);
  await store.transaction((tx) => updateRequest(tx, 'R-2222', { state: 'expired', ended_at: new Date(0) }));
  await forgetEnded(store.db, new Date());
  assert.deepEqual(await left(), ['19:ops'], 'it goes with the request');
});
