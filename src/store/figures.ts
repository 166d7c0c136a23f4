import type { Db } from './schema.ts';

/** Figures that an operator watches, read at each scrape from an index or a small table. */
export type StoreFigures = {
  requests: { state: string; count: number }[];
  jobsWatched: number;
  /**
   * Due messages that are not sent, and the age of the oldest in seconds (world time; 0 if there is none). Dead
   * conversations are not counted.
   */
  outbox: { waiting: number; oldestSeconds: number };
  /** Seconds (world time) that the oldest approved request has waited to begin; 0 if there is none. */
  approvedSeconds: number;
};

export async function storeFigures(db: Db, now: Date): Promise<StoreFigures> {
  const [requests, jobs, outbox, approved] = await Promise.all([
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
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .select((eb) => [eb.fn.countAll<string>().as('count'), eb.fn.min('messages.created_at').as('oldest')])
      .where('messages.state', '=', 'waiting')
      .where('conversations.dead_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('requests')
      .select((eb) => eb.fn.min('updated_at').as('oldest'))
      .where('state', '=', 'approved')
      // An approved definition is in force and waits for nothing.
      .where('in_force_until', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  const age = (since: Date | null) => (since ? Math.max(0, (now.getTime() - new Date(since).getTime()) / 1000) : 0);
  return {
    requests: requests.map(({ state, count }) => ({ state, count: Number(count) })),
    jobsWatched: Number(jobs.count),
    outbox: { waiting: Number(outbox.count), oldestSeconds: age(outbox.oldest) },
    approvedSeconds: age(approved.oldest),
  };
}
