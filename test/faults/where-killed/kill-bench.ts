import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotProcess } from '../../../sandbox/bot-process.ts';
import { botScript, type Sandbox } from '../../../sandbox/start-sandbox.ts';
import { cardAsText } from '../../../sandbox/teams/card-text.ts';
import type { Message } from '../../../sandbox/teams/chat.ts';
import type { StoredCancel } from '../../../src/jobs/request-kinds/cancel-job.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import type { Db } from '../../../src/store/schema.ts';
import { startSaga } from '../../saga/saga.ts';
import { allSent } from '../all-sent.ts';
import { checkMessages } from '../check-data.ts';
import type { AzureRequest } from '../control.ts';
import { startOwnPostgres } from '../own-postgres.ts';
import { readData } from '../read-data.ts';
import { until } from '../until.ts';
import type { Act, Case, Change } from './kill-case.ts';

/**
 * Where the bot is killed: at the n-th call after the click that approves an act, or the n-th that matches `only`.
 * ofStop: counted from the stop instead. A further point counts from the restart.
 */
export type Point = { act: number; at: 'arrival' | 'answer'; call: number; only?: Change; ofStop?: true };

/** Calls of an act from its click, and from its stop, to its end. */
export type Calls = { all: number; ofStop: number };

/** Runs per world; then the world is reset, before its cores run out and the chat has too many cards. */
const runsInAWorld = 20;
/** World seconds between two checks, once the click is answered. */
const stepSeconds = 60;

export type KillBench = Awaited<ReturnType<typeof startKillBench>>;

/** Runs whole requests, one after another in one sandbox, each killed at one call. */
export async function startKillBench({ uncommon, replica }: Pick<Case, 'uncommon'> & { replica?: true } = {}) {
  // With a compile cache a bot restarts in half the time. Only a bot that exits normally writes the cache; an earlier
  // test's bot has done so, unless this file is run by itself for the first time.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'strongroom-compiled');
  const database = replica && (await startOwnPostgres());
  const databaseUrl = database?.url;
  const saga = await startSaga({ ...(uncommon && { world: { uncommon } }), ...(databaseUrl && { databaseUrl }) });
  const { api, sandbox, dataDir } = saga.talk;
  const other = databaseUrl ? await startOther(sandbox, dataDir, databaseUrl) : undefined;
  const { chat, connector } = sandbox.teams;
  const said: Message[] = [];
  chat.on('posted', (message) => {
    if (message.from === 'bot') said.push(message);
  });
  let runs = 0;

  /** Invariants of a world's data, whatever was killed in it. */
  async function checkWorld(): Promise<void> {
    await allSent(sandbox.bot);
    await other?.stop();
    await sandbox.bot.stop();
    await readData({ dataDir, ...(databaseUrl && { databaseUrl }) }, async (db) => {
      await checkMessages(db, sandbox);
      await checkAttempts(db);
      assert.equal((await verifyAudit(db)).whole, true, 'the audit chain is whole');
    });
  }

  /**
   * @param points in the order in which they occur
   * @returns how often the bot was killed, and how many calls it made from each approving click to the end, or since
   * the last kill
   */
  async function run(one: Case, points: readonly Point[] = []): Promise<{ killed: number; calls: Calls[] }> {
    if (runs > 0 && (one.freshWorld || runs % runsInAWorld === 0)) {
      await checkWorld();
      await sandbox.reset();
      await other?.start();
      connector.limits.enabled = false;
    }
    runs += 1;
    const mustHold = one.prepare?.(saga);
    const since = new Date().toISOString();
    let killed = 0;
    const calls: Calls[] = [];
    for (const [index, act] of one.acts.entries()) {
      const acted = await play(
        act,
        points.filter((point) => point.act === index),
      );
      killed += acted.killed;
      calls.push(acted.calls);
    }
    const all = (await api.requests(since)).map(({ effect }) => effect).filter(Boolean);
    // Of a day that has no audit row yet, a kill has the list of backups written anew, under its one name.
    const effects = all.filter((effect) => !effect.startsWith('blob backups/'));
    assert.deepEqual(repeated(effects), [], 'no effect twice');
    for (const [begins, times] of Object.entries(one.effects)) {
      const seen = effects.filter((effect) => effect.startsWith(begins)).length;
      if (times === 'perhaps') assert.ok(seen <= 1, begins);
      else assert.equal(seen, times, begins);
    }
    mustHold?.();
    return { killed, calls };
  }

  /**
   * Sets the tap, which counts from when it is set, while a point counts from the click: calls already made are
   * subtracted.
   */
  async function arm(point: Point | undefined, since: string): Promise<void> {
    if (!point) return void (await api.tap());
    const { at, only } = point;
    if (!only) return void (await api.tap({ at, call: point.call }));
    const fits = ({ method, path }: AzureRequest) =>
      method === only.method && path.toLowerCase().includes(only.path.toLowerCase());
    const before = (await api.requests(since)).filter(fits).length;
    await api.tap({ at, only, call: Math.max(1, (only.call ?? 1) - before) });
  }

  async function play(act: Act, points: Point[]): Promise<{ killed: number; calls: Calls }> {
    const { by = 'approver-1', atOnce } = act;
    const { id, card } = await act.ask(saga, runs);
    if (!atOnce) {
      await saga.talk.look(by, card);
      // If the bot is killed while the dialog opens, nothing was decided, and the person taps again.
      assert.equal((await saga.talk.click(by, card.id, 'Approve')).shown, 'dialog');
      await sandbox.settled();
    }
    said.length = 0;
    const left = [...points];
    const began = new Date().toISOString();
    const isOfStop = left[0]?.ofStop === true;
    await arm(isOfStop ? undefined : left.shift(), began);
    let killed = 0;
    let stops = 0;
    let saidAgain = 0;
    let beforeStop = 0;
    const revive = async () => {
      if ((await api.bot()).pid !== null) return;
      killed += 1;
      if (!isOfStop) await arm(left.shift(), began);
      await api.start();
      // A bot that is killed while it starts does not answer whoever started it.
      if (isOfStop) await arm(left.shift(), began);
      await sandbox.settled();
    };
    const shows = (shown: Message['card'] | undefined, fits: RegExp) => !!shown && fits.test(cardAsText(shown));
    const ended = (fits: RegExp, times: number) => {
      const told = said.filter(({ said: text, mentions }) => mentions.length > 0 && text.includes(id)).length >= times;
      const seen = !act.screen || said.some(({ pictures = [] }) => pictures.length > 0);
      return (told || act.quiet === true) && seen && shows(chat.find(card.id)?.card, fits);
    };
    /** Waits until the action has had its effect; time passes once it is answered. */
    const comesTo = async (answer: Promise<unknown>, fits: RegExp, times: number) => {
      await answer;
      const look = async () => {
        await revive();
        // Said again if the bot was killed since: it may not have had it.
        const shown = chat.find(card.id)?.card;
        if (act.stoppedAt && stops <= killed && shows(shown, act.stoppedAt) && !shows(shown, /stopped it/)) {
          if (stops === 0) {
            beforeStop = (await api.tapState()).calls;
            if (isOfStop) await arm(left.shift(), began);
          } else saidAgain += 1;
          stops = killed + 1;
          await api.say(by, 'ops', `stop ${id} now`);
          await sandbox.settled();
        }
        return ended(fits, times) || undefined;
      };
      await saga.talk.passes(`the end of ${id}`, look, stepSeconds);
    };
    await comesTo(atOnce ? Promise.resolve() : api.inDialog(by, 'approve'), act.ends, 1);
    if (act.restarted) await comesTo(api.say('oncall', 'ops', `retry ${id} restart`), act.restarted, 2);
    const { calls, fired } = await api.tapState();
    left.length = 0;
    await api.tap();
    if (fired) await until('the end of the killed bot', async () => (await api.bot()).pid === null);
    await revive();
    // Teams can't tell whether it has accepted a post before. Each kill may lose the answer to one post per
    // conversation: the thread and the personal chat are notified of a failure at the same time. A stop that is said
    // again is answered again.
    for (const [conversation, posts] of Map.groupBy(said, ({ conversationId }) => conversationId)) {
      const again = repeated(posts.map(({ said: text }) => text));
      assert.ok(again.length <= killed + saidAgain, `posts repeated in ${conversation}: ${again.join('; ')}`);
    }
    return { killed, calls: { all: calls, ofStop: stops === 0 ? 0 : calls - beforeStop } };
  }

  return {
    run,
    checkWorld,
    async close() {
      await other?.stop();
      await saga.close();
      await database?.close();
    },
  };
}

