import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Asked, type Bench, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import type { Answered } from './control.ts';
import { readData } from './read-data.ts';
import { until } from './until.ts';

/** Everything arrives through the bot's HTTP door, at the same moment. */
describe('races of a decision', () => {
  let bench: Bench;
  const restored: Asked[] = [];
  const undone: Asked[] = [];
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());

  /** Once it is over: one restore, one closing reply. */
  async function endsOnce(asked: Asked): Promise<void> {
    await bench.ended(asked);
    assert.equal((await bench.accepted(asked)).length, 1, 'Azure accepted one restore');
    assert.equal((await bench.closings(asked)).length, 1, 'one reply closes the request');
    restored.push(asked);
  }

  test('two approvers click at once: one decides, the other is told so', async () => {
    const asked = await bench.ask('sql-01');
    const clicks = await Promise.all(
      ['approver-1', 'approver-2'].map((as) => bench.api.click(as, asked.card, 'approve')),
    );
    assert.deepEqual(clicks.map(({ shown }) => shown).sort(), ['card', 'message']);
    const told = clicks.find(({ shown }) => shown === 'message');
    assert.match(told?.text ?? '', new RegExp(`${asked.id} was already decided`));
    await endsOnce(asked);
  });

  test('50 redeliveries, double clicks and the same by text: one vote, and everyone gets the first answer', async () => {
    const asked = await bench.ask('web-01');
    const clicks = [1, 2, 3].map(() => bench.api.click('approver-1', asked.card, 'approve'));
    const typed = bench.api.say('approver-1', 'ops', `approve ${asked.id} ${asked.piece}`, asked.thread);
    const [first] = await Promise.all([clicks[0], ...clicks, typed]);
    const again = await bench.api.redeliver(first?.activity ?? '', 50);
    await endsOnce(asked);
    const late = await bench.api.redeliver(first?.activity ?? '', 3);
    assertSame([first ?? {}, ...again, ...late]);
  });

  test('50 redeliveries that arrive before the first is answered: one vote', async () => {
    const asked = await bench.ask('app-01');
    const { delivery } = bench.sandbox.teams;
    const earlier = delivery.latest;
    // Nobody hears the click until the redeliveries come with it.
    await bench.api.kill('SIGSTOP');
    const click = bench.api.click('approver-1', asked.card, 'approve');
    const activity = await until('the click', () => delivery.latest !== earlier && delivery.latest);
    const again = bench.api.redeliver(activity, 50);
    await bench.api.kill('SIGCONT');
    assertSame([await click, ...(await again)]);
    await endsOnce(asked);
  });

  test('an approval races a rejection: one of them wins', async () => {
    const asked = await bench.ask('dev-01');
    const [approve, reject] = await Promise.all([
      bench.api.click('approver-1', asked.card, 'approve'),
      bench.api.click('approver-2', asked.card, 'reject'),
    ]);
    assert.deepEqual([approve?.shown, reject?.shown].sort(), ['card', 'message']);
    if (approve?.shown === 'card') return endsOnce(asked);
    const closing = await bench.ended(asked);
    assert.match(closing.text, /reject/i);
    undone.push(asked);
  });

  test('the rows agree: one vote and one decision each, nothing sent for what was rejected', async () => {
    await checkData(bench, restored);
    await readData(bench, async (db) => {
      const votes = await db.selectFrom('votes').select('request_id').execute();
      assert.equal(votes.length, restored.length + undone.length);
      const attempts = await db.selectFrom('attempts').select('id').execute();
      assert.equal(attempts.length, restored.length);
    });
  });
});

/** Whoever is answered late, because many came at once, is told to wait; all others get the same. */
function assertSame(answers: Answered[]): void {
  const [first, ...others] = answers.filter(({ body }) => !JSON.stringify(body).includes('Checking with Azure'));
  assert.ok(first);
  for (const { body } of others) assert.deepEqual(body, first.body);
}
