import { Kysely, PGliteDialect, sql } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { CommittedHead } from './append-audit.ts';
import { lostCommitsAt, recordLostCommits } from './idempotency-keys.ts';
import { migrate, requireMigrated } from './migrations/migrate.ts';
import { Queue, queueConnections } from './queue.ts';
import { startCleanUp } from './retention.ts';
import type { Schema } from './schema.ts';
import { followClock } from './server/follow-clock.ts';
import { listenForWakes } from './server/listen.ts';
import {
  connectionOf,
  type DatabasePassword,
  openServer,
  ownsAudit,
  type PooledConnections,
} from './server/open-server.ts';
import { Timekeeper } from './timekeeper.ts';
import { outsideTransactions, type Redraw, runTransaction, type Tx } from './transaction.ts';
import { countDue, forgetRuns, type QueueName } from './wakeups.ts';
import { type Handler, Worker } from './worker.ts';

export type StoreSetting = {
  /** A PostgreSQL server, which replicas may share; absent: the embedded database in dataDir. */
  databaseUrl?: string;
  /** Password used instead of the one in databaseUrl. */
  databasePassword?: DatabasePassword;
  /** Maximum number of connections, the queue's included. */
  databaseConnections?: number;
  dataDir: string;
  /** Days (world time) after which ended records are removed. */
  keepDays?: number;
  clock: Clock;
  log: Log;
};

export type Store = {
  engine: 'embedded' | 'server';
  /** For reading outside transactions. Changes belong in a transaction. */
  db: Kysely<Schema>;
  /**
   * The only way to a Tx. Work inside may not use the network or any connection but tx.db.
   * @throws CodedError store.unavailable or store.full; TakenOverError in a run that another process has taken
   * over; GivenUpError; whatever the work throws. All of these roll back. store.in-doubt: the commit was not
   * answered, and may have happened.
   */
  transaction<T>(work: (tx: Tx) => T | Promise<T>): Promise<T>;
  /** A transaction that records an effect outside the database; it commits even if the run was taken over meanwhile. */
  recordEffect<T>(work: (tx: Tx) => T | Promise<T>): Promise<T>;
  /**
   * Sets the function that redraws the cards of a request that a transaction has changed. Called once, at composition.
   */
  redraws(redraw: Redraw): void;
  /**
   * Number of this process's transactions that have written to a table: data read at a lower number may be out of date.
   */
  writes(table: keyof Schema): number;
  /** The pool of a server; the embedded database has none. */
  connections?(): PooledConnections;
  /** Resolves when the database has answered a trivial query. */
  answers(): Promise<void>;
  /** The last head of the audit that this process saw committed. */
  committed: CommittedHead;
  /** When this process, or another, last found that the database had lost commits. */
  lostCommitsAt(): Promise<Date | undefined>;
  /** Number of due wake-ups, running ones included. */
  due(): Promise<number>;
  /**
   * Handles the keys of a queue, at most `concurrency` at a time in this process (default 8). Call it once per queue.
   */
  work(queue: QueueName, handler: Handler, options?: { concurrency?: number }): void;
  /**
   * Takes no more keys and waits for current runs, at most `graceMs` (real time); the remaining runs are aborted
   * and left to the next process.
   * @returns the number of runs that were left
   */
  drain(graceMs: number): Promise<number>;
  /** Drains for as long as a stopping process has, then closes the database. */
  close(): Promise<void>;
};

type Engine = {
  kind: Store['engine'];
  db: Kysely<Schema>;
  startQueue(log: Log): Promise<Queue>;
  /** On a server: makes the clock follow the server's. @returns a function that ends that */
  followClock?(): Promise<() => void>;
  /** On a server: calls back when another process has asked for keys. @returns a function that ends that */
  listen?(heard: () => void): () => void;
  connections?(): PooledConnections;
  close(): Promise<void>;
};

/** Part of the 20 s that a stopping process is given. */
const closeGraceMs = 8_000;
const listeningConnections = 1;
/**
 * On a server others ask for keys too, and a killed process notifies nobody; the embedded database misses only a
 * changed clock.
 */
const longestSleepMs = { embedded: 60_000, server: 2_000 };

/**
 * Opens the database and starts the queue. The embedded database is migrated here; a server, which replicas share, is
 * migrated before by the role that owns the tables (migrate-server.ts). The embedded engine needs a process started
 * with node --liftoff-only: optimising its WebAssembly takes 600 MB of memory for a moment.
 * @throws Error naming cause and remedy when the database cannot be opened, or its tables are not those of this version
 */
export async function openStore(setting: StoreSetting): Promise<Store> {
  const { databaseUrl, dataDir, keepDays = 400, clock, log } = setting;
  const engine = databaseUrl ? await openServerEngine(databaseUrl, setting) : await openEmbeddedEngine(dataDir, log);
  const { db } = engine;
  let queue: Queue | undefined;
  let stopFollowing: (() => void) | undefined;
  try {
    stopFollowing = await engine.followClock?.();
    if (engine.kind === 'embedded') await migrate(db);
    else {
      await requireMigrated(db);
      if (await ownsAudit(db))
        log.warn({}, 'the database role of the bot could drop the triggers of the audit: see doctor');
    }
    queue = await engine.startQueue(log);
    if (engine.kind === 'embedded') {
      await queue.clear();
      await forgetRuns(db);
    }
  } catch (error) {
    stopFollowing?.();
    await queue?.stop();
    await engine.close();
    throw error;
  }
  return buildStore(engine, queue, { clock, log, keepDays, stopFollowing });
}

