import { type Kysely, sql, type Transaction } from 'kysely';
import type { PoolConfig } from 'pg';
import { type ConstructorOptions, type Db, fromKysely, PgBoss } from 'pg-boss';
import pgBoss from 'pg-boss/package.json' with { type: 'json' };
import type { Log } from '../kernel/telemetry/log.ts';
import { needsMigration } from './migrations/migrate.ts';
import type { Schema } from './schema.ts';
import { type Key, type QueueName, queueNames } from './wakeups.ts';

/** The attempt at a job that one fetch claimed. */
export type Claim = { id: string; retryCount: number; key: string };

/** pg-boss takes a job from a process that was not heard of for this long: its least. */
const heartbeatSeconds = 10;
export const heartbeatMs = 4_000;

/**
 * After this a run loses its key, however well its process is heard of: only a handler that hangs takes so long. A healthy
 * one may take the better part of it, and would lose all that it has read: a digest waits 30 s for each vault that does
 * not answer.
 * Told with each job, as a queue keeps what it was made with.
 */
const expireInSeconds = 60 * 60;

const urgentPriority = 1;

/** Of its own, on a server: a heartbeat waits neither for transactions nor for the search for killed processes' jobs. */
export const queueConnections = 2;

const queueOptions = {
  // One job at a time for each key, waiting or running: pg-boss refuses a second one silently.
  policy: 'exclusive',
  heartbeatSeconds,
  // A lost job is not retried by pg-boss: the wake-up is still due and is handed over again.
  retryLimit: 0,
  deleteAfterSeconds: 600,
} as const;

const bossOptions = {
  schedule: false,
  registerInstance: false,
  // The timekeeper has it look for jobs without a heartbeat while there is work; of itself it does nothing.
  supervise: false,
  monitorIntervalSeconds: 1,
  maintenanceIntervalSeconds: 600,
  queueCacheIntervalSeconds: 3600,
  bamIntervalSeconds: 3600,
};

/** The version of pg-boss's own tables that this one was written for; it tells it nowhere else. */
const tablesVersion = pgBoss.pgboss.schema;

type Engine =
  | { shared: Db }
  /** Where its tables were made before: see `migrateQueue`. */
  | { connection: PoolConfig; db: Kysely<Schema> };

/**
 * Distributes due keys to processes through pg-boss. Only a transaction can add to it. It holds nothing that the
 * wake-ups do not hold: losing all of it loses nothing.
 */
export class Queue {
  readonly #boss: PgBoss;
  /** Through which keys are fetched. On a server the store's pool: whoever set them has just used a connection of it. */
  readonly #db: Db;
  readonly #log: Log;

  private constructor(boss: PgBoss, db: Db, log: Log) {
    this.#boss = boss;
    this.#db = db;
    this.#log = log;
  }

  /** @throws Error when its tables on a server are not there or older */
  static async start(engine: Engine, log: Log): Promise<Queue> {
    const boss = new PgBoss(
      'shared' in engine
        ? // Nothing else vacuums here, and REINDEX CONCURRENTLY needs a second connection.
          { ...bossOptions, backend: 'pglite', db: engine.shared, monitorVacuum: false, reindex: false }
        : serverOptions(engine.connection, { migrate: (await requireTables(engine.db)) > tablesVersion }),
    );
    boss.on('error', (error) => log.warn({ error }, 'the queue reports an error'));
    boss.on('warning', (warning) => log.debug({ warning: warning.message }, 'the queue reports a warning'));
    await boss.start();
    await makeQueues(boss);
    return new Queue(boss, 'shared' in engine ? engine.shared : fromKysely(engine.db), log);
  }

  /**
   * Hands keys over, as part of a transaction. Keys that are waiting or running already are left as they are, but one
   * that is urgent now no longer waits behind those that are not.
   */
  async send(trx: Transaction<Schema>, keys: readonly (Key & { urgent?: boolean })[]): Promise<void> {
    // Without the transaction's db pg-boss would wait for PGlite's only connection, which this transaction holds.
    const db = fromKysely(trx);
    for (const name of queueNames) {
      const those = keys.filter((key) => key.queue === name);
      const jobs = those.map(({ key, urgent }) => ({
        data: { key },
        singletonKey: key,
        priority: urgent ? urgentPriority : 0,
        expireInSeconds,
      }));
      if (jobs.length === 0) continue;
      const urgent = those.some((key) => key.urgent);
      const made = await this.#boss.insert(name, jobs, { db, returnId: urgent });
      if (!urgent || made?.length === jobs.length) continue;
      for (const { key, urgent: first } of those) {
        if (first) await this.#boss.update(name, undefined, { singletonKey: key, priority: urgentPriority, db });
      }
    }
  }

