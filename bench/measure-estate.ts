import { join } from 'node:path';
import type { RequestEntry } from '../sandbox/azure/request-log.ts';
import type { BotProcess } from '../sandbox/bot-process.ts';
import { roster } from '../sandbox/teams/roster.ts';
import type { Vault } from '../sandbox/world/vault.ts';
import { botProcess, newPlace, running } from './bots.ts';
import { addEstate, addStorm, type EstateSize, sizes } from './estate-world.ts';
import { median, round, sleep } from './numbers.ts';
import { memoryMb } from './process-figures.ts';
import { type Services, startServices } from './services.ts';
import { Speaker } from './speaker.ts';
import { subscribe, type Watcher } from './subscribe.ts';
import type { Table } from './table.ts';

/** Azure Backup's limit of one action in a subscription, as the lowest that was seen. */
const callsPerHour = 150;
const replicas = 2;
const hourMs = 3_600_000;
/** World time at the start, so that the hour measured is over before the digests are due. */
const origin = new Date('2026-11-24T05:30:00Z');
const digestAt = '08:00';
/** World seconds per real second while an hour of calls is counted. */
const speed = 60;
const digestLimitMs = 600_000;
const askedTimes = 5;

/** Calls of one action in an hour of world time, or while digests were made. */
type Calls = { action: string; all: number; mostInSubscription: number; pages: number; refused: number };

export type Estate = {
  size: EstateSize & { vaults: number };
  /** From the first process's start until no list is being read for the first time. */
  fillSeconds: number;
  pages: { what: string; firstMs: number; medianMs: number; slowestMs: number }[];
  hour: Calls[];
  digests: { sent: number; seconds: number; calls: Calls[] };
  storm: { failures: number; channels: number; posts: number; mostPerChannel: number; worldMinutes: number };
  /** The process with the most. */
  memory: { atRestMb: number; mostMb: number };
};

/** Measures two replicas in a large organisation, with the limits of Azure and Teams on. */
export async function measureEstate(directory: string, quick: boolean): Promise<Estate> {
  const size = quick ? sizes.small : sizes.whole;
  const services = await startServices({ fleetSize: 3, origin });
  const { world, azure, teams } = services;
  const { subscriptions, vaults } = addEstate(world, size);
  const watchers = watchersOf(size, vaults);
  const members = roster.people.map(({ id }) => id);
  roster.conversations.push(...watchers.map(({ id }) => ({ id, name: id, kind: 'channel' as const, members })));
  azure.throttle.limit = callsPerHour;
  teams.connector.limits.enabled = true;
  const place = await newPlace('server', join(directory, 'estate'));
  subscribe(services, place, watchers, digestAt);
  const bots = Array.from({ length: replicas }, (_, at) =>
    botProcess('server', { ...place, dataDir: join(place.dataDir, String(at)) }, services, subscriptions),
  );
  const stopTelling = world.clock.onChange((setting) => {
    for (const bot of bots) bot.setClock(setting);
  });
  const speaker = new Speaker(services);
  try {
    const begun = performance.now();
    for (const bot of bots) await bot.start();
    await quiet(services);
    const fillSeconds = round((performance.now() - begun - quietMs) / 1000);
    const atRestMb = mostMemory(bots, 'now');
    console.error(`estate: filled in ${fillSeconds} s`);
    const pages = await measurePages(
      speaker,
      bots.map((bot) => running(bot).address),
    );
    console.error('estate: pages', pages, `${mostMemory(bots, 'peak')} MB at most`);
    const hour = await countCalls(services, async () => {
      world.clock.setSpeed(speed);
      await sleep(hourMs / speed);
      world.clock.setSpeed(1);
    });
    console.error('estate: an hour', hour);
    const digests = await measureDigests(services, watchers);
    console.error('estate: digests', digests, `${mostMemory(bots, 'peak')} MB at most`);
    const storm = await measureStorm(services, vaults[0] as Vault, size.failures, watchers);
    return {
      size: { ...size, vaults: vaults.length },
      fillSeconds,
      pages,
      hour,
      digests,
      storm,
      memory: { atRestMb, mostMb: mostMemory(bots, 'peak') },
    };
  } finally {
    stopTelling();
    speaker.close();
    await Promise.all(bots.map((bot) => bot.close()));
    await services.close();
    roster.conversations.splice(-watchers.length);
  }
}

