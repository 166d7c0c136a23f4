import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Bench, startBench } from '../faults/bench.ts';
import { createDatabase } from './engines.ts';

const botScript = join(import.meta.dirname, 'children/counted-bot.ts');

let bench: Bench;
let database: Awaited<ReturnType<typeof createDatabase>>;

before(async () => {
  database = await createDatabase();
  bench = await startBench({ botScript, databaseUrl: database.url, ownerDatabaseUrl: database.ownerUrl });
});
after(async () => {
  await bench.close();
  await database.drop();
});

/**
 * Statements of the turn that sent the given one, before its transaction and in it. Cached reads may be missing, or
 * come twice on a slow machine, so each statement before the transaction counts once, and throttles don't count.
 */
async function statementsOf(sent: RegExp): Promise<{ ahead: string[]; within: string[] }> {
  await bench.sandbox.settled();
  const lines = bench.sandbox.bot.log
    .filter((line) => line.startsWith('{"turn":'))
    .map((line) => JSON.parse(line) as { turn: number; statement: string })
    // A turn that finds every connection busy opens one, which is set up first.
    .filter(({ statement }) => !statement.startsWith('set '));
  const last = lines.findLast(({ statement }) => sent.test(statement));
  assert.ok(last, `${sent} was sent`);
  const own = lines.filter(({ turn }) => turn === last.turn).map(({ statement }) => statement);
  const at = own.findLastIndex((statement) => sent.test(statement));
  const begun = own.lastIndexOf('begin', at);
  return {
    ahead: [...new Set(own.slice(0, begun).filter((statement) => !statement.includes('from "throttles"')))],
    within: own.slice(begun, own.indexOf('commit', at) + 1),
  };
}

test('a turn that commits sends nine statements at most, five of them in its transaction', async () => {
  await bench.api.say('oncall', 'ops', 'settings language en');
  await bench.sandbox.settled();
  await bench.api.say('oncall', 'ops', 'settings language en');
  const { ahead, within } = await statementsOf(/^update "people" set "language"/);
  assert.equal(within.length, 5, within.join('\n'));
  // The person and conversation, the channel's permissions, an earlier answer.
  assert.ok(ahead.length <= 4, ahead.join('\n'));
});

test('a vote that decides sends 28 statements in its transaction, and six at most before it', async () => {
  const asked = await bench.ask('sql-01');
  await bench.sandbox.settled();
  await bench.api.click('approver-1', asked.card, 'approve');
  const { ahead, within } = await statementsOf(/^insert into "votes"/);
  assert.equal(within.length, 28, within.join('\n'));
  assert.ok(ahead.length <= 6, ahead.join('\n'));
});

test('help reads all it needs in two statements and a look at a machine in three, of which the vaults are one', async () => {
  const sentBy = async (line: string) => {
    await bench.sandbox.settled();
    const from = bench.sandbox.bot.log.length;
    await bench.api.say('oncall', 'ops', line);
    await bench.sandbox.settled();
    return (
      bench.sandbox.bot.log
        .slice(from)
        .filter((each) => each.startsWith('{"turn":'))
        .map((each) => JSON.parse(each).statement as string)
        // Who speaks where, and throttles, are kept for seconds, which may be over; a connection is tried now and then.
        .filter((statement) => !/^select 1$|from "(throttles|people|conversations)"|left join "people"/.test(statement))
    );
  };
  for (const [line, count] of [
    ['help', 2],
    ['vm web-01', 3],
  ] as const) {
    await sentBy(line);
    const sent = await sentBy(line);
    assert.equal(sent.length, count, sent.join('\n'));
    assert.ok(sent.some((statement) => /from "settings".*from "requests"/s.test(statement)));
  }
});
