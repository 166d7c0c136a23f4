import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import type { ProtectedItem } from '../../sandbox/world/vault.ts';
import type { Asked, Shared } from './bench.ts';
import { until } from './until.ts';

/** The bot's first call when it checks again what was approved. */
const pollAgain = /protectedItems\/[^/]+\?/i;
const hour = 3600;

export const moved = (shared: Shared) =>
  describe('between the question and the first step', () => {
    function itemOf(vm: string): ProtectedItem {
      const items = [...shared.bench.sandbox.world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
      const item = items.find(({ vmName }) => vmName === vm);
      assert.ok(item);
      return item;
    }

    /** Requests the newest point, and returns it: a nightly backup may make it the second newest. */
    async function askForNewest(vm: string) {
      const item = itemOf(vm);
      const [point] = item.points;
      assert.ok(point);
      return { item, point, asked: await shared.bench.ask(vm) };
    }

    async function endsUnsent(asked: Asked, said: RegExp): Promise<void> {
      const closing = await shared.bench.ended(asked);
      assert.match(closing.text, said);
      assert.deepEqual(await sent(asked), [], 'nothing was sent');
      assert.equal((await shared.bench.closings(asked)).length, 1);
    }

    async function sent(asked: Asked) {
      return (await shared.bench.api.requests(asked.since)).filter(
        ({ method, path }) => method === 'POST' && /\/restore\?/.test(path),
      );
    }

    async function cardSays(asked: Asked, said: string): Promise<void> {
      await until(`"${said}" on the card`, async () => {
        const card = (await shared.bench.thread(asked)).find(({ id }) => id === asked.card)?.card;
        return JSON.stringify(card).includes(said);
      });
    }

    test('nobody decides in time: it expires, and a late click changes nothing', async () => {
      const asked = await shared.bench.ask('sql-01');
      await shared.bench.api.advance(4 * hour + 1);
      await endsUnsent(asked, /decided in time/);
      const late = await shared.bench.api.click('approver-1', asked.card, 'approve', { version: 0 });
      assert.equal(late.shown, 'message');
      assert.match(late.text ?? '', new RegExp(`${asked.id}.*(expired|decided)`));
    });

    test('the time to begin passes while the bot is down: it expires, and nothing is sent', async () => {
      const asked = await shared.bench.ask('sql-01');
      await shared.bench.api.tap({ at: 'arrival', call: 1, only: { method: 'GET', path: 'protectedItems/' } });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await until('the kill', async () => (await shared.bench.api.tapState()).fired);
      await until('the end of the bot', async () => (await shared.bench.api.bot()).pid === null);
      await shared.bench.api.advance(hour + 1);
      await shared.bench.api.start();
      await endsUnsent(asked, /couldn't start in time/);
    });

    test('the point is deleted after the approval: void, with what moved', async () => {
      const { item, point, asked } = await askForNewest('sql-01');
      shared.bench.atCall(pollAgain, () => item.points.splice(item.points.indexOf(point), 1));
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await endsUnsent(asked, /recovery point of sql-01 no longer exists/);
      await cardSays(asked, 'Approval void');
    });

    test('the snapshot of the point is gone after the approval: void, with what moved', async () => {
      const { point, asked } = await askForNewest('web-01');
      shared.bench.atCall(pollAgain, () => {
        point.tiers = point.tiers.filter(({ tier }) => tier !== 'InstantRP');
      });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await endsUnsent(asked, /Recovery point/);
    });

    test('the requester loses a role after the approval: void', async () => {
      const { roles } = shared.bench.sandbox.world;
      const held = roles.assignments;
      const asked = await shared.bench.ask('sql-01');
      shared.bench.atCall(pollAgain, () => {
        roles.assignments = held.filter(({ principalId }) => principalId !== people.oncall.objectId);
      });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await endsUnsent(asked, /no longer has/);
      roles.assignments = held;
      // A person's read access is cached for a minute.
      await shared.bench.api.advance(61);
    });

    test('withdrawn before the decision: a late click changes nothing', async () => {
      const asked = await shared.bench.ask('sql-01');
      await shared.bench.api.click('oncall', asked.card, 'withdraw');
      await cardSays(asked, 'Withdrawn');
      const late = await shared.bench.api.click('approver-1', asked.card, 'approve', { version: 0 });
      assert.match(late.text ?? '', new RegExp(`${asked.id} is already decided`));
      assert.deepEqual(await sent(asked), []);
    });

    test('withdrawn after the approval, while the bot looks again: nothing is sent', async () => {
      const asked = await shared.bench.ask('sql-01');
      shared.bench.atCall(pollAgain, async () => {
        await shared.bench.api.say('oncall', 'ops', `stop ${asked.id}`, asked.thread);
        await cardSays(asked, 'Withdrawn');
      });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      await cardSays(asked, 'Withdrawn');
      assert.deepEqual(await sent(asked), []);
    });

    test('the machine is stopped after the approval: that is no effect, the restore goes on', async () => {
      const asked = await shared.bench.ask('sql-01');
      shared.bench.atCall(pollAgain, () => {
        const machine = shared.bench.sandbox.world.machines.get(itemOf('sql-01').vmId.toLowerCase());
        assert.ok(machine);
        machine.power = 'stopped';
      });
      await shared.bench.api.click('approver-1', asked.card, 'approve');
      const closing = await shared.bench.ended(asked);
      assert.match(closing.text, /is done/);
      assert.equal((await sent(asked)).length, 1);
      shared.restored.push(asked);
    });
  });