  async fetch(name: QueueName, most: number): Promise<Claim[]> {
    const jobs = await this.#boss.fetch<{ key: string }>(name, { batchSize: most, db: this.#db });
    return jobs.map(({ id, retryCount, data }) => ({ id, retryCount, key: data.key }));
  }

  /** Gives a claim back, as part of a transaction or alone. A claim that was lost meanwhile is left to its new holder. */
  async release(name: QueueName, claim: Claim, trx?: Transaction<Schema>): Promise<void> {
    await this.#boss.deleteJob(name, claim, trx && { db: fromKysely(trx) });
  }

  /** Says that these claims are still worked on. @returns the ids of those that this process has lost */
  async heartbeat(name: QueueName, claims: Claim[]): Promise<string[]> {
    const answer = (await this.#boss.touch(name, claims)) as { settled?: string[] };
    const held = answer.settled && new Set(answer.settled);
    return held ? claims.filter(({ id }) => !held.has(id)).map(({ id }) => id) : [];
  }

  /** Takes the jobs of killed processes from them, and removes old ones. */
  async supervise(): Promise<void> {
    try {
      await this.#boss.supervise();
    } catch (error) {
      this.#log.warn({ error }, 'the queue reports an error');
    }
  }

  /** Drops every job: what the only owner of a database does at its start. */
  async clear(): Promise<void> {
    await this.#boss.deleteAllJobs();
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

/**
 * pg-boss's types know no password that is asked for; the pool that it opens does. Indexes are rebuilt only by who owns
 * them, and the bot does not.
 */
function serverOptions(connection: PoolConfig, more: ConstructorOptions): ConstructorOptions {
  return { ...bossOptions, ...connection, max: queueConnections, reindex: false, ...more } as ConstructorOptions;
}

async function makeQueues(boss: PgBoss): Promise<void> {
  const known = new Map((await boss.getQueues([...queueNames])).map((queue) => [queue.name, queue]));
  for (const name of queueNames) {
    if (!known.has(name)) await boss.createQueue(name, queueOptions);
  }
}

/**
 * Newer tables are fine: pg-boss keeps them usable for processes that were there before. Told to migrate, it then does
 * nothing; told not to, it would refuse them.
 */
async function requireTables(db: Kysely<Schema>): Promise<number> {
  const { rows: there } = await sql<{
    name: string | null;
  }>`select to_regclass('pgboss.version')::text as name`.execute(db);
  if (!there[0]?.name) throw needsMigration('those of the queue are not there');
  const { rows } = await sql<{ version: number }>`select version from pgboss.version`.execute(db);
  const version = rows[0]?.version ?? 0;
  if (version < tablesVersion)
    throw needsMigration(`those of the queue are of version ${version}, not ${tablesVersion}`);
  return version;
}

/**
 * Makes pg-boss's tables and queues on a server, or brings them up to date, as the role that owns them. Indexes that it
 * builds beside running processes are waited for.
 */
export async function migrateQueue(connection: PoolConfig, db: Kysely<Schema>): Promise<void> {
  const boss = new PgBoss(serverOptions(connection, { bamIntervalSeconds: 10 }));
  let failed: Error | undefined;
  boss.on('error', (error) => {
    failed = error;
  });
  await boss.start();
  try {
    await makeQueues(boss);
    while (!failed && (await indexesLeft(db)) > 0) await new Promise((resolve) => setTimeout(resolve, 200));
  } finally {
    await boss.stop({ graceful: true });
  }
  if (failed) throw failed;
}

async function indexesLeft(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.bam where status in ('pending', 'in_progress')`.execute(db);
  return rows[0]?.count ?? 0;
}
