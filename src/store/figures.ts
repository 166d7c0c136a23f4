import type { Db } from './schema.ts';

/** What an operator watches; read at each scrape, each from an index or a small table. */
export type StoreFigures = {
  requests: { state: string; count: number }[];
  jobsWatched: number;
  /** Messages that are due and not sent, and the age of the oldest in seconds (world time; 0 if there is none). */
  outbox: { waiting: number; oldestSeconds: number };
};

export async function storeFigures(db: Db, now: Date): Promise<StoreFigures> {
  const [requests, jobs, outbox] = await Promise.all([
    db
      .selectFrom('requests')
      .select(['state', (eb) => eb.fn.countAll<string>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('jobs')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('messages')
      .select((eb) => [eb.fn.countAll<string>().as('count'), eb.fn.min('created_at').as('oldest')])
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
  ]);
  const oldest = outbox.oldest ? (now.getTime() - new Date(outbox.oldest).getTime()) / 1000 : 0;
  return {
    requests: requests.map(({ state, count }) => ({ state, count: Number(count) })),
    jobsWatched: Number(jobs.count),
    outbox: { waiting: Number(outbox.count), oldestSeconds: Math.max(0, oldest) },
  };
}
