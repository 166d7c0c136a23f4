import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { botScript as now } from '../../sandbox/start-sandbox.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { toJson } from '../../src/store/rows.ts';
import type { Db } from '../../src/store/schema.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { type RequestFlow, requestFlows } from '../store/request-flows.ts';
import { answersTo, idIn, type Said, type Talk } from '../talk.ts';
import { full } from './extent.ts';
import { olderVersion } from './older-version.ts';
import { readData } from './read-data.ts';

const older = full ? olderVersion() : { missing: 'it is part of npm run faults' };
const then = 'script' in older ? older.script : '';

const waits = /Wait(?:s|ing) for approval|Decide by/;

/** State by request id, such as `restore pending`. */
type States = Map<string, string>;

async function states(db: Db): Promise<States> {
  const rows = await db.selectFrom('requests').select(['id', 'kind', 'state']).execute();
  return new Map(rows.map(({ id, kind, state }) => [id, `${kind} ${state}`]));
}

/** Old and current code, one after the other, on one database, one Azure and one Teams. */
describe('an upgrade from code of then, and a step back', { skip: 'missing' in older && older.missing }, () => {
  let saga: Saga;
  before(async () => {
    if (!then) return;
    const started = await startSaga({
      botScript: then,
      emptyData: undefined,
      world: { fleetSize: 60, uncommon: true },
    });
    saga = { ...started, talk: { ...started.talk, ask }, asked };
  });
  after(async () => {
    await saga?.close();
    if ('remove' in older) older.remove();
  });

  /** Waits until everything is at rest, and not for certain words, which an old version may lack. */
  const ask: Talk['ask'] = async (as, room, text, fits = /./, replyTo) => {
    const { talk } = saga;
    await talk.settled();
    const { message } = await talk.api.say(as, room, text, replyTo);
    await talk.settled();
    const rooms = await Promise.all([...new Set([room, `personal-${as}`])].map((each) => talk.read(each, as)));
    const answers = answersTo(message, rooms.flat());
    return answers.find(({ all }) => fits.test(all)) ?? assert.fail(`"${text}": ${answers.map(({ all }) => all)}`);
  };
  const type = (line: string, fits: RegExp) => ask('oncall', 'ops', line, fits);

  /** Uses words that old versions know too. */
  async function asked(line: string): Promise<{ id: string; card: Said }> {
    const plan = await type(`restore ${line} because INC0012345`, /confirm R-|Check the plan, then ask/);
    const id = idIn(plan.text || plan.all);
    return { id, card: await type(`confirm ${id}`, waits) };
  }
  const sent = async () => (await saga.effects(/^restore accepted/)).length;

  /** Stops the bot, and starts another version of it on its database. */
  async function deploy<T>(script: string, between: (db: Db) => Promise<T>): Promise<T> {
    const { bot } = saga.talk.sandbox;
    await bot.stop();
    const seen = await readData({ dataDir: saga.talk.dataDir }, between);
    bot.script = script;
    await bot.start();
    await saga.talk.settled();
    return seen;
  }

  async function cardOf(id: string): Promise<Said> {
    const all = await saga.talk.read('ops');
    const card = all.findLast((one) => one.from === 'bot' && one.card && one.all.includes(id));
    assert.ok(card, `no card of ${id}`);
    return card;
  }

  async function begun(vm: string): Promise<{ id: string; card: Said }> {
    const request = await saga.asked(`${vm} latest disks`);
    await saga.approve(request);
    await saga.until(request.card, /Transfer data/, 10);
    return request;
  }

  async function endsWell({ card }: { card: Said }): Promise<void> {
    assert.match((await saga.until(card, over, 120)).all, /✓ Done/);
  }

  /** Kinds of requests added since. */
  const newerFlows: RequestFlow[] = [];

  it('takes over requests of each kind in each state: what was over stays as it was, all else goes on', async (t) => {
    t.diagnostic(`code of then: ${'name' in older && older.name}`);
    for (const [name, play] of requestFlows(saga)) {
      // An old version's different answer is printed, and the flow runs again under the newer one.
      await play().catch((error) => {
        newerFlows.push([name, play]);
        t.diagnostic(`${name}: ${error.message.slice(0, 300)}`);
      });
    }
    const running = await begun('web-01');
    const plan = await type('restore app-01 latest disks because INC0012345', /confirm R-|Check the plan, then ask/);
    const before = await sent();
    const made = await deploy(now, states);
    t.diagnostic([...new Set(made.values())].toSorted().join(', '));
    const first = (what: string) => [...made].find(([, is]) => is === what)?.[0] ?? assert.fail(`no ${what}`);

    const confirmed = await type(`confirm ${idIn(plan.text || plan.all)}`, waits);
    await endsWell(running);
    assert.equal(await sent(), before, 'what was sent then is not sent again');
    const waiting = [confirmed, await cardOf(first('restore pending'))];
    for (const card of waiting) {
      await saga.approve({ card });
      await endsWell({ card });
    }
    assert.equal(await sent(), before + waiting.length);
    const stop = await cardOf(first('stop-protection pending'));
    await saga.approve({ card: stop });
    await endsWell({ card: stop });
    const grant = await cardOf(first('grant-access pending'));
    await saga.approve({ card: grant }, 'platform');
    await endsWell({ card: grant });
    const backup = first('backup running');
    await endsWell({ card: await cardOf(backup) });
    await type('status', new RegExp(waiting.map(({ all }) => idIn(all)).join('|')));

    const found = await deploy(now, states);
    assert.equal(found.get(backup), 'backup succeeded');
    const ended = [...made].filter(([, is]) => !/ (pending|approved|running)$/.test(is));
    assert.ok(new Set(ended.map(([, is]) => is)).size >= 15, 'kinds and states are many');
    for (const [id, is] of ended) assert.equal(found.get(id), is, id);
  });

  it('goes back: the older code works on what the newer one has added to, and leaves newer plans and kinds to it', async (t) => {
    const all = await deploy(now, states);
    for (const [, play] of newerFlows) await play();
    const hold = await type('hold sql-01 because INC0012345', waits);
    const before = await sent();
    const waiting = await saga.asked('app-01 latest disks');
    const running = await begun('web-01');
    const newer = [waiting.id, running.id];
    const { rows: plans, made } = await deploy(then, async (db) => {
      const rows = await db.selectFrom('plans').selectAll().where('request_id', 'in', newer).execute();
      await sql`update plans set body = body || '{"version": 99}' where request_id in (${sql.join(newer)})`.execute(db);
      return { rows, made: await states(db) };
    });
    const came = [...made].filter(([id]) => !all.has(id) && !newer.includes(id));
    t.diagnostic(`of the newer code: ${[...new Set(came.map(([, is]) => is))].toSorted().join(', ')}`);
    await type('status', new RegExp(running.id));
    await saga.approve(waiting);
    await saga.approve({ card: hold });
    const own = await saga.asked('sql-01 latest disks');
    await saga.approve(own);
    await endsWell(own);
    await saga.talk.letPass(30 * 60, 60);
    assert.equal(await sent(), before + 2, 'of the newer plans only what the newer code has sent');

    const left = await deploy(now, async (db) => {
      for (const { request_id, body } of plans) {
        await db
          .updateTable('plans')
          .set({ body: toJson(body) })
          .where('request_id', '=', request_id)
          .execute();
      }
      return states(db);
    });
    assert.equal(left.get(waiting.id), 'restore pending');
    assert.equal(left.get(running.id), 'restore running');
    assert.equal(left.get(own.id), 'restore succeeded');
    // Code that knows holds carries out the one approved while it ran.
    const knowsHolds = !newerFlows.some(([name]) => name.startsWith('hold '));
    const ended = knowsHolds ? idIn(hold.all) : undefined;
    for (const [id, is] of came) assert.equal(left.get(id), id === ended ? 'hold succeeded' : is, id);
    await endsWell(running);
    await saga.approve(waiting);
    await endsWell(waiting);
    assert.equal(await sent(), before + 3);
    if (!knowsHolds) await saga.approve({ card: hold });
    await endsWell({ card: hold });
    assert.equal(await deploy(now, async (db) => (await verifyAudit(db)).whole), true);
  });
});
