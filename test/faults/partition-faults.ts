import type { FaultSpec } from '../../sandbox/azure/faults.ts';
import type { Apart, Replica } from './apart.ts';
import { type Asked, deciding, planIn, working } from './bench.ts';
import type { Answered, Message } from './control.ts';
import type { Random } from './seeded.ts';
import { endSeconds, until } from './until.ts';

/** Result of a run, beyond Azure's log and the rows. */
export type Run = { asked: Asked[]; problems: string[] };

/** @param run counted from 1 */
type Act = (apart: Apart, random: Random, run: number) => Promise<Run>;

/** brief: also in `npm test`. */
export type Fault = { name: string; brief?: true; act: Act };

/** Requests per run. */
const together = 3;
/** Answers after which nothing more happens, so the person repeats the action. */
const undone = /try again|nothing was done|couldn't save/i;
const promise = /answer follows/i;
/** A promised answer that hasn't come by then is lost (real seconds): the outbox sends within seconds. */
const promisedSeconds = 45;

/**
 * At the speed used for decisions, longer than a database connection may be silent plus the time for a new one (world
 * seconds).
 */
const partedSeconds = 2_400;

export const endedStates = ['succeeded', 'failed', 'cancelled', 'void', 'expired', 'rejected', 'withdrawn'];

const restoreOf = (vm: string) => ({ method: 'POST', path: `${vm}/recoveryPoints/[^/]+/restore` });

const one = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)] as T;

function ask(apart: Apart, count = together): Promise<Asked[]> {
  return Promise.all(Array.from({ length: count }, () => apart.bench.ask(apart.machine(), 'latest disks')));
}

const approveAll = ({ bench }: Apart, asked: Asked[]) => Promise.all(asked.map((each) => bench.approve(each)));

/** Waits until each request has ended. The world speeds up once Azure has a restore of each. */
async function over(apart: Apart, asked: Asked[], hurry = true): Promise<void> {
  const { api, bench, stateOf } = apart;
  let hurried = false;
  await until(
    `the end of ${asked.map(({ id }) => id).join(', ')}`,
    async () => {
      const states = await Promise.all(asked.map(({ id }) => stateOf(id)));
      const accepted = await Promise.all(asked.map(async (each) => (await bench.accepted(each)).length));
      if (hurry && !hurried && accepted.every((count) => count > 0)) {
        hurried = true;
        await api.speed(working);
      }
      return states.every((state) => endedStates.includes(state));
    },
    endSeconds,
  );
}

/** Calls `act` once, at the n-th matching call to Azure from here, before it is answered. */
function atCall({ bench: { sandbox } }: Apart, nth: number, act: () => unknown, fits = /./): Promise<void> {
  return new Promise((resolve) => {
    const usual = sandbox.azure.tap;
    let seen = 0;
    sandbox.azure.tap = async (call) => {
      if (call.moment === 'arrival' && fits.test(call.path)) seen += 1;
      if (seen >= nth) {
        sandbox.azure.tap = usual;
        await act();
        resolve();
      }
      return usual?.(call) ?? 'go on';
    };
  });
}

/**
 * Sends a click and a message to a replica that may be cut off: promised answers must come, and nothing may be silently
 * lost.
 */
async function speakTo({ bench, api, db, ingress }: Apart, replica: Replica, asked: Asked, heal: () => Promise<void>) {
  const { delivery } = bench.sandbox.teams;
  const said = async (who: string) =>
    (await api.messages(`personal-${who}`)).filter(({ from }) => from === 'bot').length;
  // Nobody else clicks as this approver, so that every answer to them belongs to this click.
  const before = { clicked: await said('approver-2'), typed: await said('oncall') };
  delivery.botAddress = replica.bot.state.address ?? undefined;
  await api.say('oncall', 'personal-oncall', 'status');
  const answered: Answered = await api.click('approver-2', asked.card, 'approve');
  delivery.botAddress = ingress.address;
  await heal();
  const isVoted = async () =>
    (await db.selectFrom('votes').select('decision').where('request_id', '=', asked.id).execute()).length > 0;
  const comes = (look: () => Promise<boolean>) => until('an answer', look, promisedSeconds).catch(() => false);
  const problems: string[] = [];
  if (promise.test(answered.text ?? '')) {
    const kept = await comes(async () => (await isVoted()) || (await said('approver-2')) > before.clicked);
    if (!kept) problems.push('an answer was promised, and none came');
  } else if (answered.shown !== 'closed' && answered.shown !== 'card' && !undone.test(answered.text ?? '')) {
    problems.push(`a click was answered "${answered.text ?? answered.shown}"`);
  }
  if (!(await comes(async () => (await said('oncall')) > before.typed))) problems.push('a word was never answered');
  return problems;
}

