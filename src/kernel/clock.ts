/**
 * The only way to read time. World time is real time × rate; the rate is 1 in production and only the sandbox
 * changes it, so that Azure and the bot speed up together. Real time is that of the database when processes share
 * one, since each waits for what another has written. Tokens and HTTP time-outs use the host's time.
 */
export class Clock {
  #realOrigin: number;
  #worldOrigin: number;
  #rate: number;
  readonly #hostNow: () => number;
  /**
   * Real time at a moment of the monotonic clock, which cannot be set; undefined while the host's clock is the
   * only one.
   */
  #followed: { real: number; at: number } | undefined;
  readonly #listeners = new Set<() => void>();
  #begun: Date;

  constructor(setting: ClockSetting = { realOrigin: 0, worldOrigin: 0, rate: 1 }, hostNow: () => number = Date.now) {
    this.#realOrigin = setting.realOrigin;
    this.#worldOrigin = setting.worldOrigin;
    this.#rate = setting.rate;
    this.#hostNow = hostNow;
    this.#begun = this.now();
  }

  /** When this process started its clock. */
  get begun(): Date {
    return this.#begun;
  }

  now(): Date {
    return new Date(this.#worldOrigin + (this.#realNow() - this.#realOrigin) * this.#rate);
  }

  /**
   * Follows another clock, by its latest reading. The reading was taken at some moment of the round trip, on
   * average in the middle; a time that agrees with that is left alone, so that time runs evenly.
   * @param said real time, in milliseconds since the epoch
   * @param roundTripMs duration of the query
   * @returns milliseconds that the host's clock is ahead of it
   */
  follow(said: number, roundTripMs: number): number {
    const at = performance.now();
    const real = this.#realNow();
    // Both readings are in whole milliseconds.
    const agrees = real >= said - 1 && real <= said + roundTripMs + 1;
    const isFirst = !this.#followed;
    if (isFirst || !agrees) this.#followed = { real: agrees ? real : said + roundTripMs / 2, at };
    if (isFirst) this.#begun = this.now();
    if (!agrees) this.#tellListeners();
    return this.#hostNow() - said - roundTripMs / 2;
  }

  #realNow(): number {
    return this.#followed ? this.#followed.real + performance.now() - this.#followed.at : this.#hostNow();
  }

  get rate(): number {
    return this.#rate;
  }

  set(setting: ClockSetting): void {
    this.#realOrigin = setting.realOrigin;
    this.#worldOrigin = setting.worldOrigin;
    this.#rate = setting.rate;
    this.#tellListeners();
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` whenever the clock was set: distant times may now be due. @returns a function that ends it */
  onSet(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** World time that passes during a span of real time, both in milliseconds. */
  worldSpan(realMs: number): number {
    return realMs * this.#rate;
  }

  /** Real milliseconds until a moment of world time; 0 when it has passed. */
  realUntil(moment: Date): number {
    return Math.max(0, (moment.getTime() - this.now().getTime()) / this.#rate);
  }
}

/** Both origins in milliseconds since the epoch: the real clock's realOrigin is worldOrigin in the world. */
export type ClockSetting = { realOrigin: number; worldOrigin: number; rate: number };

export function inSeconds(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}

/** Number of the day (UTC), part of the key of daily notifications. */
export function dayNumber(date: Date): number {
  return Math.floor(date.getTime() / (24 * 60 * 60 * 1000));
}

export function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}

/** A moment among a failure's parameters, which each reader reads in their own time zone. */
export function minuteUtc(date: Date): string {
  return `${date.toISOString().slice(0, 16)}Z`;
}
