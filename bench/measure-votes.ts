import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity } from '../sandbox/teams/activities.ts';
import { startBench } from '../test/faults/bench.ts';
import { fleetFor } from '../test/faults/fleet-machines.ts';
import { seeded } from '../test/faults/seeded.ts';
import { until } from '../test/faults/until.ts';
import { askMany, storm, votesFor, type Waiting } from '../test/faults/vote-storm.ts';
import { type BotKind, botNames, botProcess, newPlace, running } from './bots.ts';
import { round } from './numbers.ts';
import { cpuMs } from './process-figures.ts';
import type { Table } from './table.ts';

type Bench = Awaited<ReturnType<typeof startBench>>;

export type Votes = { kind: BotKind; votes: number; votesPerSecond: number; cpuMsPerVote: number; cpuRatio?: number };
/** Milliseconds from the Approve click to the first call to Azure, and to the call that starts the restore. */
export type Clicks = { kind: BotKind; clicks: number; first: Spread; restore: Spread };
type Spread = { median: number; p99: number; slowest: number };

export type Decisions = { votes: Votes[]; clicks: Clicks[] };

/** Fixed, so that the votes and their order are the same in every run. */
const seed = '1';

/**
 * Measures votes beside a bare bot that answers each with the card, both warmed up alike; then times approvals one by
 * one.
 */
export async function measureDecisions(directory: string, quick: boolean): Promise<Decisions> {
  const result: Decisions = { votes: [], clicks: [] };
  const [warmed, voted, clicked] = quick ? [2, 4, 4] : [8, 25, 40];
  for (const kind of ['embedded', 'server'] as const) {
    const home = join(directory, `votes-${kind}`);
    mkdirSync(home);
    const { databaseUrl } = await newPlace(kind, home);
    const bench = await startBench({
      world: { fleetSize: fleetFor(warmed + voted + clicked) },
      azureTimeoutMs: 60_000,
      ...(databaseUrl && { databaseUrl }),
    });
    try {
      // All requests come first, because the bare bot must get the very same votes.
      const asked = await askMany(bench, warmed + voted + clicked);
      const first = asked.splice(0, warmed);
      const warm = votesFor(bench, first, seeded(seed));
      const votes = votesFor(bench, asked.slice(0, voted), seeded(seed));
      const card = bench.sandbox.teams.chat.find(asked[0]?.card ?? '')?.card;
      await vote(bench, warm, running(bench.sandbox.bot));
      for (const { vm } of first) await until(`the restore of ${vm}`, () => restoreOf(bench, vm));
      const own = await vote(bench, votes, running(bench.sandbox.bot));
      const bare = await voteBare(bench, warm, votes, card, home);
      result.votes.push(
        { kind: 'bare', ...bare },
        { kind, ...own, cpuRatio: round(own.cpuMsPerVote / bare.cpuMsPerVote, 2) },
      );
      result.clicks.push({ kind, ...(await clickEach(bench, asked.slice(voted))) });
    } finally {
      await bench.close();
    }
  }
  return result;
}

async function vote(bench: Bench, votes: Activity[], { pid, address }: { pid: number; address: string }) {
  const [cpu, began] = [cpuMs(pid), performance.now()];
  const statuses = await storm(bench, votes, [address], seeded(seed));
  const seconds = (performance.now() - began) / 1000;
  const cpuMsPerVote = (cpuMs(pid) - cpu) / statuses.length;
  if (statuses.some((status) => status !== 200)) throw new Error(`votes were answered ${[...new Set(statuses)]}`);
  return {
    votes: votes.length,
    votesPerSecond: round(statuses.length / seconds),
    cpuMsPerVote: round(cpuMsPerVote, 2),
  };
}

async function voteBare(bench: Bench, warm: Activity[], votes: Activity[], card: unknown, home: string) {
  const place = { dataDir: join(home, 'bare') };
  mkdirSync(join(place.dataDir, 'data'), { recursive: true });
  writeFileSync(join(place.dataDir, 'data', 'answers.json'), JSON.stringify({ invoke: { value: card } }));
  const bot = botProcess('bare', place, { ...bench.sandbox, close: async () => undefined });
  try {
    await bot.start();
    await vote(bench, warm, running(bot));
    return await vote(bench, votes, running(bot));
  } finally {
    await bot.close();
  }
}

async function clickEach(bench: Bench, asked: Waiting[]): Promise<Omit<Clicks, 'kind'>> {
  const { azure } = bench.sandbox;
  const [first, restore]: [number[], number[]] = [[], []];
  for (const { card, vm } of asked) {
    const clickedAt = Date.now();
    const since = new Date(clickedAt).toISOString();
    await bench.api.click('approver-1', card, 'approve');
    const sent = await until(`the restore of ${vm}`, () => restoreOf(bench, vm, since));
    first.push(new Date(azure.requests(since)[0]?.at ?? '').getTime() - clickedAt);
    restore.push(new Date(sent.at).getTime() - clickedAt);
  }
  return { clicks: asked.length, first: spread(first), restore: spread(restore) };
}

/** The call with which Azure accepted the restore. */
function restoreOf({ sandbox: { azure } }: Bench, vm: string, since?: string) {
  return azure
    .requests(since)
    .find(({ effect }) => effect.startsWith('restore accepted') && effect.endsWith(` of ${vm}`));
}

function spread(values: number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99), slowest: at(1) };
}

export function votesTable(all: Votes[]): Table {
  return {
    title:
      'Votes, racing and redelivered, with what they set off, beside a bare bot that answers with the card (goal: 3 times its CPU)',
    head: ['bot', 'votes', 'votes/s', 'CPU ms/vote', 'CPU beside bare'],
    rows: all.map((one) => [
      botNames[one.kind],
      one.votes,
      one.votesPerSecond,
      one.cpuMsPerVote,
      one.cpuRatio === undefined ? '' : `${one.cpuRatio} x`,
    ]),
  };
}

export function clicksTable(all: Clicks[]): Table {
  return {
    title: 'From the Approve click (goal: the first call to Azure leaves within 250 ms, p99)',
    head: ['bot', 'clicks', 'first call median ms', 'p99 ms', 'slowest ms', 'restore sent median ms', 'p99 ms'],
    rows: all.map(({ kind, clicks, first, restore }) => [
      botNames[kind],
      clicks,
      first.median,
      first.p99,
      first.slowest,
      restore.median,
      restore.p99,
    ]),
  };
}