/** Starts another process on the same database, which nobody talks to or kills. Settled is then what both have done. */
async function startOther(sandbox: Sandbox, dataDir: string, databaseUrl: string) {
  const { world, azure, address } = sandbox;
  const settings = () => ({
    azurePort: azure.port,
    teamsOrigin: address,
    dataDir: join(dataDir, 'other'),
    databaseUrl,
    clock: world.clock.setting,
  });
  const bot = new BotProcess(botScript, join(dataDir, 'other.log'), settings);
  world.clock.onChange((setting) => bot.setClock(setting));
  const settled = sandbox.settled;
  sandbox.settled = async () => {
    do await settled();
    while ((await bot.inHand()) > 0);
  };
  await bot.start();
  return bot;
}

function repeated(all: string[]): string[] {
  return all.filter((one, index) => all.indexOf(one) !== index);
}

/**
 * Every attempt has ended, and at most one of each step was not refused. Failed is only what a stop ended: the attempt
 * whose job Azure cancelled, and the cancellation of a job that ended otherwise.
 */
async function checkAttempts(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('steps', 'steps.id', 'attempts.step_id')
    .innerJoin('requests', 'requests.id', 'steps.request_id')
    .leftJoin('jobs', 'jobs.job_id', 'attempts.job_id')
    .leftJoin('plans', 'plans.request_id', 'requests.id')
    .select(['attempts.step_id', 'attempts.state', 'requests.kind', 'requests.stopped_at'])
    .select(['jobs.status', 'plans.body'])
    .execute();
  const jobs = await db.selectFrom('jobs').select(['job_id', 'status']).where('ended_at', 'is not', null).execute();
  const endOf = new Map(jobs.map(({ job_id, status }) => [job_id, status]));
  const mayFail = ({ kind, stopped_at, status, body }: (typeof rows)[number]) => {
    if (kind !== 'cancel') return stopped_at !== null && status === 'Cancelled';
    const end = endOf.get((body as StoredCancel).job.id);
    return end !== undefined && end !== 'Cancelled';
  };
  assert.deepEqual(
    rows.filter((row) => !['succeeded', 'refused'].includes(row.state) && !(row.state === 'failed' && mayFail(row))),
    [],
  );
  assert.deepEqual(repeated(rows.filter(({ state }) => state === 'succeeded').map((row) => row.step_id)), []);
}