/** Cuts these replicas off their database, with some requests running and one undecided. */
const withoutDatabase =
  (how: (apart: Apart) => readonly Replica[]): Act =>
  async (apart, random, run) => {
    const [waiting, ...running] = await ask(apart);
    if (!waiting) throw new Error('nothing was asked for');
    const way = run % 3 === 2 ? 'cut' : 'silent';
    const [struckFirst = apart.replicas[0]] = how(apart);
    const heal = async () => {
      // Stays silent until the replica gives up and its data is lost; in other runs the data arrives now.
      if (run % 3 === 1) {
        await apart.passes(partedSeconds);
        for (const { gates } of how(apart)) gates.database.way = 'cut';
      }
      for (const { gates } of apart.replicas) gates.database.way = 'open';
    };
    const struck = atCall(apart, 1 + random.below(12), () => {
      for (const { gates } of how(apart)) gates.database.way = way;
    });
    await Promise.race([approveAll(apart, running), struck]);
    await struck;
    const problems = await speakTo(apart, struckFirst, waiting, heal);
    await approveAll(apart, [waiting, ...running]);
    await over(apart, [waiting, ...running]);
    return { asked: [waiting, ...running], problems };
  };

/** Cuts one of the two replicas off a service for some minutes of world time. */
const without =
  (service: 'azure' | 'teams'): Act =>
  async (apart, random) => {
    const asked = await ask(apart);
    const { gates } = one(random, apart.replicas);
    const way = one(random, ['cut', 'silent'] as const);
    const struck = atCall(apart, 1 + random.below(30), () => {
      gates[service].way = way;
    });
    await approveAll(apart, asked);
    await struck;
    await apart.passes(120 + random.below(600));
    gates[service].way = 'open';
    await over(apart, asked);
    return { asked, problems: [] };
  };

/** Delivers activities late, out of order, and twice under the same id, to either replica. */
const lateActivities: Act = async (apart, random) => {
  const { api, bench, ingress } = apart;
  const asked = await ask(apart);
  let held = 0;
  const patience: (() => void)[] = [];
  ingress.holdUntil(() => {
    held += 1;
    return held % 2 === 0 ? undefined : new Promise<void>((resolve) => patience.push(resolve));
  });
  const clicks = asked.flatMap(({ card }) =>
    ['approver-1', 'approver-2'].map((as) => api.click(as, card, 'Approve').then(() => api.inDialog(as, 'approve'))),
  );
  // Last in, first out.
  const letGo = setInterval(() => {
    if (random.below(3) > 0) patience.pop()?.();
  }, 100);
  try {
    const answers = await Promise.allSettled(clicks);
    const known = bench.sandbox.teams.delivery.latest;
    if (known) await api.redeliver(known, 6);
    if (answers.every(({ status }) => status === 'rejected')) throw new Error('no click was taken');
  } finally {
    clearInterval(letGo);
    ingress.holdUntil(() => undefined);
    for (const go of patience) go();
  }
  await approveAll(apart, asked);
  await over(apart, asked);
  const { db } = apart;
  const ids = asked.map(({ id }) => id);
  const votes = await db.selectFrom('votes').select('request_id').where('request_id', 'in', ids).execute();
  return {
    asked,
    problems: votes.length === asked.length ? [] : [`${votes.length} votes on ${asked.length} requests`],
  };
};

/**
 * Sets the database back to an earlier moment while both replicas run, as after a fail-over that loses commits.
 * Approvers whose decision was lost are asked again.
 */
