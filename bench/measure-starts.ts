import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { BotProcess } from '../sandbox/bot-process.ts';
import { type BotKind, type BotPlace, botNames, running } from './bots.ts';
import { median, round } from './numbers.ts';
import { cpuMs } from './process-figures.ts';
import type { Table } from './table.ts';

/** cpuMs: CPU of the process itself, which other work on the machine hardly changes. */
export type Starts = { kind: BotKind; startsMs: number[]; medianMs: number; cpuMs: number };

const starts = 5;
export const startGoalMs = 1000;

/** Fills the store with a history, so that the bot starts as on an ordinary day. The bot must not be running. */
export function fillStore({ dataDir, databaseUrl }: BotPlace): void {
  const script = join(import.meta.dirname, 'fill-store.ts');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--liftoff-only', script, join(dataDir, 'data'), ...(databaseUrl ? [databaseUrl] : [])],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the store was not filled:\n${stderr}`);
}

/** Measures from the start of the process to the first answer of /healthz. Leaves the bot running. */
export async function measureStarts(kind: BotKind, bot: BotProcess): Promise<Starts> {
  const startsMs: number[] = [];
  const cpus: number[] = [];
  for (let index = 0; index < starts; index++) {
    await bot.stop();
    const begun = performance.now();
    await bot.start();
    startsMs.push(round(performance.now() - begun));
    cpus.push(cpuMs(running(bot).pid));
  }
  return { kind, startsMs, medianMs: round(median(startsMs)), cpuMs: round(median(cpus)) };
}

export function startsTable(all: Starts[]): Table {
  return {
    title: `Start to listening, with existing data (goal: ${startGoalMs} ms)`,
    head: ['bot', 'median ms', 'fastest ms', 'slowest ms', 'CPU ms'],
    rows: all.map(({ kind, startsMs, medianMs, cpuMs }) => [
      botNames[kind],
      medianMs,
      Math.min(...startsMs),
      Math.max(...startsMs),
      cpuMs,
    ]),
  };
}
