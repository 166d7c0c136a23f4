import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findConversation, roster } from '../sandbox/teams/roster.ts';
import { botProcess, newPlace, running } from './bots.ts';
import { addBusyVaults, addFailures, type FollowedJob } from './busy-vaults.ts';
import { round, sleep } from './numbers.ts';
import { cpuMs, memoryMb } from './process-figures.ts';
import { startServices } from './services.ts';
import { subscribe } from './subscribe.ts';
import type { Table } from './table.ts';

export type Watch = {
  jobs: number;
  vaults: number;
  worldMinutes: number;
  callsPerMinute: number;
  /** One GET per job every half minute, as az waits for jobs. */
  waiterCallsPerMinute: number;
  /** Share of a core: idle process, and computation of the watch per minute of world time. */
  idleCorePercent: number;
  corePercent: number;
  waiterCorePercent: number;
};

/** Interval at which `az backup job wait` reads its job. */
const waitSeconds = 30;
/** World seconds per real second: as fast as the bot can follow, so that whole ticks (up to 50 min) are measured. */
const speedFor = (jobs: number) => (jobs > 1000 ? 100 : 600);
const measuredMs = (jobs: number) => (jobs > 1000 ? 62_000 : 24_000);
const idleMs = 6_000;
const channel = findConversation(roster, 'ops')?.id ?? '';
/** Quiet time after which the first looks at every vault, made at the start, are over. */
const quietMs = 5_000;

/** Measures the embedded bot while it follows this many jobs, spread over a hundred vaults. */
export async function measureWatch(directory: string, quick: boolean): Promise<Watch[]> {
  const all: Watch[] = [];
  for (const jobs of quick ? [10, 1000] : [10, 100, 1000, 10_000]) all.push(await one(directory, jobs, quick));
  return all;
}

async function one(directory: string, jobs: number, quick: boolean): Promise<Watch> {
  const { services, bot, followed } = await watching(directory, `watch-${jobs}`, jobs);
  const { world, azure } = services;
  try {
    const { pid } = running(bot);
    await quiet(() => azure.requests().length);
    const idleBefore = cpuMs(pid);
    await sleep(idleMs);
    const idle = (cpuMs(pid) - idleBefore) / idleMs;
    const calls = azure.requests().length;
    const [cpu, began, worldBegan] = [cpuMs(pid), performance.now(), world.clock.now().getTime()];
    world.clock.setSpeed(speedFor(jobs));
    await sleep(quick ? 10_000 : measuredMs(jobs));
    world.clock.setSpeed(1);
    const worldMinutes = (world.clock.now().getTime() - worldBegan) / 60_000;
    const watchMs = Math.max(0, cpuMs(pid) - cpu - idle * (performance.now() - began));
    const reads = (60 / waitSeconds) * jobs;
    const readMs = await waiterMs(azure.port, Math.min(jobs * 4, 400), followed);
    return {
      jobs,
      vaults: new Set(followed.map(({ vaultId }) => vaultId)).size,
      worldMinutes: round(worldMinutes),
      callsPerMinute: round((azure.requests().length - Math.min(jobs * 4, 400) - 20 - calls) / worldMinutes, 2),
      waiterCallsPerMinute: reads,
      idleCorePercent: round(idle * 100, 1),
      corePercent: round((idle + watchMs / (worldMinutes * 60_000)) * 100, 2),
      waiterCorePercent: round(((reads * readMs) / 60_000) * 100, 1),
    };
  } finally {
    await bot.close();
    await services.close();
  }
}

async function quiet(calls: () => number): Promise<void> {
  for (let before = -1; before !== calls(); ) {
    before = calls();
    await sleep(quietMs);
  }
}

export type Day = {
  hour: number;
  residentMb: number;
  /** Number of messages so far about failures and recoveries. */
  told: number;
};

/**
 * Measures resident memory of the embedded bot at the end of each hour of a day (world time) in which it follows 1,000
 * jobs, and notifies a channel of failures and recoveries in a hundred vaults.
 */
export async function measureDay(directory: string, quick: boolean): Promise<Day[]> {
  const length = quick ? 2 : 24;
  const { services, bot } = await watching(directory, 'day', 1000, length);
  const hours: Day[] = [];
  try {
    const speed = speedFor(1000);
    services.world.clock.setSpeed(speed);
    const { chat } = services.teams;
    for (let hour = 1; hour <= length; hour++) {
      await sleep((3600 / speed) * 1000);
      const told = chat.list(channel).length;
      hours.push({ hour, residentMb: round(memoryMb(running(bot).pid).now), told });
    }
    return hours;
  } finally {
    await bot.close();
    await services.close();
  }
}

/** @param troubled hours in which backups fail and a channel is notified */
async function watching(directory: string, name: string, jobs: number, troubled = 0) {
  const services = await startServices({ fleetSize: 3 });
  const home = join(directory, name);
  mkdirSync(home);
  const place = await newPlace('embedded', home);
  const followed = addBusyVaults(services.world, jobs);
  const file = join(home, 'jobs.json');
  writeFileSync(file, JSON.stringify({ jobs: followed, clock: services.world.clock.setting }));
  const script = join(import.meta.dirname, 'follow-jobs.ts');
  execFileSync(process.execPath, ['--liftoff-only', script, join(place.dataDir, 'data'), file], { stdio: 'pipe' });
  if (troubled > 0) {
    subscribe(services, place, [{ id: channel, vaults: addFailures(services.world, troubled), covers: 'all' }]);
  }
  const bot = botProcess('embedded', place, services);
  services.world.clock.onChange((setting) => bot.setClock(setting));
  await bot.start();
  return { services, bot, followed };
}

/** CPU milliseconds of one GET of a job through the SDK. */
async function waiterMs(port: number, reads: number, jobs: FollowedJob[]): Promise<number> {
  const script = join(import.meta.dirname, 'job-waiter.ts');
  const some = JSON.stringify(jobs.slice(0, 200));
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(port), String(reads), some]);
  return Number(stdout);
}

export function watchTable(all: Watch[]): Table {
  return {
    title:
      'The watch of running jobs over 100 vaults, beside one GET per job (goals: calls constant, under 10 % of a core)',
    head: ['jobs', 'vaults', 'calls/min', 'GET per job: calls/min', 'core %', 'of it idle %', 'GET per job: core %'],
    rows: all.map((one) => [
      one.jobs,
      one.vaults,
      one.callsPerMinute,
      one.waiterCallsPerMinute,
      one.corePercent,
      one.idleCorePercent,
      one.waiterCorePercent,
    ]),
  };
}

export function dayTable(hours: Day[]): Table {
  const [first] = hours;
  const later = hours.slice(1).map(({ residentMb }) => residentMb);
  return {
    title:
      'Resident memory over a day of world time, 1,000 running jobs in 100 vaults of which one channel hears (goal: no growth after the first hour)',
    head: ['hours', 'after the first MB', 'highest later MB', 'at the end MB', 'messages of failures'],
    rows: [[hours.length, first?.residentMb ?? 0, Math.max(...later), later.at(-1) ?? 0, hours.at(-1)?.told ?? 0]],
  };
}
