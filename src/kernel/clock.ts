/**
 * The one way to read time. World time is real time × rate; the rate is 1 in production and only the sandbox
 * changes it, so that Azure and the bot speed up together. Real time is that of the database where processes share one,
 * since each waits for what another has written. Tokens and HTTP time-outs stay in the host's time.
 */
export class Clock {
  #realOrigin: number;
  #worldOrigin: number;
  #rate: number;
  readonly #hostNow: () => number;
  /** Real time at a moment of the monotonic clock, which nobody sets; undefined while the host's clock is all there is. */
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

  /** When this process began to read it. */
  get begun(): Date {
    return this.#begun;
  }

  now(): Date {
    return new Date(this.#worldOrigin + (this.#realNow() - this.#realOrigin) * this.#rate);
  }

  /**
   * Follows another clock, by what it has just said. Whoever said it did so at some moment of the round trip, and in the
   * middle of it for all that is known; time that agrees with that is left alone, so that it does not run unevenly.
   * @param said real time, in milliseconds since the epoch
   * @param roundTripMs until the answer was there
   * @returns milliseconds that the host's clock is ahead of it
   */
  follow(said: number, roundTripMs: number): number {
    const at = performance.now();
    const real = this.#realNow();
    // Both are told in whole milliseconds.
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

  /** Calls `listener` whenever the clock was set: what was far off may be due. @returns what ends that */
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

/** Both origins in milliseconds since the epoch: at realOrigin on the real clock it was worldOrigin in the world. */
export type ClockSetting = { realOrigin: number; worldOrigin: number; rate: number };

export function inSeconds(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}

/** Number of the day (UTC): what is told once a day is told under it. */
export function dayNumber(date: Date): number {
  return Math.floor(date.getTime() / (24 * 60 * 60 * 1000));
}

export function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}

/** Minutes are as much as a deadline needs, and UTC what it is told in where no reader is known. */
export function minuteUtc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
