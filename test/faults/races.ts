import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Asked, Shared } from './bench.ts';
import type { Answered } from './control.ts';
import { until } from './until.ts';

/** Sends everything through the bot's HTTP endpoint, at the same moment. */
export const races = (shared: Shared) =>
  describe('races of a decision', () => {
    const undone: Asked[] = [];

    /** Checks, after the end, for one restore and one closing reply. */
    async function endsOnce(asked: Asked): Promise<void> {
      await shared.bench.ended(asked);
      assert.equal((await shared.bench.accepted(asked)).length, 1, 'Azure accepted one restore');
      assert.equal((await shared.bench.closings(asked)).length, 1, 'one reply closes the request');
      shared.restored.push(asked);
    }

    test('two approvers click at once: one decides, the other is told so', async () => {
      const asked = await shared.bench.ask('sql-01');
      const clicks = await Promise.all(
        ['approver-1', 'approver-2'].map((as) => shared.bench.api.click(as, asked.card, 'approve')),
      );
      assert.deepEqual(clicks.map(({ shown }) => shown).sort(), ['closed', 'message']);
      const told = clicks.find(({ shown }) => shown === 'message');
      assert.match(told?.text ?? '', new RegExp(`${asked.id} no longer waits`));
      await endsOnce(asked);
    });

    test('50 redeliveries, double clicks and the same by text: one vote, and everyone gets the first answer', async () => {
      const asked = await shared.bench.ask('web-01');
      const clicks = [1, 2, 3].map(() => shared.bench.api.click('approver-1', asked.card, 'approve'));
      const typed = shared.bench.api.say('approver-1', 'ops', `approve ${asked.id} ${asked.piece}`, asked.thread);
      const [first] = await Promise.all([clicks[0], ...clicks, typed]);
      const again = await shared.bench.api.redeliver(first?.activity ?? '', 50);
      await endsOnce(asked);
      const late = await shared.bench.api.redeliver(first?.activity ?? '', 3);
      assertSame([first ?? {}, ...again, ...late]);
    });

    test('50 redeliveries that arrive before the first is answered: one vote', async () => {
      const asked = await shared.bench.ask('app-01');
      const { delivery } = shared.bench.sandbox.teams;
      const { shown } = await shared.bench.api.click('approver-1', asked.card, 'Approve');
      assert.equal(shown, 'dialog');
      const earlier = delivery.latest;
      // The bot is paused, so that it handles the click only along with the redeliveries.
      await shared.bench.api.kill('SIGSTOP');
      const click = shared.bench.api.inDialog('approver-1', 'approve');
      const activity = await until('the click', () => delivery.latest !== earlier && delivery.latest);
      const again = shared.bench.api.redeliver(activity, 50);
      await shared.bench.api.kill('SIGCONT');
      assertSame([await click, ...(await again)]);
      await endsOnce(asked);
    });

    test('an approval races a rejection: one of them wins', async () => {
      const asked = await shared.bench.ask('dev-01');
      const [approve, reject] = await Promise.all([
        shared.bench.api.click('approver-1', asked.card, 'approve'),
        shared.bench.api.click('approver-2', asked.card, 'reject-not-now'),
      ]);
      assert.deepEqual([approve?.shown, reject?.shown].sort(), ['closed', 'message']);
      if (approve?.shown === 'closed') return endsOnce(asked);
      const closing = await shared.bench.ended(asked);
      assert.match(closing.text, /reject/i);
      undone.push(asked);
    });

    shared.rows.push(async (db) => {
      for (const { id } of undone) {
        const votes = await db.selectFrom('votes').select('decision').where('request_id', '=', id).execute();
        assert.deepEqual(votes, [{ decision: 'reject' }]);
        const steps = await db.selectFrom('steps').select('state').where('request_id', '=', id).execute();
        assert.deepEqual([...new Set(steps.map(({ state }) => state))], ['waiting'], 'no step was begun');
      }
    });
  });

function assertSame([first, ...others]: Answered[]): void {
  assert.ok(first);
  for (const { body } of others) assert.deepEqual(body, first.body);
}
