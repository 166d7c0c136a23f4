import assert from 'node:assert/strict';
import type { Message } from '../../sandbox/teams/chat.ts';
import { storedBody } from '../../src/kernel/chat.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Db } from '../../src/store/schema.ts';
import { toSummary } from '../../src/teams/outgoing.ts';
import type { Course } from './at-work.ts';
import type { Bench } from './bench.ts';
import { readData } from './read-data.ts';

const allowed: Record<Course['wish'], string[]> = {
  approve: ['succeeded'],
  reject: ['rejected'],
  withdraw: ['withdrawn'],
  leave: ['expired'],
  fail: ['failed'],
  cancel: ['cancelled'],
  void: ['void'],
};

/**
 * Checks the invariants after a storm. The bot has stopped.
 * @param repeats most posts that the chat may have twice
 * @returns how many requests ended how, and how many posts were repeated
 */
export async function checkStorm(
  bench: Bench,
  place: { dataDir: string; databaseUrl?: string },
  courses: Course[],
  repeats: number,
): Promise<string> {
  return readData(place, async (db) => {
    const states = await checkRequests(db, bench, courses);
    await checkAttempts(db);
    const repeated = await checkMessages(db, bench);
    assert.ok(repeated <= repeats, `${repeated} posts are repeated, of at most ${repeats}`);
    assert.equal((await verifyAudit(db)).whole, true, 'the audit chain is unbroken');
    return `${states}; ${repeated} posts repeated`;
  });
}

const accepts = ['succeeded', 'failed', 'cancelled'];

/** Each request ended as intended; Azure accepted one restore for each that was sent, and none for the others. */
async function checkRequests(db: Db, { sandbox }: Bench, courses: Course[]): Promise<string> {
  const rows = await db.selectFrom('requests').select(['id', 'state']).execute();
  const stateOf = new Map(rows.map(({ id, state }) => [id, state]));
  const accepted = sandbox.azure.requests().filter(({ effect }) => effect.startsWith('restore accepted'));
  const wrong = courses.flatMap(({ id, vm, wish }) => {
    const state = stateOf.get(id) ?? 'unknown';
    const restores = accepted.filter(({ effect }) => effect.endsWith(` of ${vm}`)).length;
    const right = allowed[wish].includes(state) && restores === (accepts.includes(state) ? 1 : 0);
    return right ? [] : [`${id} (${wish}, ${vm}) ${state} with ${restores} restores`];
  });
  assert.deepEqual(wrong, []);
  const unsettled = rows.filter(({ state }) => ['pending', 'approved', 'running'].includes(state));
  assert.deepEqual(unsettled, [], 'every request is settled');
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

/** A step was attempted again only after the previous attempt was proven refused. */
async function checkAttempts(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('attempts')
    .select(['step_id', 'number', 'state', 'operation_id', 'job_id'])
    .orderBy('number')
    .execute();
  const lastOf = new Map(rows.map((row) => [row.step_id, row.number]));
  // A failed attempt without an operation was searched for and not found.
  const undone = ({ state, operation_id, job_id }: (typeof rows)[number]) =>
    state === 'refused' || (state === 'failed' && operation_id === null && job_id === null);
  const twice = rows.filter((row) => row.number !== lastOf.get(row.step_id) && !undone(row));
  assert.deepEqual(twice, [], 'no step was carried out twice');
}

/** @returns how many posts of the outbox the chat has once more than it should */
async function checkMessages(db: Db, { sandbox }: Bench): Promise<number> {
  const rows = await db.selectFrom('messages').selectAll().execute();
  const lost = rows.filter(({ state }) => state !== 'sent' && state !== 'replaced');
  assert.deepEqual(
    lost.map(({ id, kind, state, error }) => ({ id, kind, state, error })),
    [],
    'no message is lost',
  );
  const { chat } = sandbox.teams;
  const posts = rows.filter(({ kind }) => kind === 'post');
  const known = new Set(posts.map(({ activity_id }) => activity_id));
  for (const { id, activity_id } of posts) assert.ok(chat.find(activity_id ?? ''), `the post ${id} is in the chat`);
  // A late answer has no subject; it is given once per question, and mostly bypasses the outbox.
  const once = posts.filter(({ subject, bulk }) => subject !== null || bulk);
  const told = new Set(
    once.map(({ activity_id, body }) => placeIn(chat.find(activity_id ?? '')) + toSummary(storedBody.parse(body))),
  );
  return [...new Set(rows.map(({ conversation_id }) => conversation_id))]
    .flatMap((conversation) => chat.list(conversation))
    .filter(({ from, id }) => from === 'bot' && !known.has(id))
    .filter((message) => told.has(placeIn(message) + message.summary)).length;
}

/** Messages are matched per thread, because each request is reported in its own. */
function placeIn(message: Message | undefined): string {
  const { id, conversationId, threadId } = message ?? {};
  return `${conversationId} ${threadId === id ? 'a new thread' : threadId} `;
}