const setBack =
  (moments: (random: Random) => { kept: number; back: number; kills?: boolean }): Act =>
  async (apart, random) => {
    const { api, database, bench } = apart;
    const asked = await ask(apart);
    const { kept, back, kills } = moments(random);
    const { bot } = one(random, apart.replicas);
    const alerted = apart.alertOf(/behind what was committed/);
    if (kept === 0) database.keep();
    const wasKept = kept === 0 ? Promise.resolve() : atCall(apart, kept, () => database.keep());
    await approveAll(apart, asked);
    await wasKept;
    await until('the restores', async () =>
      (await Promise.all(asked.map((each) => bench.accepted(each)))).every(({ length }) => length > 0),
    );
    const lose = async () => {
      // The process that has seen the lost commits may be gone as well.
      if (kills) await bot.kill('SIGKILL');
      await database.setBack();
      if (kills) await bot.start();
    };
    await Promise.race([atCall(apart, 1 + back, lose), apart.passes(1_200)]);
    const again = async ({ id, piece, thread }: Asked) => {
      if ((await apart.stateOf(id).catch(() => 'away')) !== 'pending') return;
      await api.say('approver-1', 'ops', `approve ${id} ${piece}`, thread);
      await until('the vote', async () => (await apart.stateOf(id)) !== 'pending', 20).catch(() => undefined);
    };
    await until('the decisions', async () => {
      for (const each of asked) await again(each);
      return (await Promise.all(asked.map(({ id }) => apart.stateOf(id)))).every((state) => state !== 'pending');
    });
    await api.speed(deciding);
    // A second send comes minutes after the first look, so the world must not speed past it.
    await over(apart, asked, false);
    const isTold = kept > 0 || (await alerted());
    return { asked, problems: isTold ? [] : ['commits were lost, and no alert goes by what the log says'] };
  };

/** Holds the call that restores; Azure acts after nobody waits any longer. */
const heldCall =
  (seconds: (random: Random) => number): Act =>
  async (apart, random) => {
    const asked = await ask(apart);
    const late = seconds(random);
    for (const { vm } of asked) {
      const match = restoreOf(vm);
      apart.bench.sandbox.azure.faults.add({ match, do: 'late-act', seconds: late, times: 1 });
    }
    await approveAll(apart, asked);
    await until('the held calls', () => apart.bench.sandbox.azure.faults.list().length === 0);
    await apart.passes(late + 60);
    await over(apart, asked);
    return { asked, problems: [] };
  };

/** The operation falsely reports a failure once, while its job runs. The requester retries what failed. */
const falselyFailed: Act = async (apart) => {
  const { api, bench, stateOf } = apart;
  const asked = await ask(apart, 1);
  const error = { code: 'BMSUserErrorObjectLocked', message: 'Another operation is in progress on the selected item.' };
  bench.sandbox.azure.faults.add({
    match: { method: 'GET', path: '(operationsStatus|backupOperations)/' },
    do: 'alter',
    body: { id: 'one', name: 'one', status: 'Failed', startTime: '2026-11-24T09:00:00Z', error },
    times: 1,
  });
  await approveAll(apart, asked);
  await over(apart, asked, false);
  for (const { id, thread } of asked) {
    if ((await stateOf(id)) !== 'failed') continue;
    await api.say('oncall', 'ops', `retry ${id}`, thread);
    await until('another try', async () => (await stateOf(id)) !== 'failed');
  }
  await over(apart, asked);
  return { asked, problems: [] };
};

/** Calls that make up a restore. */
const calls: FaultSpec['match'][] = [
  { method: 'POST', path: '/restore?' },
  { method: 'GET', path: 'backupJobs' },
  { method: 'GET', path: 'recoveryPoints' },
  { method: 'GET', path: 'operationsStatus|backupOperations' },
  { method: 'GET', path: 'roleAssignments' },
];
const longestWaitSeconds = 3_600;
const huge = ['1000000000', '999999999999999999999', 'Fri, 01 Jan 2099 00:00:00 GMT'];
const odd = ['-5', '-1000000000', 'soon', '', '1e9', '3.5', '0', 'Thu, 01 Jan 1970 00:00:00 GMT', ...huge];

