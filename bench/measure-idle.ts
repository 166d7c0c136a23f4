import { join } from 'node:path';
import { connected, testServer } from '../test/store/postgres-server.ts';
import { botNames, botProcess, databaseName, newPlace, running } from './bots.ts';
import { settledMemory } from './measure-memory.ts';
import { fillStore } from './measure-starts.ts';
import { round, sleep } from './numbers.ts';
import { bytesMoved, cpuMs } from './process-figures.ts';
import { startServices } from './services.ts';
import type { Table } from './table.ts';

/** Figures per minute. Transactions are counted by the server; only the bot uses the embedded database. */
export type Idle = { kind: 'embedded' | 'server'; transactions?: number; kilobytes: number; cpuMs: number };

/** Measures an idle bot. */
export async function measureIdle(directory: string, quick: boolean): Promise<Idle[]> {
  const services = await startServices({ fleetSize: 3 });
  const minutes = quick ? 0.5 : 2;
  const all: Idle[] = [];
  try {
    for (const kind of ['embedded', 'server'] as const) {
      const place = await newPlace(kind, join(directory, 'idle'));
      fillStore(place);
      const bot = botProcess(kind, place, services);
      try {
        await bot.start();
        const { pid } = running(bot);
        await settledMemory(kind, pid, 'at rest');
        const before = await count(kind, pid);
        await sleep(minutes * 60_000);
        const after = await count(kind, pid);
        const each = (name: keyof typeof after) => ((after[name] ?? 0) - (before[name] ?? 0)) / minutes;
        all.push({
          kind,
          ...(after.transactions !== undefined && { transactions: round(each('transactions')) }),
          kilobytes: round(each('bytes') / 1000, 1),
          cpuMs: round(each('cpu')),
        });
      } finally {
        await bot.close();
      }
    }
    return all;
  } finally {
    await services.close();
  }
}

async function count(kind: Idle['kind'], pid: number): Promise<{ transactions?: number; bytes: number; cpu: number }> {
  const own = { bytes: bytesMoved(pid), cpu: cpuMs(pid) };
  return kind === 'server' ? { ...own, transactions: await transactions() } : own;
}

/** Transactions of the bot's database, read from another one. */
function transactions(): Promise<number> {
  return testServer().then((server) =>
    connected(server, async (client) => {
      const { rows } = await client.query<{ count: string }>(
        'select xact_commit + xact_rollback as count from pg_stat_database where datname = $1',
        [databaseName],
      );
      return Number(rows[0]?.count);
    }),
  );
}

export function idleTable(all: Idle[]): Table {
  return {
    title: 'A minute at rest (goal: under 60 transactions)',
    head: ['bot', 'transactions', 'kB read and written', 'CPU ms'],
    rows: all.map(({ kind, transactions, kilobytes, cpuMs: cpu }) => [
      botNames[kind],
      transactions ?? '',
      kilobytes,
      cpu,
    ]),
  };
}
