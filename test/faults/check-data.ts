import assert from 'node:assert/strict';
import type { BotProcess } from '../../sandbox/bot-process.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { storedBody } from '../../src/kernel/chat.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Db } from '../../src/store/schema.ts';
import { toSummary } from '../../src/teams/outgoing.ts';
import { allSent } from './all-sent.ts';
import type { Asked, Bench } from './bench.ts';
import { readData } from './read-data.ts';

type Place = {
  databaseUrl?: string;
  /** The one remaining process; the bench's own by default. */
  bot?: BotProcess;
};

/** Invariants of the data, whatever was killed: every message was sent, every job was followed, the chain is whole. */
export async function checkData(
  bench: Bench,
  asked: Asked[],
  { databaseUrl, bot = bench.sandbox.bot, more = [] }: Place & { more?: ((db: Db) => Promise<void>)[] } = {},
): Promise<void> {
  const { dataDir } = bench;
  await allSent(bot);
  await bot.stop();
  await readData({ dataDir, ...(databaseUrl && { databaseUrl }) }, async (db) => {
    await checkMessages(db, bench.sandbox);
    for (const one of asked) await checkRestored(db, one, (await bench.accepted(one))[0]?.clientRequestId ?? '');
    assert.equal((await verifyAudit(db)).whole, true, 'the audit chain is whole');
    for (const check of more) await check(db);
  });
}

/** Each message was sent or superseded by a newer edit, and Teams shows the last version of each card. */
export async function checkMessages(db: Db, { teams }: Pick<Sandbox, 'teams'>): Promise<void> {
  const rows = await db.selectFrom('messages').selectAll().orderBy('number').execute();
  const personal = await db.selectFrom('conversations').select('id').where('kind', '=', 'personal').execute();
  const chats = new Set(personal.map(({ id }) => id));
  // A mention in a channel that Teams has closed is told in the people's own chats.
  const elsewhere = (row: (typeof rows)[number]) =>
    row.state === 'dead' &&
    row.error === 'told in their own chats' &&
    rows.some((other) => other.kind === 'post' && other.subject === row.subject && chats.has(other.conversation_id));
  const here = rows.filter((row) => !elsewhere(row));
  const lost = here.filter(({ state }) => state !== 'sent' && state !== 'replaced');
  assert.deepEqual(
    lost.map(({ id, kind, state, error, subject }) => ({ id, kind, state, error, subject })),
    [],
    'no message is lost',
  );
  for (const post of here.filter(({ kind }) => kind === 'post')) {
    const last = rows.findLast(({ id, target_id }) => id === post.id || target_id === post.id);
    const shown = teams.chat.find(post.activity_id ?? '');
    assert.ok(shown, `the post ${post.id} is in the chat`);
    assert.equal(
      shown.summary,
      last && toSummary(storedBody.parse(last.body)),
      `the post ${post.id} shows the last edit`,
    );
  }
}

/** One attempt of one step carried the restore, under the id that Azure saw, and its job was seen to end. */
async function checkRestored(db: Db, { id }: Asked, clientRequestId: string): Promise<void> {
  const request = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  assert.equal(request.state, 'succeeded', `${id} succeeded`);
  const steps = await db.selectFrom('steps').selectAll().where('request_id', '=', id).orderBy('position').execute();
  const [restoring] = steps;
  assert.deepEqual({ kind: restoring?.kind, state: restoring?.state }, { kind: 'restore-disks', state: 'done' });
  assert.deepEqual(
    steps.filter(({ state }) => state !== 'done' && state !== 'skipped').map(({ kind, state }) => ({ kind, state })),
    [],
    `every step of ${id} came to its end`,
  );
  const attempts = await db
    .selectFrom('attempts')
    .selectAll()
    .where('step_id', '=', restoring?.id ?? '')
    .orderBy('number')
    .execute();
  const last = attempts.at(-1);
  assert.deepEqual(
    { id: last?.id, state: last?.state, before: attempts.slice(0, -1).filter(({ state }) => state !== 'refused') },
    { id: clientRequestId, state: 'succeeded', before: [] },
    `${id} ended by the attempt that Azure accepted`,
  );
  const jobs = await db.selectFrom('jobs').selectAll().where('request_id', '=', id).execute();
  assert.deepEqual(
    jobs.map(({ job_id, status, ended_at }) => ({ job_id, status, ended: ended_at !== null })),
    [{ job_id: last?.job_id, status: 'Completed', ended: true }],
    `the job of ${id} was followed to its end`,
  );
  const votes = await db.selectFrom('votes').selectAll().where('request_id', '=', id).execute();
  assert.equal(votes.length, 1, `${id} has one vote`);
  const audited = await db.selectFrom('audit').select('event').where('request_id', '=', id).execute();
  for (const event of ['request.asked', 'vote.approve', 'job.followed', 'job.ended', 'request.succeeded']) {
    assert.equal(audited.filter((row) => row.event === event).length, 1, `${event} of ${id} is audited once`);
  }
}
