import type { Answer, Incoming } from '../kernel/chat.ts';
import type { Clock } from '../kernel/clock.ts';
import { storeFigures } from '../store/figures.ts';
import type { Store } from '../store/open.ts';
import { correlated, correlatedAlone, type Log } from '../telemetry/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

type Handle<Rest extends unknown[]> = (incoming: Incoming, ...rest: Rest) => Promise<Answer>;
type Work = (key: string) => Promise<void>;

/** Every turn as a span and two figures, and with its activity id on each line that is logged meanwhile. */
export function measuredTurns<Rest extends unknown[]>(telemetry: Telemetry, handle: Handle<Rest>): Handle<Rest> {
  return (incoming, ...rest) => {
    const { activityId: activity, kind } = incoming;
    return correlated({ activity }, () =>
      telemetry.span(
        'turn',
        { activity, kind, ...(incoming.kind === 'action' && { verb: incoming.verb }) },
        async () => {
          const begun = performance.now();
          let outcome = 'failed';
          try {
            const answer = await handle(incoming, ...rest);
            outcome = 'answered';
            return answer;
          } finally {
            telemetry.count('turns_total', { kind, outcome });
            telemetry.took('turn_seconds', (performance.now() - begun) / 1000, { kind });
          }
        },
      ),
    );
  };
}

/**
 * Every run of a queue as a span, and with its key on each line that is logged meanwhile. A turn that wakes one also
 * wakes what runs after it, so that nothing of the turn is taken along.
 */
export function measuredRuns(telemetry: Telemetry, queue: string, work: Work): Work {
  return (key) =>
    correlatedAlone({ queue, key }, () =>
      telemetry.root(queue, { key }, async () => {
        const begun = performance.now();
        try {
          await work(key);
        } finally {
          telemetry.took('run_seconds', (performance.now() - begun) / 1000, { queue });
        }
      }),
    );
}

/** What stands in the store, read when somebody asks. While the database is away these figures are absent. */
export function measureStore(telemetry: Telemetry, store: Store, clock: Clock, log: Log): void {
  const figures = async () => {
    try {
      return await storeFigures(store.db, clock.now());
    } catch (error) {
      log.warn({ error }, 'the figures of the store could not be read');
      return undefined;
    }
  };
  telemetry.gauge('requests', async () =>
    ((await figures())?.requests ?? []).map(({ state, count }) => ({ value: count, attributes: { state } })),
  );
  telemetry.gauge('jobs_watched', async () => one((await figures())?.jobsWatched));
  telemetry.gauge('outbox_waiting', async () => one((await figures())?.outbox.waiting));
  telemetry.gauge('outbox_age_seconds', async () => one((await figures())?.outbox.oldestSeconds));
}

function one(value: number | undefined): { value: number }[] {
  return value === undefined ? [] : [{ value }];
}
