import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FaultRequest } from '../../sandbox/teams/faults.ts';
import { type Asked, planIn, type Shared } from './bench.ts';
import { until } from './until.ts';

/** Transient faults: each message is retried until Teams accepts it. */
const passing: FaultRequest[] = [
  { status: 412 },
  { status: 429, retryAfter: 1 },
  { status: 429 },
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 504 },
];

export const teamsFaults = (shared: Shared) =>
  describe('Teams is busy or broken', () => {
    const faults = () => shared.bench.sandbox.teams.faults;

    async function restoredOnce(asked: Asked): Promise<void> {
      await shared.bench.ended(asked);
      assert.equal((await shared.bench.accepted(asked)).length, 1);
      assert.equal((await shared.bench.closings(asked)).length, 1);
      shared.restored.push(asked);
    }

    test('it refuses posts and edits in every way that passes: each message is shown in the end, once', async () => {
      const asked = await shared.bench.ask('sql-01');
      for (const fault of passing) for (const method of ['POST', 'PUT']) faults().add({ ...fault, method });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await restoredOnce(asked);
      faults().remove();
    });

    test('it took an edit and says that it failed: the edit is repeated, which changes nothing', async () => {
      const asked = await shared.bench.ask('web-01');
      const [fault] = [502, 504].map((status) => faults().add({ status, method: 'PUT', afterActing: true }));
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await restoredOnce(asked);
      assert.ok(fault && 'hits' in fault && fault.hits === 1);
      faults().remove();
    });

    test('it shuts the bot out of a channel: posts and edits wait until somebody speaks to it again', async () => {
      const { bench } = shared;
      const asked = await bench.ask('app-01');
      const shut = faults().add({ status: 403, path: 'ops', times: 0 });
      assert.ok('hits' in shut);
      await bench.api.click('approver-1', asked.card, 'approve');
      await until('the refusal', () => shut.hits > 0);
      faults().remove(shut.id);
      assert.deepEqual(await bench.closings(asked), []);
      await bench.api.say('oncall', 'ops', 'whoami');
      await restoredOnce(asked);
    });

    test('all that people did arrives again, late and backwards: nobody is answered anew, nothing is done twice', async () => {
      const { bench } = shared;
      const { api } = bench;
      const since = new Date().toISOString();
      const root = await api.say('oncall', 'ops', 'restore dev-01 latest because INC0012345');
      const inThread = async () => (await bench.thread({ thread: root.message })).map(({ text }) => text);
      const id = await until('the plan', async () => (await inThread()).map(planIn).find(Boolean));
      const confirmed = await api.say('oncall', 'ops', `confirm ${id}`, root.message);
      const card = await until('the card', async () =>
        (await bench.thread({ thread: root.message })).find(
          ({ text, card: json }) => json && text.includes(`reject ${id}`),
        ),
      );
      const asked = { id, vm: 'dev-01', thread: root.message, card: card.id, piece: '', since };
      const clicked = await api.click('approver-1', card.id, 'approve');
      await restoredOnce(asked);

      const before = (await bench.posts(root.message)).length;
      for (const activity of [clicked, confirmed, root].map((each) => each.activity)) await api.redeliver(activity, 3);
      await api.say('oncall', 'personal-oncall', 'whoami');
      const after = await until('an answer to what came last', async () => {
        const posts = await bench.posts(root.message);
        return posts.at(-1)?.in === 'a:personal-oncall' || posts.length > before ? posts : undefined;
      });
      assert.deepEqual(
        after.filter(({ thread }) => thread === root.message).map(({ text }) => text),
        await inThread(),
        'nothing more was said in the thread',
      );
      assert.equal((await bench.accepted(asked)).length, 1);
      assert.equal((await bench.closings(asked)).length, 1);
    });
  });
