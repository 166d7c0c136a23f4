import type { FaultSpec } from '../../sandbox/azure/faults.ts';
import type { FaultRequest } from '../../sandbox/teams/faults.ts';
import type { Bench } from './bench.ts';
import type { Random } from './seeded.ts';

/**
 * Interval between faults (real milliseconds); it also takes a number of calls to Azure: on a busy machine the bot
 * calls seldom, and faults by time alone would hit every call it makes.
 */
const everyMs = 1_200;
const everyCalls = 5;

type Blow = Omit<FaultSpec, 'match'>;

/** Every way in which Azure was seen to fail. Waits are short; one in a text counts in world time. */
const blows: Blow[] = [
  { do: 'throttle', seconds: 20 },
  { do: 'throttle', retryAfter: '15' },
  { do: 'throttle', message: 'Too many requests.' },
  { do: 'error', status: 500 },
  { do: 'error', status: 503, code: 'ServiceUnavailable', message: 'Try again.', retryAfter: '10' },
  {
    do: 'error',
    status: 401,
    code: 'ExpiredAuthenticationToken',
    message: 'The access token expiry UTC time is over.',
  },
  { do: 'reset-before' },
  { do: 'reset-after' },
  { do: 'drop-answer' },
  { do: 'truncate' },
  { do: 'delay', seconds: 2 },
  { do: 'late-act', seconds: 60 },
];

/** Calls to Azure that make up a restore. */
const targets: FaultSpec['match'][] = [
  { method: 'POST', path: '/restore?' },
  { method: 'POST', path: '/restore?' },
  { method: 'GET', path: 'backupJobs' },
  { method: 'GET', path: 'recoveryPoints' },
  { method: 'GET', path: 'backupOperations|operationsStatus|operationResults' },
  { method: 'GET', path: 'protectedItems' },
  { method: 'GET', path: 'roleAssignments' },
  { method: 'GET', path: 'virtualMachines' },
];

/** Teams' answers when it is busy or broken. A 403 ends a conversation and has a test of its own. */
const teamsBlows: FaultRequest[] = [
  { status: 412 },
  { status: 429, retryAfter: 1 },
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 504 },
  { status: 502, method: 'POST', afterActing: true },
];

/** Limit of planted faults: a rarely called path would otherwise fail for ever. */
const mostWaiting = 5;

/** Minutes by which the bot's clock or the world's may jump. */
const jumps = [-10, -1, 2, 10];

export type Weather = { blows: number; repeatsAllowed(): number; clear(): void; end(): Promise<void> };

/** Causes one fault after another until it is ended. */
export function startWeather({ sandbox }: Bench, random: Random): Weather {
  const { azure, teams, world, bot } = sandbox;
  const one = <T>(list: T[]): T => list[random.below(list.length)] as T;
  let ended = false;
  let [count, repeats, calls] = [0, 0, 0];
  const usual = azure.tap;
  azure.tap = (call) => {
    if (call.moment === 'arrival') calls += 1;
    return usual?.(call) ?? 'go on';
  };

  function strike(): void {
    if (calls < everyCalls) return;
    calls = 0;
    const waiting = azure.faults.list().length + teams.faults.list().filter(({ hits, times }) => hits < times).length;
    if (waiting >= mostWaiting) return;
    count += 1;
    const what = random.below(20);
    if (what < 12) azure.faults.add({ ...one(blows), match: one(targets), times: 1 + random.below(2) });
    else if (what < 19) {
      const { afterActing, ...blow } = one(teamsBlows);
      // Teams reports a failure although the message exists, so the bot has to send it again.
      if (afterActing) repeats += 1;
      teams.faults.add({ ...blow, ...(afterActing && { afterActing }), times: 1 });
    } else jump(one(jumps));
  }

  function jump(minutes: number): void {
    if (minutes > 0) world.clock.advance(minutes * 60_000);
    else lag(-minutes);
  }

  /** Sets one host's clock back until somebody corrects it; the world's time never goes back. */
  function lag(minutes: number): void {
    const { setting } = world.clock;
    bot.setClock({ ...setting, worldOrigin: setting.worldOrigin - minutes * 60_000 });
    setTimeout(() => bot.setClock(world.clock.setting), 2 * everyMs).unref();
  }

  const blowing = (async () => {
    while (!ended) {
      strike();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();

  return {
    get blows() {
      return count;
    },
    repeatsAllowed: () => repeats,
    clear() {
      azure.faults.clear();
      teams.faults.remove();
      bot.setClock(world.clock.setting);
    },
    async end() {
      ended = true;
      await blowing;
      azure.tap = usual;
      this.clear();
    },
  };
}