/** All channels hear of the first vault and of three more; every hundredth covers everything. */
function watchersOf(size: EstateSize, vaults: readonly Vault[]): Watcher[] {
  const [first, ...others] = vaults;
  return Array.from({ length: size.channels }, (_, index) => ({
    id: `19:estate-${index}@thread.tacv2`,
    vaults: [
      ...(first ? [first] : []),
      ...[0, 1, 2].flatMap((more) => others[(index * 3 + more) % others.length] ?? []),
    ],
    covers: index % 100 === 0 ? 'all' : 'its vaults',
  }));
}

const quietMs = 5000;
const quietLimitMs = 180_000;

async function quiet({ azure }: Services): Promise<void> {
  const until = performance.now() + quietLimitMs;
  for (let before = -1; before !== azure.requests().length && performance.now() < until; ) {
    before = azure.requests().length;
    await sleep(quietMs);
  }
}

async function measurePages(speaker: Speaker, [address = '', other = '']: readonly string[]): Promise<Estate['pages']> {
  const pages: Estate['pages'] = [];
  const asked: [what: string, to: string, name?: string][] = [
    ['help', address],
    // Asks Azure for the lists that sweeps have left for a later hour: of a hundred vaults they read sixty in one.
    ['vms', address],
    ['vm estate-77', address],
    ['vm nobody-01', address],
    ['status', address],
    ['vms', other, 'vms, the other process'],
  ];
  for (const [what, to, name = what] of asked) {
    const times: number[] = [];
    for (let time = 0; time < askedTimes; time++) {
      const begun = performance.now();
      await speaker.ask(to, what);
      times.push(performance.now() - begun);
    }
    const [first = 0] = times;
    pages.push({
      what: name,
      firstMs: round(first),
      medianMs: round(median(times)),
      slowestMs: round(Math.max(...times)),
    });
  }
  return pages;
}

async function countCalls({ azure }: Services, work: () => Promise<void>): Promise<Calls[]> {
  const since = new Date();
  azure.throttle.clear();
  await work();
  return byAction(azure.requests(since));
}

function byAction(entries: readonly RequestEntry[]): Calls[] {
  const ofAzure = entries.filter(({ host }) => host === 'management.azure.com');
  return [...Map.groupBy(ofAzure, ({ method, path }) => actionOf(method, path))]
    .map(([action, all]) => ({
      action,
      all: all.length,
      ...mostIn([...Map.groupBy(all, ({ path }) => path.split('/')[2] ?? '').values()]),
      refused: all.filter(({ status }) => status === 429).length,
    }))
    .toSorted((a, b) => b.mostInSubscription - a.mostInSubscription);
}

/** The subscription with the most calls, and how many of them asked for a further page. */
function mostIn(subscriptions: readonly RequestEntry[][]): Pick<Calls, 'mostInSubscription' | 'pages'> {
  const [most = []] = subscriptions.toSorted((a, b) => b.length - a.length);
  return { mostInSubscription: most.length, pages: most.filter(({ path }) => /skipToken/i.test(path)).length };
}

/** What a call reads or does: its types, without the names between them. */
function actionOf(method: string, path: string): string {
  const [bare = ''] = path.split('?');
  const at = bare.toLowerCase().lastIndexOf('/providers/');
  const parts = (at < 0 ? bare : bare.slice(at + '/providers'.length)).split('/').filter(Boolean);
  const types = parts.filter((_, index) => (at < 0 ? index % 2 === 0 : index % 2 === 1));
  const isOne = (at < 0 ? parts.length : parts.length - 1) % 2 === 0;
  return `${method === 'GET' ? '' : `${method} `}${types.slice(-2).join('/')}${isOne ? '' : ', a list'}`;
}