/** Answers with a nonsensical header, for whose sake no call may wait longer than an hour. */
const oddWait =
  (waits: readonly string[]): Act =>
  async (apart, random, run) => {
    const { bench, db } = apart;
    const { azure, world } = bench.sandbox;
    const asked = await ask(apart);
    // The first run of each kind is fixed; later ones are random.
    const retryAfter = run === 1 ? (waits[0] ?? '') : one(random, waits);
    const match = run === 1 ? { method: 'POST', path: '/restore?' } : one(random, calls);
    const throttle = { do: 'throttle', retryAfter } as const;
    const others = [
      throttle,
      { do: 'error', status: 503, retryAfter },
      { do: 'alter', headers: { 'retry-after': retryAfter } },
    ] as const;
    azure.faults.add({ match, times: 1, ...(run === 1 ? throttle : one(random, others)) });
    await approveAll(apart, asked);
    await until('the odd answer', () => azure.faults.list().length === 0);
    const problems: string[] = [];
    await until('what comes of it', async () => {
      const rows = await db.selectFrom('throttles').selectAll().where('until', '>', world.clock.now()).execute();
      const latest = Math.max(0, ...rows.map((row) => (row.until.getTime() - world.clock.now().getTime()) / 1000));
      if (latest > longestWaitSeconds + 60) {
        problems.push(
          `${match.method} ${match.path} waits until ${new Date(world.clock.now().getTime() + latest * 1000).getFullYear()}`,
        );
        await db.deleteFrom('throttles').execute();
      }
      return (
        (await Promise.all(asked.map((each) => bench.accepted(each)))).every(({ length }) => length > 0) ||
        rows.length > 0
      );
    });
    await bench.api.speed(working);
    await over(apart, asked);
    return { asked, problems };
  };

/** The answer to the restore call has no address, another's, or an unusable one; lists omit an id for a while. */
const oddIds: Act = async (apart, random) => {
  const { azure, world } = apart.bench.sandbox;
  const asked = await ask(apart);
  const elsewhere = 'https://management.azure.com.example.org/operations/1';
  const heads: Record<string, string | null>[] = [
    { 'azure-asyncoperation': null },
    { 'azure-asyncoperation': null, location: null },
    { 'azure-asyncoperation': elsewhere, location: elsewhere },
    { 'azure-asyncoperation': 'no address', location: '' },
    { 'x-ms-request-id': '', 'retry-after': one(random, odd) },
  ];
  for (const { vm } of asked) {
    const match = restoreOf(vm);
    azure.faults.add({ match, do: 'alter', headers: one(random, heads), times: 1 });
  }
  // A list that lags: it shows the job, but not its id yet.
  const hidden = new Map<object, string>();
  const nameless = atCall(
    apart,
    1 + random.below(3),
    () => {
      for (const { jobs } of world.vaults.values()) {
        for (const job of jobs.filter(({ item }) => asked.some(({ vm }) => vm === item.vmName))) {
          hidden.set(job, job.activityId);
          job.activityId = '';
        }
      }
    },
    /backupJobs\?/i,
  ).then(() => apart.passes(30));
  await approveAll(apart, asked);
  await Promise.race([nameless, over(apart, asked, false)]);
  for (const [job, activityId] of hidden) Object.assign(job, { activityId });
  await over(apart, asked);
  return { asked, problems: [] };
};

/** Restores one machine to one name from four threads, confirmed and approved at the same time, on either replica. */
const fourEqual: Act = async (apart) => {
  const { api, bench } = apart;
  const vm = 'web-01';
  const line = `restore ${vm} latest as of-${apart.machine()} isolated because INC0012345`;
  // Forms stay open for a quarter of an hour.
  await api.speed(1);
  const since = new Date().toISOString();
  const forms = await Promise.all(
    // A fourth form of one person closes their oldest.
    ['oncall', 'platform', 'oncall', 'platform'].map(async (as) => {
      const { message: thread } = await api.say(as, 'ops', line);
      const id = await bench.insist({ thread }, line, ({ text }) => planIn(text), as);
      return { as, thread, id };
    }),
  );
  await Promise.all(forms.map(({ as, thread, id }) => api.say(as, 'ops', `confirm ${id}`, thread)));
  const answers = await Promise.all(
    forms.map(async ({ as, thread, id }) => {
      const look = ({ id: card, text }: Message) => {
        if (text.includes('Approve or reject')) return { id, vm, thread, card, piece: '', since };
        return (text.match(/R-[A-Z0-9]{4}/g) ?? []).some((named) => named !== id) ? 'refused' : undefined;
      };
      return bench.insist({ thread }, `confirm ${id}`, look, as);
    }),
  );
  const asked = answers.filter((answer) => answer !== 'refused');
  await api.speed(deciding);
  await approveAll(apart, asked);
  await until('the restore', async () =>
    (await Promise.all(asked.map((each) => bench.accepted(each)))).some(({ length }) => length > 0),
  );
  await api.speed(working);
  await over(apart, asked, false);
  return { asked, problems: [] };
};

