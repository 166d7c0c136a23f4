import { SpanKind } from '@opentelemetry/api';
import type { Answer, Incoming } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/clock.ts';
import { type SignIn, signInDaysLeft } from '../../kernel/config/sign-in.ts';
import { requestStates } from '../../kernel/request.ts';
import { correlated, correlatedAlone, type Log } from '../../kernel/telemetry/log.ts';
import type { SpanSetting, Telemetry } from '../../kernel/telemetry/telemetry.ts';
import { storeFigures } from '../../store/figures.ts';
import type { Store } from '../../store/open.ts';

type Handle<Rest extends unknown[]> = (incoming: Incoming, ...rest: Rest) => Promise<Answer>;
type Work = (key: string) => Promise<void>;

/**
 * Measures every turn as a span and two figures, and adds its activity id to each line logged meanwhile.
 * @param tally receives each turn
 */
export function measuredTurns<Rest extends unknown[]>(
  telemetry: Telemetry,
  handle: Handle<Rest>,
  tally?: Pick<TurnTally, 'add'>,
): Handle<Rest> {
  return (incoming, ...rest) => {
    const { activityId: activity, kind } = incoming;
    return correlated({ activity }, () =>
      telemetry.span(
        {
          name: `turn ${kind}`,
          kind: SpanKind.SERVER,
          attributes: {
            'strongroom.activity_id': activity,
            'strongroom.turn': kind,
            ...(incoming.kind === 'action' && { 'strongroom.verb': incoming.verb }),
          },
        },
        async () => {
          const begun = performance.now();
          let outcome = 'failed';
          try {
            const answer = await handle(incoming, ...rest);
            outcome = 'answered';
            return answer;
          } finally {
            const seconds = (performance.now() - begun) / 1000;
            telemetry.count('turns_total', { kind, outcome });
            telemetry.took('turn_seconds', seconds, { kind });
            tally?.add(seconds, outcome === 'answered');
          }
        },
      ),
    );
  };
}

/**
 * Measures every run of a queue as a span, and adds its key to each line logged meanwhile. A turn also wakes runs
 * unrelated to it, so none of the turn's context is inherited.
 * @param findParent reads the stored trace that a run continues; called only if spans are exported
 */
export function measuredRuns(
  telemetry: Telemetry,
  queue: string,
  work: Work,
  findParent: (key: string) => Promise<string | null> = async () => null,
): Work {
  const span = (key: string): SpanSetting => ({
    name: `process ${queue}`,
    kind: SpanKind.CONSUMER,
    attributes: {
      'messaging.system': 'strongroom',
      'messaging.operation.type': 'process',
      'messaging.destination.name': queue,
      'strongroom.key': key,
    },
  });
  return (key) =>
    correlatedAlone({ queue, key }, async () => {
      const parent = telemetry.traced ? await findParent(key) : null;
      return telemetry.root(span(key), parent, async () => {
        const begun = performance.now();
        try {
          await work(key);
        } finally {
          telemetry.took('run_seconds', (performance.now() - begun) / 1000, { queue });
        }
      });
    });
}

/**
 * Reads figures from the store on each scrape. They are absent while the database is away.
 * @param isOpen false once the bot stops: its last figures are exported when the store is closed
 */
export function measureStore(
  telemetry: Telemetry,
  store: Pick<Store, 'db'>,
  clock: Clock,
  log: Log,
  isOpen: () => boolean,
): void {
  const names = ['requests', 'jobs_watched', 'outbox_waiting', 'outbox_age_seconds', 'approved_age_seconds'] as const;
  telemetry.gauges(names, async () => {
    if (!isOpen()) return {};
    try {
      const { requests, jobsWatched, outbox, approvedSeconds } = await storeFigures(store.db, clock.now());
      const counts = new Map(requests.map(({ state, count }) => [state, count]));
      return {
        // A state without requests is 0, not absent: an alert on it must end.
        requests: requestStates.map((state) => ({ value: counts.get(state) ?? 0, attributes: { state } })),
        jobs_watched: [{ value: jobsWatched }],
        outbox_waiting: [{ value: outbox.waiting }],
        outbox_age_seconds: [{ value: outbox.oldestSeconds }],
        approved_age_seconds: [{ value: approvedSeconds }],
      };
    } catch (error) {
      log.warn({ error }, 'the figures of the store could not be read');
      return {};
    }
  });
}

/** Measures the process itself; connections only with a database server. */
export function measureProcess(telemetry: Telemetry, store: Store, signIn: SignIn): void {
  let last = performance.eventLoopUtilization();
  telemetry.gauges(['memory_bytes', 'event_loop_share', 'database_connections', 'sign_in_days_left'], async () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    const days = signInDaysLeft(signIn, new Date());
    const connections = Object.entries(store.connections?.() ?? {});
    return {
      memory_bytes: [{ value: process.memoryUsage.rss() }],
      event_loop_share: [{ value: utilization }],
      ...(days !== undefined && { sign_in_days_left: [{ value: days }] }),
      database_connections: connections.map(([state, value]) => ({ value, attributes: { state } })),
    };
  });
}

/** An objective in real time: infra/objectives.kql counts later answers. */
const lateSeconds = 2;
const logEveryMs = 60_000;

type TurnTally = {
  /** @param answered false: with an internal error, which counts as late */
  add(seconds: number, answered: boolean): void;
  /** Logs the rest. */
  stop(): void;
};

/** Logs once a minute how many turns there were and how many were late: one line per turn would be most of the log. */
export function startTurnTally(log: Log): TurnTally {
  let turns = 0;
  let late = 0;
  const say = () => {
    if (turns > 0) log.info({ turns, late }, 'turns are answered');
    turns = 0;
    late = 0;
  };
  const timer = setInterval(say, logEveryMs).unref();
  return {
    add(seconds, answered) {
      turns += 1;
      if (!answered || seconds > lateSeconds) late += 1;
    },
    stop() {
      clearInterval(timer);
      say();
    },
  };
}