async function measureDigests(
  { world, azure, teams }: Services,
  watchers: readonly Watcher[],
): Promise<Estate['digests']> {
  const due = new Date(world.clock.now());
  due.setUTCHours(Number(digestAt.slice(0, 2)), 0, 0, 0);
  const heard = new Set<string>();
  const ids = new Set(watchers.map(({ id }) => id));
  let last = 0;
  const hear = ({ conversationId, from }: { conversationId: string; from: string }) => {
    if (from !== 'bot' || !ids.has(conversationId) || heard.has(conversationId)) return;
    heard.add(conversationId);
    last = performance.now();
  };
  world.clock.advance(due.getTime() - world.clock.now().getTime() - 30_000);
  // What waited for its turn meanwhile goes first.
  await sleep(30_000);
  teams.chat.on('posted', hear);
  const since = new Date();
  azure.throttle.clear();
  const begun = performance.now();
  while (heard.size < ids.size && performance.now() - begun < digestLimitMs) await sleep(200);
  teams.chat.off('posted', hear);
  return { sent: heard.size, seconds: round((last - begun) / 1000), calls: byAction(azure.requests(since)) };
}

async function measureStorm(
  { world, teams }: Services,
  vault: Vault,
  failures: number,
  watchers: readonly Watcher[],
): Promise<Estate['storm']> {
  const posts = new Map<string, number>(watchers.map(({ id }) => [id, 0]));
  const hear = ({ conversationId, from }: { conversationId: string; from: string }) => {
    const before = posts.get(conversationId);
    if (from === 'bot' && before !== undefined) posts.set(conversationId, before + 1);
  };
  teams.chat.on('posted', hear);
  const begun = world.clock.now().getTime();
  addStorm(world, [vault], failures);
  world.clock.setSpeed(speed);
  const until = performance.now() + 2 * (hourMs / speed);
  while ([...posts.values()].includes(0) && performance.now() < until) await sleep(500);
  const worldMinutes = round((world.clock.now().getTime() - begun) / 60_000);
  // Another look at the vault, which must say nothing new.
  await sleep((hourMs / speed) * 0.5);
  world.clock.setSpeed(1);
  teams.chat.off('posted', hear);
  const counts = [...posts.values()];
  return {
    failures,
    channels: counts.filter((count) => count > 0).length,
    posts: counts.reduce((sum, count) => sum + count, 0),
    mostPerChannel: Math.max(...counts),
    worldMinutes,
  };
}

function mostMemory(bots: readonly BotProcess[], which: 'now' | 'peak'): number {
  return round(Math.max(...bots.map((bot) => memoryMb(running(bot).pid)[which])));
}

export function estateTables({ size, fillSeconds, pages, hour, digests, storm, memory }: Estate): Table[] {
  const { subscriptions, vaults, machines, channels, runningJobs } = size;
  const callsHead = ['action', 'calls', 'most in a subscription', 'of them further pages', 'limit', 'refused'];
  const callsRows = (all: Calls[]) =>
    all.map(({ action, all: calls, mostInSubscription, pages, refused }) => [
      action,
      calls,
      mostInSubscription,
      pages,
      callsPerHour,
      refused,
    ]);
  return [
    {
      title: `Pages with ${subscriptions} subscriptions, ${vaults} vaults, ${machines} machines (goal: first under 1,000 ms)`,
      head: ['turn', 'first ms', 'median ms', 'slowest ms'],
      rows: pages.map(({ what, firstMs, medianMs, slowestMs }) => [what, firstMs, medianMs, slowestMs]),
    },
    {
      title: `Calls to Azure in an hour, ${channels} channels watching, ${runningJobs} running jobs`,
      head: callsHead,
      rows: callsRows(hour),
    },
    {
      title: `Digests of ${channels} channels (goal: 300 s, none refused): ${digests.sent} in ${digests.seconds} s; calls meanwhile`,
      head: callsHead,
      rows: callsRows(digests.calls),
    },
    {
      title: 'A storm of failures with one cause (goal: one message a channel); memory (goal: 500 MB)',
      head: [
        'failures',
        'channels',
        'posts',
        'most a channel',
        'world minutes',
        'MB at rest',
        'most MB',
        'filled in s',
      ],
      rows: [
        [
          storm.failures,
          storm.channels,
          storm.posts,
          storm.mostPerChannel,
          storm.worldMinutes,
          memory.atRestMb,
          memory.mostMb,
          fillSeconds,
        ],
      ],
    },
  ];
}
