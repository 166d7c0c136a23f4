import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardAsText } from '../../../sandbox/teams/card-text.ts';
import type { Message } from '../../../sandbox/teams/chat.ts';
import { deleteKeys } from '../../../sandbox/world/vm-changes.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import type { Db } from '../../../src/store/schema.ts';
import { startSaga } from '../../saga/saga.ts';
import { allSent } from '../all-sent.ts';
import { checkMessages } from '../check-data.ts';
import { readData } from '../read-data.ts';
import { until } from '../until.ts';
import type { Case, Change } from './kill-case.ts';

/** Where the bot is killed: at the n-th call from the click that approves, or at the n-th of those that `only` fits. */
export type Point = { at: 'arrival' | 'answer'; call: number; only?: Change };

/** Runs in one world: after so many it is made anew, before its cores and the chat's cards are too many. */
const runsInAWorld = 20;
/** World seconds between two looks, once the click is answered. */
const stepSeconds = 60;

export type KillBench = Awaited<ReturnType<typeof startKillBench>>;

/** Whole restores, one after another in one sandbox, each killed at one call. */
export async function startKillBench({ uncommon }: Pick<Case, 'uncommon'> = {}) {
  // A bot that finds itself compiled is back in half the time. One that ends in peace writes that down, as any has done
  // before this file's, unless it is run by itself for the first time.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'strongroom-compiled');
  const saga = await startSaga(uncommon ? { world: { uncommon } } : {});
  const { api, sandbox, dataDir } = saga.talk;
  const { chat, connector } = sandbox.teams;
  const said: Message[] = [];
  chat.on('posted', (message) => {
    if (message.from === 'bot') said.push(message);
  });
  let runs = 0;

  function loseKeys({ vm, keysGone }: Case): void {
    const items = [...saga.world.vaults.values()].flatMap(({ items: each }) => [...each.values()]);
    const vmId = items.find(({ vmName }) => vmName === vm)?.vmId;
    assert.ok(vmId);
    if (keysGone) deleteKeys(saga.world, vmId, saga.world.clock.now(), keysGone === 'purged');
  }

  /** What must hold for the data of a world, whatever was killed in it. */
  async function checkWorld(): Promise<void> {
    await allSent(sandbox.bot);
    await sandbox.bot.stop();
    await readData({ dataDir }, async (db) => {
      await checkMessages(db, sandbox);
      await checkAttempts(db);
      assert.equal((await verifyAudit(db)).whole, true, 'the audit chain is whole');
    });
  }

  /** @returns whether the bot was killed, and how many calls it made from the click that approves to the end */
  async function run(one: Case, point?: Point): Promise<{ killed: boolean; calls: number }> {
    if (runs > 0 && runs % runsInAWorld === 0) {
      await checkWorld();
      await sandbox.reset();
      connector.limits.enabled = false;
    }
    runs += 1;
    loseKeys(one);
    const { id, card } = await saga.asked(`${one.vm} ${one.wish(runs)}`);
    await saga.talk.look('approver-1', card);
    // Killed while it opens, nothing was decided, and whoever wants to taps again.
    assert.equal((await saga.talk.click('approver-1', card.id, 'Approve')).shown, 'dialog');
    await sandbox.settled();
    said.length = 0;
    const since = new Date().toISOString();
    const { call = 1 } = point?.only ?? {};
    await api.tap(point ? { ...point, ...(point.only && { call }) } : {});
    let killed = false;
    const revive = async () => {
      if ((await api.bot()).pid !== null) return;
      killed = true;
      await api.start();
      await sandbox.settled();
    };
    const ended = (fits: RegExp, times: number) => {
      const shown = chat.find(card.id)?.card;
      const told = said.filter(({ said: text, mentions }) => mentions.length > 0 && text.includes(id)).length >= times;
      const seen = !one.screen || said.some(({ pictures = [] }) => pictures.length > 0);
      return shown !== undefined && fits.test(cardAsText(shown)) && told && seen;
    };
    /** Until what was done has come to its end; time passes once it is answered. */
    const comesTo = async (act: Promise<unknown>, fits: RegExp, times: number) => {
      await act;
      const look = async () => {
        await revive();
        return ended(fits, times) || undefined;
      };
      await saga.talk.passes(`the end of ${id}`, look, stepSeconds);
    };
    await comesTo(api.inDialog('approver-1', 'approve'), one.ends, 1);
    if (one.restarted) await comesTo(api.say('oncall', 'ops', `retry ${id} restart`), one.restarted, 2);
    const { calls, fired } = await api.tapState();
    await api.tap();
    if (fired && !killed) await until('the end of the killed bot', async () => (await api.bot()).pid === null);
    await revive();
    const effects = (await api.requests(since)).map(({ effect }) => effect).filter(Boolean);
    assert.deepEqual(repeated(effects), [], 'no effect twice');
    assert.equal(effects.filter((effect) => effect.startsWith('restore accepted')).length, one.restores ?? 1);
    assert.equal(effects.filter((effect) => effect.startsWith('deployment ')).length, one.deployments);
    // Teams cannot tell whether it has taken a post before. A kill may lose the answer to one in each conversation that was
    // written to at that moment: the thread and the personal chat hear of a failure at once.
    for (const [conversation, posts] of Map.groupBy(said, ({ conversationId }) => conversationId)) {
      const again = repeated(posts.map(({ said: text }) => text));
      assert.ok(again.length <= (killed ? 1 : 0), `posts repeated in ${conversation}: ${again.join('; ')}`);
    }
    return { killed, calls };
  }

  return { run, checkWorld, close: () => saga.close() };
}

function repeated(all: string[]): string[] {
  return all.filter((one, index) => all.indexOf(one) !== index);
}

/** Every attempt has come to its end, and of each step one at most was not refused. */
async function checkAttempts(db: Db): Promise<void> {
  const rows = await db.selectFrom('attempts').select(['step_id', 'state']).execute();
  assert.deepEqual(
    rows.filter(({ state }) => state !== 'succeeded' && state !== 'refused'),
    [],
  );
  assert.deepEqual(repeated(rows.filter(({ state }) => state === 'succeeded').map((row) => row.step_id)), []);
}
