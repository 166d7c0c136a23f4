import type { Kysely } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../telemetry/log.ts';
import type { Queue } from './queue.ts';
import type { Schema } from './schema.ts';
import { anyDue, type Key, takeDue } from './wakeups.ts';

/** How often due keys are looked for, in real time. */
const lookMs = 500;
const mostAtOnce = 500;

type Parts = { db: Kysely<Schema>; queue: Queue; clock: Clock; log: Log };

/** Hands due keys over to the queue, in every process; they leave each other's keys alone. */
export class Timekeeper {
  readonly #parts: Parts;
  readonly #afterLook: (handedOver: Key[]) => void;
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> = Promise.resolve();
  #looking = false;
  #set = false;
  #stopListening: (() => void) | undefined;
  #stopped = true;
  #failing = false;

  /** @param afterLook told what was handed over, at every look */
  constructor(parts: Parts, afterLook: (handedOver: Key[]) => void) {
    this.#parts = parts;
    this.#afterLook = afterLook;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#stopListening = this.#parts.clock.onSet(() => this.#clockSet());
    this.#again();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening?.();
    clearTimeout(this.#timer);
    await this.#look;
  }

  /** What is due by the new time is looked for at once, also when a look by the old one is under way. */
  #clockSet(): void {
    if (this.#stopped) return;
    this.#set = true;
    if (this.#looking) return;
    clearTimeout(this.#timer);
    this.#again();
  }

  #again(): void {
    this.#looking = true;
    this.#set = false;
    this.#look = this.#lookOnce().finally(() => {
      this.#looking = false;
      if (this.#stopped) return;
      if (this.#set) this.#again();
      else this.#timer = setTimeout(() => this.#again(), lookMs);
    });
  }

  async #lookOnce(): Promise<void> {
    const { log } = this.#parts;
    try {
      this.#afterLook(await this.#handOver());
      if (this.#failing) log.info({}, 'the database answers again');
      this.#failing = false;
    } catch (error) {
      // Once for each outage: this runs twice a second.
      if (!this.#failing) log.error({ error }, 'due work cannot be looked up; it is kept and looked for again');
      this.#failing = true;
    }
  }

  async #handOver(): Promise<Key[]> {
    const { db, queue, clock } = this.#parts;
    const handedOver: Key[] = [];
    while (!this.#stopped && (await anyDue(db, clock.now()))) {
      const keys = await db.transaction().execute(async (trx) => {
        const due = await takeDue(trx, clock.now(), mostAtOnce);
        await queue.send(trx, due);
        return due;
      });
      handedOver.push(...keys);
      // Fewer than were due: another process holds the rest.
      if (keys.length < mostAtOnce) break;
    }
    return handedOver;
  }
}
