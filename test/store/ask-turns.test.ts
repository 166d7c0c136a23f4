import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Child, runChild } from './children/run-child.ts';
import { freshPlace, until } from './engines.ts';

const minuteMs = 60_000;

test('one person who asks in three processes at once is put to approvers as from one, and a killed ask counts for nothing', (t) =>
  takeTurnsInThree(t, () => ({ by: 'olivia' })));

test('three people who ask in three processes at once share the turns of the approver, and a killed ask takes none', (t) =>
  takeTurnsInThree(t, (replica) => ({ by: `requester-${replica}`, approver: 'anton' })));

async function takeTurnsInThree(t: TestContext, who: (replica: number) => object): Promise<void> {
  const place = await freshPlace(t, 'server');
  // 60 an hour: 30 at once, then one a minute.
  const ask = (replica: number, asks: number, hang = false) =>
    runChild(t, 'ask.ts', { where: place.where, ...who(replica), asks, hang, perHour: 60 });
  const replicas = [ask(1, 20), ask(2, 20), ask(3, 5, true)];
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
}
