import type { Kysely } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { CommittedHead } from './append-audit.ts';
import type { Queue } from './queue.ts';
import { ask, together } from './rows.ts';
import type { Schema } from './schema.ts';
import { earliestDue, type QueueName, takeDue } from './wakeups.ts';

/**
 * Minimum time between two looks, and the maximum while something is due. All times here are real, by the
 * monotonic clock: after the wall clock was set back, a wait by it would last until that time comes again.
 */
const pollMs = 500;
/** Keys due for this long may belong to a killed process: the queue searches for such jobs. */
const superviseAfterMs = 5_000;
const superviseEveryMs = 2_000;
const mostAtOnce = 500;
/** Shorter outages, such as a fail-over, end by themselves. */
const silentMs = 60_000;
/** The alert looks at a quarter of an hour: logged only once, a lasting outage would look over. */
const sayAgainMs = 5 * 60_000;

type Parts = {
  db: Kysely<Schema>;
  queue: Pick<Queue, 'send' | 'supervise'>;
  committed: CommittedHead;
  clock: Clock;
  log: Log;
};
type Options = {
  /** Maximum sleep, for changes that it is not notified of (real time). */
  longestSleepMs: number;
  /** Called at every look for each queue that has something due. */
  onDue(queue: QueueName): void;
};

/**
 * Hands due keys over to the queue, in every process; processes leave each other's keys alone. It sleeps until the
 * first key is due: this process notifies it of new keys, and it finds other processes' keys at its next look.
 */
export class Timekeeper {
  readonly #parts: Parts;
  readonly #options: Options;
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> = Promise.resolve();
  #looking = false;
  #lookedAt = 0;
  /** Time of the next look; Infinity during a look, unless somebody cannot wait for the one after. */
  #nextAt = Number.POSITIVE_INFINITY;
  /** Start of the current series of looks that all found something due. */
  #busySince: number | undefined;
  #supervisedAt = 0;
  #stopListening: (() => void) | undefined;
  #stopped = true;
  /** Start of the database's silence; undefined while it answers. */
  #silentSince: number | undefined;
  #silence: NodeJS.Timeout | undefined;
  #silenceTold = false;

  constructor(parts: Parts, options: Options) {
    this.#parts = parts;
    this.#options = options;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    // After a clock change, newly due keys are looked for at once.
    this.#stopListening = this.#parts.clock.onSet(() => this.#lookAt(0));
    this.#lookAt(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening?.();
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    await this.#look;
  }

  /**
   * Announces a key due at that moment. Keys due before were handed over; the next look shows whether that was enough.
   */
  expect(dueAt: Date): void {
    this.#lookAt(this.#realTimeOf(dueAt));
  }

  /** Looks soon: another process has asked for keys. */
  pollSoon(): void {
    this.#lookAt(Math.max(performance.now(), this.#lookedAt + pollMs));
  }

  #realTimeOf(dueAt: Date): number {
    const { clock } = this.#parts;
    const now = performance.now();
    if (dueAt <= clock.now()) return now + pollMs;
    // Timers fire up to a millisecond early.
    return Math.max(this.#lookedAt + pollMs, now + Math.ceil(clock.realUntil(dueAt)) + 1);
  }

  #lookAt(at: number): void {
    if (this.#stopped || at >= this.#nextAt) return;
    this.#nextAt = at;
    if (this.#looking) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lookNow(), Math.max(0, Math.ceil(at - performance.now())));
  }

  #lookNow(): void {
    this.#looking = true;
    this.#expectAnswer();
    this.#nextAt = Number.POSITIVE_INFINITY;
    this.#look = this.#lookOnce().then((at) => {
      this.#looking = false;
      this.#lookedAt = performance.now();
      const next = Math.min(at, this.#nextAt);
      this.#nextAt = Number.POSITIVE_INFINITY;
      this.#lookAt(next);
    });
  }

  /** @returns the time of the next look */
  async #lookOnce(): Promise<number> {
    try {
      const first = await this.#handOver();
      this.#answered();
      const latest = performance.now() + this.#options.longestSleepMs;
      return first ? Math.min(latest, this.#realTimeOf(first)) : latest;
    } catch (error) {
      this.#parts.log.debug({ error }, 'due work cannot be looked up; it is kept and looked for again');
      return performance.now() + pollMs;
    }
  }

  /** Starts a timer, since a query in a cut connection may hang for longer than a silence may go unreported. */
  #expectAnswer(): void {
    if (this.#silentSince !== undefined) return;
    this.#silentSince = performance.now();
    this.#tellSilence(silentMs);
  }

  #tellSilence(afterMs: number): void {
    this.#silence = setTimeout(() => {
      const seconds = Math.round((performance.now() - (this.#silentSince ?? 0)) / 1000);
      this.#parts.log.error({ seconds }, 'this process is without its database; what is due is kept');
      this.#silenceTold = true;
      this.#tellSilence(sayAgainMs);
    }, afterMs).unref();
  }

  #answered(): void {
    clearTimeout(this.#silence);
    this.#silentSince = undefined;
    if (this.#silenceTold) this.#parts.log.info({}, 'the database answers again');
    this.#silenceTold = false;
  }

  /** @returns when the first key is, or was, due */
  async #handOver(): Promise<Date | undefined> {
    const { db, clock, committed } = this.#parts;
    const now = clock.now();
    const head = committed.look(db);
    const { earliest } = await ask(db, together({ earliest: earliestDue(db, now), ...(head && { head }) }));
    const due = earliest.filter(({ dueAt }) => dueAt <= now);
    if (due.some(({ toTake }) => toTake)) await this.#takeAll();
    for (const { queue } of due) this.#options.onDue(queue);
    await this.#supervise(due.length > 0);
    return earliest.map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime())[0];
  }

  async #takeAll(): Promise<void> {
    const { db, queue, clock } = this.#parts;
    let taken: number;
    do {
      taken = await db.transaction().execute(async (trx) => {
        const keys = await takeDue(trx, clock.now(), mostAtOnce);
        await queue.send(trx, keys);
        return keys.length;
      });
      // Fewer than requested: another process holds the rest.
    } while (taken === mostAtOnce && !this.#stopped);
  }

  async #supervise(busy: boolean): Promise<void> {
    const now = performance.now();
    this.#busySince = busy ? (this.#busySince ?? now) : undefined;
    if (this.#busySince === undefined || now - this.#busySince < superviseAfterMs) return;
    if (now - this.#supervisedAt < superviseEveryMs) return;
    this.#supervisedAt = now;
    await this.#parts.queue.supervise();
  }
}
