import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyAudit } from '../../src/store/audit.ts';
import { type StandIn, standIn } from '../requests/stand-ins.ts';
import { type Apart, startApart } from './apart.ts';
import type { Asked } from './bench.ts';
import { chosen, full } from './extent.ts';
import { endedStates, faults, type Run } from './partition-faults.ts';
import { until } from './until.ts';

const runs = Number(process.env.PARTITION_RUNS ?? (full ? 3 : 1));

type Row = { fault: string; runs: number; effects: number; told: number; untold: number; problems: string[] };

describe('partitions, lost commits, late effects and clocks that are off', () => {
  const random = chosen();
  const rows: Row[] = [];
  let pager: StandIn;
  let stage: Apart | undefined;
  before(async () => {
    pager = await standIn('cloudevents');
  });
  after(async () => {
    await stage?.close();
    pager?.close();
    console.log(table(rows, random.seed));
  });

  for (const { name, act } of faults.filter(({ brief }) => full || brief)) {
    test(name, async (t) => {
      t.diagnostic(`SEED=${random.seed}`);
      const row: Row = { fault: name, runs: 0, effects: 0, told: 0, untold: 0, problems: [] };
      rows.push(row);
      for (let run = 1; run <= runs; run += 1) {
        stage ??= await startApart(pager);
        const since = new Date();
        const { asked, problems } = await act(stage, random, run).catch(
          (error: unknown): Run => ({ asked: [], problems: [String(error)] }),
        );
        stage.heal();
        if (asked.length === 0) for (const line of complaints(stage)) t.diagnostic(line);
        const seen = await look(stage, asked, since);
        row.runs += 1;
        row.effects += seen.effects;
        row.told += seen.told;
        row.untold += seen.untold;
        row.problems.push(...problems, ...seen.problems);
        // Printed at once, because a failed test reports only at the end.
        t.diagnostic(`${asked.map(({ id }) => id).join(', ')}: ${[...problems, ...seen.problems].join('; ') || 'ok'}`);
        // Damage by one fault must not count against another.
        if (problems.length + seen.problems.length + seen.untold > 0 || stage.machinesLeft() < 6) {
          await stage.close();
          stage = undefined;
        }
      }
      assert.deepEqual({ untold: row.untold, problems: row.problems }, { untold: 0, problems: [] });
    });
  }
});

type Seen = Pick<Row, 'effects' | 'told' | 'untold' | 'problems'>;

/**
 * A run as seen in Azure's log, the rows and the threads. Each machine was requested once, so one restore of it is
 * right.
 */
async function look(apart: Apart, asked: Asked[], since: Date): Promise<Seen> {
  const { bench, api, db } = apart;
  const effects = () => bench.sandbox.azure.requests(since).filter(({ effect }) => effect !== '');
  const second = new Map<string, number>();
  const counted = new Map<string, number>();
  for (const { effect, clientRequestId } of effects()) {
    // A repeated change: of one machine under any id, or under one id.
    const what = effect.startsWith('restore accepted')
      ? `restore of ${effect.split(' of ').at(-1)}`
      : `${clientRequestId} ${effect}`;
    counted.set(what, (counted.get(what) ?? 0) + 1);
  }
  for (const [what, count] of counted) if (count > 1) second.set(what, count - 1);
  const doubles = [...second.values()].reduce((sum, count) => sum + count, 0);
  const told = async () => {
    const threads = await Promise.all(asked.map((each) => bench.thread(each)));
    return threads.filter((messages) =>
      messages.some(({ text }) => /ran twice in Azure|whose step counted as failed/.test(text)),
    ).length;
  };
  // Jobs are compared with attempts whenever their list is read: within a day at most.
  for (let day = 0; doubles > 0 && day < 4 && (await told()) < doubles; day += 1) {
    await api.advance(6 * 3_600);
    await until('what is told of it', async () => (await told()) >= doubles, 10).catch(() => undefined);
  }
  const isTold = Math.min(doubles, await told());
  const problems: string[] = [];
  const sent = await until('an empty outbox', async () => (await unsent(apart)).length === 0).catch(() => false);
  if (!sent) problems.push(`messages are lost: ${JSON.stringify(await unsent(apart))}`);
  if (!(await verifyAudit(db)).whole) problems.push('the audit chain is broken');
  for (const { id } of asked) {
    const state = await apart.stateOf(id);
    if (!endedStates.includes(state)) problems.push(`${id} is ${state}`);
  }
  return { effects: effects().length, told: isTold, untold: doubles - isTold, problems };
}

/** Last complaints of the replicas. */
function complaints({ replicas, bench }: Apart): string[] {
  const lines = replicas.flatMap(({ bot }) =>
    bot.log.filter((line) => /"level":"(warn|error|fatal)"/.test(line)).slice(-8),
  );
  const heard = bench.sandbox.teams.chat.list('19:ops@thread.tacv2').slice(-12);
  return [...lines, ...heard.map(({ from, said }) => `${from}: ${said}`)].map((line) => line.slice(0, 600));
}

function unsent({ db }: Apart): Promise<object[]> {
  return db
    .selectFrom('messages')
    .select(['kind', 'state', 'error'])
    .where('state', 'not in', ['sent', 'replaced'])
    .execute();
}

function table(rows: Row[], seed: number): string {
  const lines = [
    ['fault', 'runs', 'effects', 'doubles told', 'doubles untold', 'result'],
    ...rows.map(({ fault, runs, effects, told, untold, problems }) => [
      fault,
      ...[runs, effects, told, untold].map(String),
      [...(untold > 0 ? ['a second effect that nobody was told of'] : []), ...new Set(problems)].join('; ') || 'ok',
    ]),
  ];
  const width = (column: number) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  const padded = lines.map((line) =>
    line.map((cell, column) => (column < 5 ? cell.padEnd(width(column)) : cell)).join('  '),
  );
  return `\nSEED=${seed}\n${padded.join('\n')}\n`;
}
