import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { roster } from '../sandbox/teams/roster.ts';
import { runNow } from '../sandbox/world/scheduled-backups.ts';
import type { ProtectedItem } from '../sandbox/world/vault.ts';
import type { World } from '../sandbox/world/world.ts';
import { until } from '../test/faults/until.ts';
import { botProcess, newPlace, running } from './bots.ts';
import { round, sleep } from './numbers.ts';
import { cpuMs } from './process-figures.ts';
import { startServices } from './services.ts';
import { Speaker } from './speaker.ts';
import { subscribe } from './subscribe.ts';
import type { Table } from './table.ts';

const hourMs = 3_600_000;
/** Interval between questions, because Teams limits messages per conversation too. */
const askEveryMs = 2_000;

export type Channels = {
  channels: number;
  seconds: number;
  /**
   * Posts in the busiest second. Teams allows an app 50 a second in a tenant, by its newer statement; 30 by the older.
   */
  mostInASecond: number;
  refused: number;
  repeated: number;
  /** All CPU of the bot, including the turns meanwhile. */
  cpuMsPerPost: number;
  /** The slowest answer to `help` while the event was written and posted. */
  slowestTurnMs: number;
};

/** Measures a failed scheduled backup of a vault to which this many channels have subscribed, with Teams' limits on. */
export async function measureChannels(directory: string, quick: boolean): Promise<Channels> {
  const count = quick ? 100 : 1000;
  const services = await startServices({ fleetSize: 3 });
  services.teams.connector.limits.enabled = true;
  const home = join(directory, 'channels');
  mkdirSync(home);
  const place = await newPlace('embedded', home);
  const { chat } = services.teams;
  const members = roster.people.map(({ id }) => id);
  const added = Array.from({ length: count }, (_, index) => `19:bench-${index}@thread.tacv2`);
  roster.conversations.push(...added.map((id) => ({ id, name: id, kind: 'channel' as const, members })));
  const bot = botProcess('embedded', place, services);
  try {
    const { item, vault } = failing(services.world);
    subscribe(
      services,
      place,
      added.map((id) => ({ id, vaults: [vault], covers: 'all' })),
    );
    runNow(services.world, [item]);
    services.world.clock.advance(hourMs);
    const at: number[] = [];
    const heard = new Set<string>();
    chat.on('posted', ({ conversationId }) => {
      if (!conversationId.startsWith('19:bench-')) return;
      at.push(performance.now());
      heard.add(conversationId);
    });
    await bot.start();
    const { pid, address } = running(bot);
    const cpu = cpuMs(pid);
    const waits = await askMeanwhile(new Speaker(services), address, () => heard.size >= count);
    return {
      channels: count,
      slowestTurnMs: round(Math.max(...waits)),
      seconds: round(((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000, 1),
      mostInASecond: mostInASecond(at),
      refused: bot.log.filter((line) => line.includes('a message was not taken')).length,
      repeated: at.length - count,
      cpuMsPerPost: round((cpuMs(pid) - cpu) / count, 2),
    };
  } finally {
    await bot.close();
    await services.close();
    roster.conversations.splice(-count);
  }
}

/** A machine whose backups all fail, because Azure Backup may not read its keys. */
function failing(world: World): { item: ProtectedItem; vault: { id: string; name: string } } {
  for (const { id, name, items } of world.vaults.values()) {
    const item = [...items.values()].find(({ vmName }) => vmName === 'locked-01');
    if (item) return { item, vault: { id, name } };
  }
  throw new Error('the world has no machine whose backup fails');
}

/**
 * Types `help` all the while.
 * @returns the time of each answer in milliseconds
 */
async function askMeanwhile(speaker: Speaker, address: string, isOver: () => boolean): Promise<number[]> {
  const waits: number[] = [];
  await until(
    'the last channel',
    async () => {
      const began = performance.now();
      await speaker.ask(address, 'help');
      waits.push(performance.now() - began);
      await sleep(askEveryMs);
      return isOver();
    },
    300,
  );
  speaker.close();
  return waits;
}

function mostInASecond(at: number[]): number {
  return Math.max(...at.map((begin) => at.filter((one) => one >= begin && one < begin + 1000).length));
}

export function channelsTable(one: Channels): Table {
  return {
    title: 'One event to many channels, with Teams’ limits on',
    head: [
      'channels',
      'seconds',
      'most in a second',
      'refused by Teams',
      'repeated',
      'CPU ms/post',
      'slowest help meanwhile ms',
    ],
    rows: [
      [one.channels, one.seconds, one.mostInASecond, one.refused, one.repeated, one.cpuMsPerPost, one.slowestTurnMs],
    ],
  };
}
