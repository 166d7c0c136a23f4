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

/** pg-boss takes a job from a process that has been silent for this long; its minimum. */
const heartbeatSeconds = 10;
export const heartbeatMs = 4_000;

/**
 * A run loses its key after this time even if its process sends heartbeats: only a hanging handler takes so long.
 * A healthy one may take the better part of it, and would lose all that it has read: a digest waits 30 s for each
 * vault that does not answer.
 * Passed with each job, since a queue keeps the options that it was created with.
 */
const expireInSeconds = 60 * 60;

const urgentPriority = 1;

/**
 * The queue's own connections on a server: a heartbeat must not wait for transactions or for the search for killed
 * processes' jobs.
 */
export const queueConnections = 2;

const queueOptions = {
  // One job at a time for each key, waiting or running: pg-boss silently rejects a second one.
  policy: 'exclusive',
  heartbeatSeconds,
  // pg-boss does not retry a lost job: the wake-up is still due and is handed over again.
  retryLimit: 0,
  deleteAfterSeconds: 600,
} as const;

const bossOptions = {
  schedule: false,
  registerInstance: false,
  // The timekeeper asks it to look for jobs without a heartbeat while there is work; by itself it does nothing.
  supervise: false,
  monitorIntervalSeconds: 1,
  maintenanceIntervalSeconds: 600,
  queueCacheIntervalSeconds: 3600,
  bamIntervalSeconds: 3600,
};

/** The version of pg-boss's tables that this release needs; pg-boss exposes it nowhere else. */
const tablesVersion = pgBoss.pgboss.schema;

type Engine =
  | { shared: Db }
  /** The tables were created before: see `migrateQueue`. */
  | { connection: PoolConfig; db: Kysely<Schema> };

/**
 * Distributes due keys to processes through pg-boss. Only a transaction can add to it. The wake-ups hold
 * everything in it: losing all of it loses nothing.
 */
export class Queue {
  readonly #boss: PgBoss;
  /**
   * Database through which keys are fetched. On a server the store's pool: the code that wrote the keys has just
   * used one of its connections.
   */
  readonly #db: Db;
  readonly #log: Log;

  private constructor(boss: PgBoss, db: Db, log: Log) {
    this.#boss = boss;
    this.#db = db;
    this.#log = log;
  }

  /** @throws Error when its tables on a server are missing or older */
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
   * Hands keys over within a transaction. Keys that are waiting or running are left as they are, except that a
   * waiting key that is now urgent moves ahead of those that are not.
   */
  async send(trx: Transaction<Schema>, keys: readonly (Key & { urgent?: boolean })[]): Promise<void> {
    // Without the transaction's db, pg-boss would wait for PGlite's only connection, which this transaction holds.
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

  /** Releases a claim, within a transaction or alone. A claim that was lost meanwhile is left to its new holder. */
  async release(name: QueueName, claim: Claim, trx?: Transaction<Schema>): Promise<void> {
    await this.#boss.deleteJob(name, claim, trx && { db: fromKysely(trx) });
  }

  /** Reports that these claims are still being handled. @returns the ids of claims that this process has lost */
  async heartbeat(name: QueueName, claims: Claim[]): Promise<string[]> {
    const answer = (await this.#boss.touch(name, claims)) as { settled?: string[] };
    const held = answer.settled && new Set(answer.settled);
    return held ? claims.filter(({ id }) => !held.has(id)).map(({ id }) => id) : [];
  }

  /** Frees the jobs of killed processes and removes old ones. */
  async supervise(): Promise<void> {
    try {
      await this.#boss.supervise();
    } catch (error) {
      this.#log.warn({ error }, 'the queue reports an error');
    }
  }

  /** Drops every job, as the only owner of a database does at its start. */
  async clear(): Promise<void> {
    await this.#boss.deleteAllJobs();
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

/**
 * pg-boss's types do not accept a password function; the pool that it opens does. Only their owner may rebuild
 * indexes, and the bot is not the owner.
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
 * Newer tables are fine: pg-boss keeps them usable for older processes. If told to migrate, it does nothing with
 * them; if told not to, it rejects them.
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
 * Creates or migrates pg-boss's tables and queues on a server, as the role that owns them. Waits for indexes that
 * pg-boss builds while other processes run.
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
