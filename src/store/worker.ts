import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { type Claim, heartbeatMs, type Queue } from './queue.ts';
import type { Schema } from './schema.ts';
import { asRun, beginRun, dropRun, endRun, type Key, type QueueName, TakenOverError } from './wakeups.ts';

/** Handles one key. `signal` is aborted when this process has lost the key or is closing. */
export type Handler = (key: string, signal: AbortSignal) => Promise<void>;

type Parts = {
  db: Kysely<Schema>;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** Called when the key of an ended run is due again. */
  expect(dueAt: Date): void;
};
type Run = { claim: Claim; token: string; lost: AbortController; givenUp: boolean; ended: Promise<void> };

/** Replicas' clocks differ a little; a key handed over by one must count as due at the other (real time). */
const clockSkewMs = 250;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;
/** Delay (real time) after which a key that needs a newer version may be taken again, with luck by that version. */
const leftMs = 15_000;

/** Handles the keys of one queue, several at a time, each key by one process at a time. */
export class Worker {
  readonly name: QueueName;
  readonly #handler: Handler;
  readonly #concurrency: number;
  readonly #parts: Parts;
  readonly #runs = new Map<string, Run>();
  readonly #heartbeat: NodeJS.Timeout;
  /** Keys that need a newer version, as far as this was logged. */
  readonly #left = new Set<string>();
  #wanted = false;
  #fetching: Promise<void> | undefined;
  #stopping = false;

  constructor(name: QueueName, handler: Handler, concurrency: number, parts: Parts) {
    this.name = name;
    this.#handler = handler;
    this.#concurrency = concurrency;
    this.#parts = parts;
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs);
  }

  /** Looks for keys now; if a look is under way or every place is taken, right after. */
  poke(): void {
    this.#wanted = true;
    if (this.#stopping || this.#fetching) return;
    this.#fetching = this.#fetch().finally(() => {
      this.#fetching = undefined;
      // Poked between the last look and here.
      if (this.#wanted && this.#runs.size < this.#concurrency) this.poke();
    });
  }

  /**
   * Takes no more keys and waits for current runs, at most `graceMs` (real time). The remaining ones are aborted
   * and left to the next process.
   * @returns the number of runs that were left
   */
  async stop(graceMs: number): Promise<number> {
    this.#stopping = true;
    await this.#fetching;
    const running = () => [...this.#runs.values()].filter((run) => !run.givenUp);
    await settleWithin(Promise.all(running().map((run) => run.ended)), graceMs);
    clearInterval(this.#heartbeat);
    const left = running();
    await Promise.all(left.map((run) => this.#giveUp(run)));
    return left.length;
  }

  async #giveUp(run: Run): Promise<void> {
    run.givenUp = true;
    run.lost.abort(new Error('Strongroom is stopping'));
    const { db, queue, log } = this.#parts;
    try {
      await db.transaction().execute(async (trx) => {
        await dropRun(trx, { queue: this.name, key: run.claim.key }, run.token);
        await queue.release(this.name, run.claim, trx);
      });
    } catch (error) {
      log.warn({ error, queue: this.name, key: run.claim.key }, 'a run was not given back; others take it over later');
    }
  }

  async #fetch(): Promise<void> {
    while (this.#wanted && !this.#stopping && this.#runs.size < this.#concurrency) {
      this.#wanted = false;
      const most = this.#concurrency - this.#runs.size;
      try {
        const claims = await this.#parts.queue.fetch(this.name, most);
        // Stopped during the look: the keys found are still due, and have no run.
        if (this.#stopping) await Promise.all(claims.map((claim) => this.#parts.queue.release(this.name, claim)));
        else for (const claim of claims) this.#start(claim);
        if (claims.length === most) this.#wanted = true;
      } catch (error) {
        this.#parts.log.warn({ error, queue: this.name }, 'no keys could be fetched; they are looked for again');
        return;
      }
    }
  }

  #start(claim: Claim): void {
    const run: Run = {
      claim,
      token: randomUUID(),
      lost: new AbortController(),
      givenUp: false,
      ended: Promise.resolve(),
    };
    this.#runs.set(claim.id, run);
    run.ended = this.#run(run)
      .catch((error) =>
        this.#parts.log.warn({ error, queue: this.name, key: claim.key }, 'a run could not be recorded'),
      )
      .finally(() => {
        this.#runs.delete(claim.id);
        if (this.#wanted) this.poke();
      });
  }

  async #run(run: Run): Promise<void> {
    const { claim, token } = run;
    const { db, queue, clock, expect } = this.#parts;
    const key: Key = { queue: this.name, key: claim.key };
    const soon = new Date(clock.now().getTime() + clock.worldSpan(clockSkewMs));
    const failures = await beginRun(db, key, token, soon);
    if (failures === undefined) return queue.release(this.name, claim);
    const againMs = await asRun({ ...key, token }, () => this.#handle(claim.key, failures, run.lost.signal));
    if (run.givenUp) return;
    const now = clock.now();
    const again = await db.transaction().execute(async (trx) => {
      const retryAt = againMs === undefined ? undefined : new Date(now.getTime() + clock.worldSpan(againMs));
      const dueAt = await endRun(trx, key, token, { now, ...(retryAt && { retryAt }) });
      await queue.release(this.name, claim, trx);
      if (dueAt && dueAt <= now) await queue.send(trx, [key]);
      return dueAt;
    });
    if (!again) return;
    expect(again);
    if (again <= now) this.poke();
  }

  /** @returns real milliseconds after which it is repeated; undefined if it was done */
  async #handle(key: string, failures: number, signal: AbortSignal): Promise<number | undefined> {
    try {
      await this.#handler(key, signal);
      this.#left.delete(key);
      return undefined;
    } catch (error) {
      if (error instanceof NewerStoredError) return this.#leave(key, error);
      if (error instanceof TakenOverError) {
        this.#parts.log.warn({ error, queue: this.name, key }, 'a run came too late; another process goes on with it');
        return undefined;
      }
      this.#parts.log.error({ error, queue: this.name, key, failures: failures + 1 }, 'a run failed; it is repeated');
      return retryMs(failures);
    }
  }

  /** Returns the key for a newer version; which process takes it next is left to chance. */
  #leave(key: string, error: NewerStoredError): number {
    if (!this.#left.has(key)) {
      this.#parts.log.warn({ error, queue: this.name, key }, 'a newer version wrote this; it is left to that version');
    }
    this.#left.add(key);
    return leftMs * (1 + Math.random() / 2);
  }

  async #beat(): Promise<void> {
    const runs = [...this.#runs.values()];
    if (runs.length === 0) return;
    try {
      const gone = new Set(
        await this.#parts.queue.heartbeat(
          this.name,
          runs.map((run) => run.claim),
        ),
      );
      for (const run of runs) {
        // A run that ended meanwhile released its claim itself.
        if (!gone.has(run.claim.id) || !this.#runs.has(run.claim.id)) continue;
        run.lost.abort(new Error(`another process has taken over ${this.name} ${run.claim.key}`));
      }
    } catch (error) {
      this.#parts.log.warn({ error, queue: this.name }, 'a heartbeat was not taken');
    }
  }
}

/** 1 s, doubling to a minute (real time), plus up to a half at random so that many keys do not come back at once. */
function retryMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 16)) * (1 + Math.random() / 2);
}

async function settleWithin(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