/** At the speed used for decisions, 40 s of the hosts' time: more than an alert tolerates. */
const leastSkewSeconds = 1_200;

/**
 * Skews the replicas' clocks by up to an hour each, and lets Azure act late, but within the time that is waited for.
 */
const skewed: Act = async (apart, random, run) => {
  const seconds = () => (random.below(2) ? 1 : -1) * (leastSkewSeconds + random.below(3_600 - leastSkewSeconds));
  const alerted = apart.alertOf(/clock/);
  for (const replica of apart.replicas) replica.skew(seconds());
  const came = await heldCall(() => 60 + random.below(140))(apart, random, run);
  // The faster the world, the smaller the real skew that makes this world skew.
  await apart.api.speed(deciding);
  if (!(await alerted())) came.problems.push('clocks were off, and no alert goes by what the log says');
  return came;
};

/** Clocks jump while restores run. */
const jumping: Act = async (apart, random, run) => {
  let left = 8;
  const jump = async () => {
    one(random, apart.replicas).skew((random.below(2) ? 1 : -1) * random.below(3_600));
    left -= 1;
    if (left > 0) void atCall(apart, 1 + random.below(15), jump);
  };
  void atCall(apart, 1 + random.below(15), jump);
  const came = await heldCall(() => 30 + random.below(30))(apart, random, run);
  left = 0;
  return came;
};

/** The pager refuses pages, or is down for longer than a page lives. */
const pagerAway =
  (status: number, seconds: number): Act =>
  async (apart) => {
    const alerted = apart.alertOf(/\bpage\b/);
    apart.pager.fault = () => ({ status });
    const asked = await ask(apart);
    await approveAll(apart, asked);
    await over(apart, asked);
    await apart.api.advance(seconds);
    return {
      asked,
      problems: (await alerted()) ? [] : ['pages were not taken, and no alert goes by what the log says'],
    };
  };

export const faults: Fault[] = [
  { name: 'one replica without its database', brief: true, act: withoutDatabase(({ replicas: [one] }) => [one]) },
  { name: 'every replica without its database', act: withoutDatabase(({ replicas }) => replicas) },
  { name: 'one replica without Azure', brief: true, act: without('azure') },
  { name: 'one replica without Teams', act: without('teams') },
  { name: 'activities late, disordered and doubled', act: lateActivities },
  {
    name: 'database set back to before the approval',
    brief: true,
    act: setBack((random) => ({ kept: 0, back: random.below(20) })),
  },
  {
    name: 'database set back at any moment',
    act: setBack((random) => ({ kept: 1 + random.below(25), back: random.below(60), kills: random.below(2) === 0 })),
  },
  { name: 'a call held for 900 s, which then acts', act: heldCall(() => 900) },
  { name: 'an operation that says Failed once', act: falselyFailed },
  { name: 'Retry-After of 31 years', act: oddWait(huge) },
  { name: 'odd Retry-After', act: oddWait(odd) },
  { name: 'odd and missing ids and addresses', act: oddIds },
  { name: 'four equal requests at once', act: fourEqual },
  { name: 'a pager that refuses', act: pagerAway(400, 0) },
  { name: 'a pager that is away for a day', act: pagerAway(503, 25 * 3_600) },
  { name: 'clocks up to an hour apart', act: skewed },
  { name: 'clocks that jump', act: jumping },
];
