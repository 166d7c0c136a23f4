import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardAsText } from '../../../sandbox/teams/card-text.ts';
import type { Message } from '../../../sandbox/teams/chat.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import type { Db } from '../../../src/store/schema.ts';
import { startSaga } from '../../saga/saga.ts';
import { allSent } from '../all-sent.ts';
import { checkMessages } from '../check-data.ts';
import type { AzureRequest } from '../control.ts';
import { readData } from '../read-data.ts';
import { until } from '../until.ts';
import type { Act, Case, Change } from './kill-case.ts';

/** Where the bot is killed: at the n-th call from the click that approves an act, or at the n-th of those that `only` fits. */
export type Point = { act: number; at: 'arrival' | 'answer'; call: number; only?: Change };

/** Runs in one world: after so many it is made anew, before its cores and the chat's cards are too many. */
const runsInAWorld = 20;
/** World seconds between two looks, once the click is answered. */
const stepSeconds = 60;

export type KillBench = Awaited<ReturnType<typeof startKillBench>>;

/** Whole requests, one after another in one sandbox, each killed at one call. */
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

  /**
   * @param points in the order in which they come
   * @returns how often the bot was killed, and how many calls it made from each click that approves to the end, or since its
   * last kill
   */
  async function run(one: Case, points: readonly Point[] = []): Promise<{ killed: number; calls: number[] }> {
    if (runs > 0 && runs % runsInAWorld === 0) {
      await checkWorld();
      await sandbox.reset();
      connector.limits.enabled = false;
    }
    runs += 1;
    const mustHold = one.prepare?.(saga);
    const since = new Date().toISOString();
    let killed = 0;
    const calls: number[] = [];
    for (const [index, act] of one.acts.entries()) {
      const acted = await play(
        act,
        points.filter((point) => point.act === index),
      );
      killed += acted.killed;
      calls.push(acted.calls);
    }
    const effects = (await api.requests(since)).map(({ effect }) => effect).filter(Boolean);
    assert.deepEqual(repeated(effects), [], 'no effect twice');
    for (const [begins, times] of Object.entries(one.effects)) {
      assert.equal(effects.filter((effect) => effect.startsWith(begins)).length, times, begins);
    }
    mustHold?.();
    return { killed, calls };
  }

  /** The tap counts from where it is set, and a point from the click: what went there before does not count again. */
  async function arm(point: Point | undefined, since: string): Promise<void> {
    if (!point) return void (await api.tap());
    const { at, only } = point;
    if (!only) return void (await api.tap({ at, call: point.call }));
    const fits = ({ method, path }: AzureRequest) =>
      method === only.method && path.toLowerCase().includes(only.path.toLowerCase());
    const before = (await api.requests(since)).filter(fits).length;
    await api.tap({ at, only, call: Math.max(1, (only.call ?? 1) - before) });
  }

  async function play(act: Act, points: Point[]): Promise<{ killed: number; calls: number }> {
    const { id, card } = await act.ask(saga, runs);
    await saga.talk.look('approver-1', card);
    // Killed while it opens, nothing was decided, and whoever wants to taps again.
    assert.equal((await saga.talk.click('approver-1', card.id, 'Approve')).shown, 'dialog');
    await sandbox.settled();
    said.length = 0;
    const left = [...points];
    const began = new Date().toISOString();
    await arm(left.shift(), began);
    let killed = 0;
    const revive = async () => {
      if ((await api.bot()).pid !== null) return;
      killed += 1;
      await arm(left.shift(), began);
      await api.start();
      await sandbox.settled();
    };
    const shows = (shown: Message['card'] | undefined, fits: RegExp) => !!shown && fits.test(cardAsText(shown));
    const ended = (fits: RegExp, times: number) => {
      const told = said.filter(({ said: text, mentions }) => mentions.length > 0 && text.includes(id)).length >= times;
      const seen = !act.screen || said.some(({ pictures = [] }) => pictures.length > 0);
      const endsOn = act.endsOn?.(id);
      // A kill that takes the answer to a post has it posted again, and the first stays as it was.
      const last = endsOn
        ? said.findLast(({ card: posted }) => posted && cardAsText(posted).includes(endsOn))
        : { id: card.id };
      return told && seen && last !== undefined && shows(chat.find(last.id)?.card, fits);
    };
    /** Until what was done has come to its end; time passes once it is answered. */
    const comesTo = async (answer: Promise<unknown>, fits: RegExp, times: number) => {
      await answer;
      const look = async () => {
        await revive();
        return ended(fits, times) || undefined;
      };
      await saga.talk.passes(`the end of ${id}`, look, stepSeconds);
    };
    await comesTo(api.inDialog('approver-1', 'approve'), act.ends, 1);
    if (act.restarted) await comesTo(api.say('oncall', 'ops', `retry ${id} restart`), act.restarted, 2);
    const { calls, fired } = await api.tapState();
    left.length = 0;
    await api.tap();
    if (fired) await until('the end of the killed bot', async () => (await api.bot()).pid === null);
    await revive();
    // Teams cannot tell whether it has taken a post before. Each kill may lose the answer to one in each conversation that was
    // written to at that moment: the thread and the personal chat hear of a failure at once.
    for (const [conversation, posts] of Map.groupBy(said, ({ conversationId }) => conversationId)) {
      const again = repeated(posts.map(({ said: text }) => text));
      assert.ok(again.length <= killed, `posts repeated in ${conversation}: ${again.join('; ')}`);
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