function buildStore(
  engine: Engine,
  queue: Queue,
  {
    clock,
    log,
    keepDays,
    stopFollowing,
  }: { clock: Clock; log: Log; keepDays: number; stopFollowing: (() => void) | undefined },
): Store {
  const { db } = engine;
  let lostAt: Date | undefined;
  const committed = new CommittedHead(log, (before) => {
    lostAt = clock.now();
    runTransaction(inTransaction, (tx) => recordLostCommits(tx, before)).catch((error: unknown) =>
      log.warn({ error }, 'that commits were lost is known to this process alone'),
    );
  });
  const parts = { db, queue, committed, clock, log };
  const workers = new Map<QueueName, Worker>();
  const poke = (name: QueueName) => workers.get(name)?.poke();
  const timekeeper = new Timekeeper(parts, { longestSleepMs: longestSleepMs[engine.kind], onDue: poke });
  const expect = (dueAt: Date) => timekeeper.expect(dueAt);
  timekeeper.start();
  const stopListening = engine.listen?.(() => timekeeper.pollSoon());
  const stopCleanUp = startCleanUp(db, clock, log, keepDays);
  const woken: Parameters<typeof runTransaction>[0]['woken'] = ({ queues, first }) => {
    queues.forEach(poke);
    if (first) expect(first);
  };
  let draw: Redraw | undefined;
  const redraw: Redraw = async (tx, requestId) => draw?.(tx, requestId);
  const writes = new Map<string, number>();
  const wrote = (tables: ReadonlySet<string>) => {
    for (const table of tables) writes.set(table, (writes.get(table) ?? 0) + 1);
  };
  const inTransaction = { db, queue, clock, committed, redraw, woken, wrote };
  let closed: Promise<void> | undefined;

  const drain = async (graceMs: number) => {
    const stopped = timekeeper.stop();
    const left = await Promise.all([...workers.values()].map((worker) => worker.stop(graceMs)));
    await stopped;
    return left.reduce((sum, count) => sum + count, 0);
  };
  const close = async () => {
    stopFollowing?.();
    stopCleanUp();
    stopListening?.();
    const left = await drain(closeGraceMs);
    if (left > 0) log.warn({ runs: left }, 'runs were cut off; they are repeated');
    await queue.stop();
    await engine.close();
  };
  return {
    engine: engine.kind,
    db: db.withPlugin(outsideTransactions),
    transaction: (work) => runTransaction(inTransaction, work),
    recordEffect: (work) => runTransaction({ ...inTransaction, evenLate: true }, work),
    redraws(given) {
      draw = given;
    },
    writes: (table) => writes.get(table) ?? 0,
    ...(engine.connections && { connections: engine.connections }),
    async answers() {
      await sql`select 1`.execute(db);
    },
    committed,
    async lostCommitsAt() {
      const told = await lostCommitsAt(db);
      return told && lostAt ? new Date(Math.max(told.getTime(), lostAt.getTime())) : (told ?? lostAt);
    },
    due: () => countDue(db, clock.now()),
    work(name, handler, { concurrency = 8 } = {}) {
      if (workers.has(name)) throw new Error(`the queue ${name} has a handler already`);
      const worker = new Worker(name, handler, concurrency, { ...parts, expect });
      workers.set(name, worker);
      worker.poke();
    },
    drain,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

async function openEmbeddedEngine(dataDir: string, log: Log): Promise<Engine> {
  if (!process.execArgv.includes('--liftoff-only')) {
    log.warn({}, 'start node with --liftoff-only: without it the embedded database takes 600 MB more while it starts');
  }
  // PGlite is never loaded with a server.
  const [{ openEmbedded, startMaintenance }, { preparedStatements, sharedBossDb }] = await Promise.all([
    import('./embedded/open-embedded.ts'),
    import('./embedded/pglite.ts'),
  ]);
  const embedded = await openEmbedded(dataDir);
  const stopMaintenance = startMaintenance(embedded, log);
  const pglite = preparedStatements(embedded.pg);
  return {
    kind: 'embedded',
    db: new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) }),
    startQueue: (queueLog) => Queue.start({ shared: sharedBossDb(embedded.pg, pglite) }, queueLog),
    async close() {
      stopMaintenance();
      await embedded.close();
    },
  };
}

async function openServerEngine(
  databaseUrl: string,
  { databasePassword: password, databaseConnections = 12, clock, log }: StoreSetting,
): Promise<Engine> {
  const limits = { connections: databaseConnections - queueConnections - listeningConnections };
  const connection = connectionOf(databaseUrl, password);
  const { db, connections } = await openServer(databaseUrl, log, password, limits);
  return {
    kind: 'server',
    db,
    connections,
    startQueue: (queueLog) => Queue.start({ connection, db }, queueLog),
    followClock: () => followClock(db, clock, log),
    listen: (heard) => listenForWakes(connection, heard),
    close: () => db.destroy(),
  };
}
