import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roster } from '../sandbox/teams/roster.ts';
import { until } from '../test/faults/until.ts';
import { botProcess, newPlace, running } from './bots.ts';
import { round } from './numbers.ts';
import { cpuMs } from './process-figures.ts';
import { startServices } from './services.ts';
import type { Table } from './table.ts';

export type Channels = {
  channels: number;
  seconds: number;
  /** In the busiest second. Teams allows an app 50 a second in a tenant, by its newer statement; 30 by the older. */
  mostInASecond: number;
  refused: number;
  repeated: number;
  cpuMsPerPost: number;
};

/** One event for so many channels, with Teams' limits on. */
export async function measureChannels(directory: string, quick: boolean): Promise<Channels> {
  const count = quick ? 100 : 1000;
  const services = await startServices({ fleetSize: 3 });
  services.teams.connector.limits.enabled = true;
  const home = join(directory, 'channels');
  mkdirSync(home);
  const place = await newPlace('embedded', home);
  const { serviceUrl, chat } = services.teams;
  const members = roster.people.map(({ id }) => id);
  const added = Array.from({ length: count }, (_, index) => `19:bench-${index}@thread.tacv2`);
  roster.conversations.push(...added.map((id) => ({ id, name: id, kind: 'channel' as const, members })));
  const bot = botProcess('embedded', place, services);
  try {
    const reference = (conversationId: string) => ({
      serviceUrl,
      tenantId: roster.tenantId,
      conversationId,
      kind: 'channel',
      bot: { id: roster.bot.teamsId, name: roster.bot.name },
    });
    const file = join(home, 'channels.json');
    writeFileSync(file, JSON.stringify(added.map((id) => ({ id, reference: reference(id) }))));
    const script = join(import.meta.dirname, 'post-event.ts');
    execFileSync(process.execPath, ['--liftoff-only', script, join(place.dataDir, 'data'), file], { stdio: 'pipe' });
    const at: number[] = [];
    const heard = new Set<string>();
    chat.on('posted', ({ conversationId }) => {
      at.push(performance.now());
      heard.add(conversationId);
    });
    await bot.start();
    const cpu = cpuMs(running(bot).pid);
    const sent = at.length;
    await until('the last channel', () => heard.size >= count, 300);
    return {
      channels: count,
      seconds: round(((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000, 1),
      mostInASecond: mostInASecond(at),
      refused: bot.log.filter((line) => line.includes('a message was not taken')).length,
      repeated: at.length - count,
      cpuMsPerPost: round((cpuMs(running(bot).pid) - cpu) / Math.max(1, count - sent), 2),
    };
  } finally {
    await bot.close();
    await services.close();
    roster.conversations.splice(-count);
  }
}

function mostInASecond(at: number[]): number {
  return Math.max(...at.map((begin) => at.filter((one) => one >= begin && one < begin + 1000).length));
}

export function channelsTable(one: Channels): Table {
  return {
    title: 'One event to many channels, with Teams’ limits on',
    head: ['channels', 'seconds', 'most in a second', 'refused by Teams', 'repeated', 'CPU ms/post'],
    rows: [[one.channels, one.seconds, one.mostInASecond, one.refused, one.repeated, one.cpuMsPerPost]],
  };
}
