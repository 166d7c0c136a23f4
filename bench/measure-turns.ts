import { type BotKind, botNames } from './bots.ts';
import { median, round } from './numbers.ts';
import { cpuMs } from './process-figures.ts';
import type { Speaker } from './speaker.ts';
import type { Table } from './table.ts';

export type RunningBot = { kind: BotKind; pid: number; address: string };

export type Turns = {
  kind: BotKind;
  what: string;
  turns: number;
  turnsPerSecond: number;
  cpuMsPerTurn: number;
  /** Median over the rounds of a turn's CPU relative to the bare bot's; absent for the bare bot. */
  cpuRatio?: number;
};

export type TurnsSetting = { rounds: number; roundMs: number; concurrency: number; expects?: 'card' | 'answer' };

type Round = { turnsPerSecond: number; cpuMsPerTurn: number; turns: number };

/** Measures turns with the bots alternating, A B C A B C, so that other work on the machine affects all of them. */
export async function measureTurns(
  speaker: Speaker,
  bots: RunningBot[],
  what: string,
  text: (turn: number) => string,
  { rounds, roundMs, concurrency, expects = 'card' }: TurnsSetting,
): Promise<Turns[]> {
  const measured = new Map<BotKind, Round[]>(bots.map(({ kind }) => [kind, []]));
  for (let index = 0; index < rounds; index++) {
    for (const { kind, pid, address } of bots) {
      const before = cpuMs(pid);
      const { turns, ms } = await speaker.load(address, text, { concurrency, ms: roundMs, expects });
      const used = cpuMs(pid) - before;
      measured.get(kind)?.push({ turns, turnsPerSecond: (turns / ms) * 1000, cpuMsPerTurn: used / turns });
    }
  }
  const bare = measured.get('bare');
  return bots.map(({ kind }) => {
    const own = measured.get(kind) ?? [];
    return {
      kind,
      what,
      turns: own.reduce((sum, { turns }) => sum + turns, 0),
      turnsPerSecond: round(median(own.map((one) => one.turnsPerSecond))),
      cpuMsPerTurn: round(median(own.map((one) => one.cpuMsPerTurn)), 2),
      ...(bare &&
        kind !== 'bare' && {
          cpuRatio: round(
            median(own.map((one, index) => one.cpuMsPerTurn / (bare[index]?.cpuMsPerTurn ?? Number.NaN))),
            2,
          ),
        }),
    };
  });
}

export function turnsTable(all: Turns[]): Table {
  return {
    title:
      'Text turns beside a bare botbuilder bot with the same cards (goals: help 1.25, vm 1.5, a setting 2 times its CPU)',
    head: ['turn', 'bot', 'turns', 'turns/s', 'CPU ms/turn', 'CPU beside bare'],
    rows: all.map(({ kind, what, turns, turnsPerSecond, cpuMsPerTurn, cpuRatio }) => [
      what,
      botNames[kind],
      turns,
      turnsPerSecond,
      cpuMsPerTurn,
      cpuRatio === undefined ? '' : `${cpuRatio} x`,
    ]),
  };
}
