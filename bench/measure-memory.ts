import { type BotKind, botNames } from './bots.ts';
import { round, sleep } from './numbers.ts';
import { memoryMb } from './process-figures.ts';
import type { Table } from './table.ts';

export type Memory = { kind: BotKind; when: string; residentMb: number; peakMb: number };

const lookMs = 1000;
const mostLooks = 15;

/** Resident memory once it changes by at most 1 MB in 3 s, or after 15 s. */
export async function settledMemory(kind: BotKind, pid: number, when: string): Promise<Memory> {
  const seen: number[] = [];
  while (seen.length < mostLooks && !isSteady(seen)) {
    await sleep(lookMs);
    seen.push(memoryMb(pid).now);
  }
  const { now, peak } = memoryMb(pid);
  return { kind, when, residentMb: round(now), peakMb: round(peak) };
}

function isSteady(seen: number[]): boolean {
  const last = seen.slice(-4);
  return last.length === 4 && Math.max(...last) - Math.min(...last) <= 1;
}

export function memoryTable(all: Memory[]): Table {
  return {
    title: 'Resident memory while idle (goals: 250 MB embedded, 200 MB on PostgreSQL)',
    head: ['bot', 'when', 'RSS MB', 'highest MB'],
    rows: all.map(({ kind, when, residentMb, peakMb }) => [botNames[kind], when, residentMb, peakMb]),
  };
}
