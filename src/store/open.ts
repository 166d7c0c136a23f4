import { Kysely, PGliteDialect, sql } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { CommittedHead } from './committed-head.ts';
import { startMaintenance } from './embedded/open-embedded.ts';
import { sharedBossDb } from './embedded/shared-boss-db.ts';
import { lostCommitsTold, recordLostCommits } from './lost-commits.ts';
import { migrate, requireMigrated } from './migrations/migrate.ts';
import { outsideTransactions } from './outside-transactions.ts';
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
import { type Redraw, runTransaction, type Tx } from './transaction.ts';
import { countDue, forgetRuns, type QueueName } from './wakeups.ts';
import { type Handler, Worker } from './worker.ts';

export type StoreSetting = {
  /** A PostgreSQL server, which replicas may share; absent: the embedded database in dataDir. */
  databaseUrl?: string;
  /** Instead of the one in databaseUrl. */
  databasePassword?: DatabasePassword;
  /** At most, those of the queue among them. */
  databaseConnections?: number;
  dataDir: string;
  /** Days (world time) after which what has ended is removed. */
  keepDays?: number;
  clock: Clock;
  log: Log;
};

export type Store = {
  engine: 'embedded' | 'server';
  /** For reading, outside of transactions. What changes something belongs in one. */
  db: Kysely<Schema>;
  /**
   * The only way to a Tx. Nothing inside may use the network or another connection than tx.db.
   * @throws CodedError store.unavailable or store.full; TakenOverError in a run that another process has taken over;
   * GivenUpError; whatever the work throws. Nothing of it stays then. store.in-doubt: its commit was not answered, and
   * it may stay.
   */
  transaction<T>(work: (tx: Tx) => T | Promise<T>): Promise<T>;
  /** A transaction that writes down what was done outside, which is done also where the run was taken over meanwhile. */
  recordEffect<T>(work: (tx: Tx) => T | Promise<T>): Promise<T>;
  /** What draws the cards of a request that a transaction has changed. Given once, when the bot is put together. */
  redraws(redraw: Redraw): void;
  /** How many transactions of this process have written to a table: what was read when there were fewer may be out of date. */
  writes(table: keyof Schema): number;
  /** To a server; the embedded database has none. */
  connections?(): PooledConnections;
  /** Resolves when the database has answered a question that asks nothing. */
  answers(): Promise<void>;
  /** The last head of the audit that this process saw committed. */
  committed: CommittedHead;
  /** When this process, or another, last found that the database had lost commits. */
  lostCommitsAt(): Promise<Date | undefined>;
  /** How many wake-ups are due, those whose run is under way among them. */
  due(): Promise<number>;
  /** Handles the keys of a queue, at most `concurrency` at a time in this process (8, if none is given). Once a queue. */
  work(queue: QueueName, handler: Handler, options?: { concurrency?: number }): void;
  /**
   * Takes no more keys and waits for the runs under way, at most so long (real milliseconds); what has not ended by then
   * is aborted and left to whoever comes next.
   * @returns how many runs were left
   */
  drain(graceMs: number): Promise<number>;
  /** Drains for as long as is left to a stopping process, then closes the database. */
  close(): Promise<void>;
};

type Engine = {
  kind: Store['engine'];
  db: Kysely<Schema>;
  startQueue(log: Log): Promise<Queue>;
  /** On a server: has the clock follow the server's. @returns what ends that */
  followClock?(): Promise<() => void>;
  /** On a server: calls back when another process has asked for keys. @returns what ends that */
  listen?(heard: () => void): () => void;
  connections?(): PooledConnections;
  close(): Promise<void>;
};

/** Of the 20 s that a stopping process is given. */
const closeGraceMs = 8_000;
const listeningConnections = 1;
/** On a server others ask for keys too, and one that was killed tells nobody; alone, only a clock that was set. */
const longestSleepMs = { embedded: 60_000, server: 2_000 };

/**
 * Opens the database and starts the queue. The tables of the embedded one are brought up to date; on a server, which
 * replicas share, that is done before, by the role that owns them (migrate-server.ts). The embedded engine wants a process that was
 * started with node --liftoff-only: optimising its WebAssembly costs 600 MB of memory for a moment.
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
  const parts = { db, queue, clock, log };
  const workers = new Map<QueueName, Worker>();
  const poke = (name: QueueName) => workers.get(name)?.poke();
  const timekeeper = new Timekeeper(parts, { longestSleepMs: longestSleepMs[engine.kind], onDue: poke });
  const expect = (dueAt: Date) => timekeeper.expect(dueAt);
  timekeeper.start();
  const stopListening = engine.listen?.(() => timekeeper.lookSoon());
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
  let lostAt: Date | undefined;
  const committed = new CommittedHead(log, (before) => {
    lostAt = clock.now();
    runTransaction(inTransaction, (tx) => recordLostCommits(tx, before)).catch((error: unknown) =>
      log.warn({ error }, 'that commits were lost is known to this process alone'),
    );
  });
  const inTransaction = { db, queue, clock, committed, redraw, woken, wrote };
  const stopLooks = engine.kind === 'server' ? committed.startLooks(db) : undefined;
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
    stopLooks?.();
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
      const told = await lostCommitsTold(db);
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
  // With a server PGlite is never loaded.
  const [{ openEmbedded }, { preparedStatements }] = await Promise.all([
    import('./embedded/open-embedded.ts'),
    import('./embedded/shared-boss-db.ts'),
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
