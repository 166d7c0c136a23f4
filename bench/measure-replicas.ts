import { join } from 'node:path';
import type { BotProcess } from '../sandbox/bot-process.ts';
import { botProcess, newPlace, running } from './bots.ts';
import { round } from './numbers.ts';
import { cpuMs } from './process-figures.ts';
import { startServices } from './services.ts';
import { Speaker } from './speaker.ts';
import type { Table } from './table.ts';

export type Replicas = { replicas: number; what: string; turnsPerSecond: number; cpuMsPerTurn: number };

const turns = { read: 'vm sql-01', commit: 'settings language en' };

/** Measures turns of one, two and four processes on one PostgreSQL, each turn sent to another process. */
export async function measureReplicas(directory: string, quick: boolean): Promise<Replicas[]> {
  const services = await startServices({ fleetSize: 3 });
  const speaker = new Speaker(services);
  const place = await newPlace('server', join(directory, 'replicas'));
  const bots: BotProcess[] = [];
  const all: Replicas[] = [];
  try {
    for (const replicas of [1, 2, 4]) {
      while (bots.length < replicas) {
        const own = { ...place, dataDir: join(place.dataDir, String(bots.length)) };
        const bot = botProcess('server', own, services);
        bots.push(bot);
        await bot.start();
      }
      const pids = bots.map((bot) => running(bot).pid);
      const addresses = bots.map((bot) => running(bot).address);
      const cpu = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
      const setting = { concurrency: 16, ms: quick ? 1500 : 5000, expects: 'answer' as const };
      for (const what of Object.values(turns)) {
        await speaker.load(addresses, () => what, { ...setting, ms: 1500 });
        const before = cpu();
        const done = await speaker.load(addresses, () => what, setting);
        all.push({
          replicas,
          what,
          turnsPerSecond: round((done.turns / done.ms) * 1000),
          cpuMsPerTurn: round((cpu() - before) / done.turns, 2),
        });
      }
    }
    return all;
  } finally {
    speaker.close();
    await Promise.all(bots.map((bot) => bot.close()));
    await services.close();
  }
}

export function replicasTable(all: Replicas[]): Table {
  return {
    title: 'Replicas on one PostgreSQL, which shares the cores with them',
    head: ['replicas', 'turn', 'turns/s', 'CPU ms/turn'],
    rows: all.map(({ replicas, what, turnsPerSecond, cpuMsPerTurn }) => [replicas, what, turnsPerSecond, cpuMsPerTurn]),
  };
}
