import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { openStore } from '../../src/store/open.ts';
import { type Child, runChild } from './children/run-child.ts';
import { freshPlace, until } from './engines.ts';
import { quiet } from './quiet.ts';
import { seedRequest } from './seed-request.ts';

const minuteMs = 60_000;

test('one person who asks in three processes at once is put to approvers as from one, and a killed ask counts for nothing', async (t) => {
  const place = await freshPlace(t, 'server');
  // 60 an hour: 30 at once, then one a minute.
  const ask = (asks: number, hang = false) =>
    runChild(t, 'ask.ts', { where: place.where, by: 'olivia', asks, hang, perHour: 60 });
  const replicas = [ask(20), ask(20), ask(5, true)];
  await until(() => replicas.every(({ lines }) => lines.length > 0));
  for (const { process } of replicas) process.kill('SIGUSR2');
  const [, , killed] = replicas as [Child, Child, Child];
  await until(() => killed.lines.some((line) => (line as { hangs?: true }).hangs));
  await killed.kill();
  const turns = () =>
    replicas.flatMap(({ lines }) =>
      lines.flatMap((line) => {
        const { hearAt } = line as { hearAt?: string };
        return hearAt === undefined ? [] : [Date.parse(hearAt)];
      }),
    );
  // Every turn is counted.
  await until(() => turns().length === 44);
  const all = turns().sort((a, b) => a - b);
  const first = all[0] ?? 0;
  assert.ok((all[29] ?? 0) - first < minuteMs / 2, 'half an hour of them at once');
  for (const [index, turn] of all.slice(30).entries()) {
    const place = (turn - (all[29] ?? 0)) / minuteMs;
    assert.ok(Math.abs(place - (index + 1)) < 0.5, `turn ${31 + index} comes ${place.toFixed(1)} minutes after`);
  }
});

test('three processes that ask about the same requests at once ask two people about each, and a killed one nobody', async (t) => {
  const place = await freshPlace(t, 'server');
  const store = await openStore({ ...place.where, clock: new Clock(), log: quiet });
  t.after(() => store.close());
  const asks = 15;
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: 'ops', kind: 'channel', reference: {} });
    for (let ask = 1; ask <= asks; ask++) await seedRequest(tx, { id: `R-${ask}`, conversation_id: 'ops' });
  });
  const approvers = ['anton', 'bea', 'dana', 'petra', 'quinn'];
  const replicas = [false, false, true].map((hang) =>
    runChild(t, 'ask.ts', { where: place.where, by: '', approvers, asks: hang ? 5 : asks, hang, perHour: 60 }),
  );
  await until(() => replicas.every(({ lines }) => lines.length > 0));
  for (const { process } of replicas) process.kill('SIGUSR2');
  const [, , killed] = replicas as [Child, Child, Child];
  await until(() => killed.lines.some((line) => (line as { hangs?: true }).hangs));
  await killed.kill();
  const asked = () =>
    replicas.flatMap(({ lines }) =>
      lines.flatMap((line) => ('asked' in (line as object) ? [line as { id: string; asked: string[] }] : [])),
    );
  await until(() => asked().length === 2 * asks + 4);
  const byRequest = Map.groupBy(asked(), ({ id }) => id);
  for (let ask = 1; ask <= asks; ask++) {
    const people = byRequest.get(`R-${ask}`)?.flatMap((each) => each.asked) ?? [];
    assert.equal(people.length, 2);
    assert.equal(new Set(people).size, 2);
  }
  const posts = await store.db.selectFrom('messages').select('id').execute();
  assert.equal(posts.length, asks);
});
