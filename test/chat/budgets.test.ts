import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asObject } from '../../src/kernel/stored.ts';
import { readData } from '../faults/read-data.ts';
import { until } from '../faults/until.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';
import { forge } from './raw-activity.ts';

/** How much one person can make the bot, Azure and everybody else do. */

let talk: Talk;
/** A request that waits for approval. */
let id: string;
before(async () => {
  talk = await startTalk({ linesPerMinute: 30 });
  // Limits per minute must not depend on this machine's speed: time stands still except where a test lets it pass.
  talk.sandbox.world.clock.setSpeed(0.001);
  const plan = await talk.ask('oncall', 'ops', 'restore web-01 latest because INC0012345', /Check the plan, then ask/);
  id = idIn(plan.all);
  await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  await talk.letPass(60);
});
after(() => talk.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function callsSince(since: string): Promise<string[]> {
  return (await talk.api.requests(since)).map(({ path }) => path);
}

const saidIn = async (room: string, fits: RegExp, as?: string) =>
  (await talk.read(room, as)).filter(({ from, all }) => from === 'bot' && fits.test(all));

describe('somebody eligible who asks for 60 different things', () => {
  it('has the newest 20 kept, and is looked at once a minute for all of them', async () => {
    for (const ask of times(60)) {
      await talk.ask('eligible', 'personal-eligible', `backup app-01 keep ${ask}d`, /eligible for/);
      if (ask % 10 === 0) await talk.letPass(30);
    }
    await talk.hears('personal-eligible', /I keep 20 at most, so I no longer keep the oldest: backup app-01 keep 40d/);
    const since = new Date().toISOString();
    // Others are looked at as well: whoever may decide the request that waits.
    const looks = async () =>
      (await callsSince(since)).filter((path) => /roleAssignments.*\$filter=.*0006/i.test(path)).length;
    await talk.letPass(5 * 60, 60);
    assert.ok((await looks()) >= 5 && (await looks()) <= 10, `${await looks()} looks in 5 minutes`);
    const forgotten = await talk.ask('eligible', 'personal-eligible', 'settings forget', /no longer keep/);
    assert.equal(forgotten.all.match(/backup app-01 keep/g)?.length, 20);
    assert.match(forgotten.all, /keep 41d[\s\S]*keep 60d/);
  });
});

describe('somebody eligible who asks at length in another script', () => {
  it('has that kept as well, and what differs only at its end beside it', async () => {
    // No letter of it repeats, so that the database can't compress it.
    const long = String.fromCodePoint(...Array.from({ length: 1500 }, (_, at) => 0x4e00 + ((at * 7919) % 20_000)));
    for (const end of ['one', 'two']) {
      await talk.ask('eligible', 'personal-eligible', `restore app-01 latest because ${long} ${end}`, /eligible for/);
    }
    const forgotten = await talk.ask('eligible', 'personal-eligible', 'settings forget', /no longer keep/);
    assert.equal(forgotten.all.match(/restore app-01 latest because/g)?.length, 2);
  });
});

describe('150 times "restore sql-01" by one person', () => {
  it('opens a few forms, costs a few calls, and the last one comes at its turn', async () => {
    const since = new Date().toISOString();
    for (const _ of times(150)) await talk.api.say('oncall', 'ops', 'restore sql-01');
    await talk.settled();
    assert.ok((await saidIn('personal-oncall', /runs in \d+ seconds?, at/)).length >= 100);
    const away = async () => (await saidIn('ops', /newer forms open/)).length;
    assert.equal(await away(), 12, 'the forms of before are put away');
    const calls = (await callsSince(since)).length;
    assert.ok(calls < 1000, `${calls} calls to Azure`);
    await talk.passes('the one that waited', async () => ((await away()) === 13 ? true : undefined), 5);
  });
});

describe('lines beyond what runs in a minute', () => {
  it('wait, are said to wait, and run in their order; beyond the queue they are refused; votes never wait', async () => {
    let sent = 0;
    await until('a refusal', async () => {
      sent += 1;
      await talk.api.say('dba', 'personal-dba', `explain Nonsense${100 + sent}`);
      await talk.settled();
      return (await saidIn('personal-dba', /20 of your lines are already waiting/)).length > 0 ? true : undefined;
    });
    const answered = async () =>
      (await saidIn('personal-dba', /Nonsense/)).flatMap(({ all }) =>
        /runs in|are already waiting/.test(all) ? [] : (/Nonsense(\d+)/.exec(all)?.[1] ?? []),
      );
    const queued = async () => (await saidIn('personal-dba', /Queued; runs in/)).length;
    const refused = async () => (await saidIn('personal-dba', /20 of your lines are already waiting/)).length;
    await talk.settled();
    assert.ok((await answered()).length + (await queued()) + (await refused()) >= sent, 'a word on each line');
    assert.ok((await queued()) >= 20, `${await queued()} wait`);
    await talk.ask('dba', 'ops', `reject ${id}`, /Your Azure roles don't let you do this/);
    const taken = sent - (await refused());
    // One turn comes every two seconds.
    await talk.passes('the last of those that waited', async () => (await answered()).length >= taken || undefined, 2);
    const waited = (await answered()).slice(15).map(Number);
    assert.deepEqual(
      waited,
      waited.toSorted((a, b) => a - b),
    );
    await talk.letPass(60);
    await talk.ask('dba', 'personal-dba', 'whoami', /You are Dana/);
  });
});

describe('a sentence beyond what runs in a minute', () => {
  it('is read at its turn: a question is answered, and a change has its button', async () => {
    for (const at of times(15)) await talk.api.say('approver-2', 'personal-approver-2', `explain Nonsense${at}`);
    await talk.settled();
    const queued = (said: string) => talk.ask('approver-2', 'personal-approver-2', said, /Queued; runs in/);
    await queued('which recovery points does web-01 have?');
    await queued('please restore web-01 to the latest point');
    await talk.letPass(60, 2);
    await talk.hears('personal-approver-2', /I read this as \*\*points web-01/);
    await talk.hears('personal-approver-2', /Recovery points of web-01/);
    await talk.hears('personal-approver-2', /Nothing has happened yet[\s\S]*restore web-01 latest/);
    assert.deepEqual(await saidIn('personal-approver-2', /I don't know that command/), []);
  });
});

describe('the same words in the threads of two requests, beyond what runs in a minute', () => {
  it('are two lines, and each waits for its turn', async () => {
    await talk.letPass(60);
    const threads: string[] = [];
    for (const vm of ['web-01', 'app-01']) {
      const plan = await talk.ask(
        'oncall',
        'ops',
        `restore ${vm} latest disks because INC0012345`,
        /Check the plan, then ask/,
      );
      const thread = plan.thread ?? plan.id;
      await talk.ask('oncall', 'ops', `confirm ${idIn(plan.all)}`, /Decide by/, thread);
      threads.push(thread);
    }
    for (const at of times(15)) await talk.api.say('approver-1', 'personal-approver-1', `explain Nonsense${at}`);
    await talk.settled();
    const told = () => saidIn('personal-approver-1', /runs in[\s\S]*takeover/);
    for (const thread of [...threads, ...threads]) {
      await talk.api.say('approver-1', 'ops', 'takeover', thread);
      await talk.settled();
    }
    const already = (await told()).filter(({ all }) => /Already queued/.test(all));
    assert.deepEqual([(await told()).length, already.length], [4, 2]);
    await talk.letPass(60, 2);
  });
});

describe('a person whose lines are counted when the clock of the host is set back by ten minutes', () => {
  it('is answered at once', async () => {
    await talk.ask('oncall', 'ops', 'vm web-01', /web-01/);
    const { clock } = talk.sandbox.world;
    const { setting } = clock;
    talk.sandbox.bot.setClock({ ...setting, worldOrigin: setting.worldOrigin - 10 * 60_000 });
    await talk.ask('oncall', 'ops', 'vm app-01', /app-01/);
    talk.sandbox.bot.setClock(setting);
    assert.deepEqual(
      [...(await saidIn('ops', /vm app-01/, 'oncall')), ...(await saidIn('personal-oncall', /vm app-01/))],
      [],
    );
  });
});

describe('somebody who forges clicks on forms that there never were', () => {
  it('has 200 of them kept, and is refused the others', async () => {
    const answers: string[] = [];
    for (const at of times(230))
      answers.push(await forge(talk, 'approver-2', 'form-cancel', { id: `R-${at}`, nonce: 'n' }));
    const refused = answers.map((answer) => /200 of your lines are already waiting/.test(answer));
    assert.equal(refused.indexOf(true), 15 + 200);
    assert.ok(refused.slice(215).every(Boolean));
    assert.match(answers.at(-1) ?? '', /Up to 200 restores may wait, and approvals and breakglass are always accepted/);
  });
});

describe('an outsider who forges 600 clicks', () => {
  it('leaves a few rows in the audit, and every click is counted, though the bot is killed in between', async () => {
    for (const batch of times(60)) {
      await Promise.all(times(10).map(() => forge(talk, 'outsider', 'approve', { id, nonce: 'forged' })));
      if (batch !== 30) continue;
      await talk.sandbox.bot.kill('SIGKILL');
      await talk.sandbox.bot.start();
    }
    await talk.passes('the counts in the audit', async () => {
      const card = await talk.ask('platform', 'personal-platform', 'audit', /Audit/);
      return /Otto Lindqvist\n.*count: \d+/.test(card.all) ? true : undefined;
    });
    await talk.sandbox.bot.stop();
    const rows = await readData({ dataDir: talk.dataDir }, (db) =>
      db
        .selectFrom('audit')
        .innerJoin('audit_texts', 'audit_texts.hash', 'actor_hash')
        .select('details')
        .where('event', '=', 'refused')
        .where('text', '=', 'Otto Lindqvist')
        .execute(),
    );
    assert.ok(rows.length > 0 && rows.length <= 6, `${rows.length} rows`);
    const counts = rows.map(({ details }) => Number(asObject(details).count ?? 1));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      600,
    );
  });
});
