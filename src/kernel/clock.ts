/**
 * The one way to read time. World time is real time × rate; the rate is 1 in production and only the sandbox
 * changes it, so that Azure and the bot speed up together. Tokens and HTTP time-outs stay in real time.
 */
export class Clock {
  #realOrigin: number;
  #worldOrigin: number;
  #rate: number;
  readonly #realNow: () => number;
  readonly #listeners = new Set<() => void>();
  /** When this process began to read it. */
  readonly begun: Date;

  constructor(setting: ClockSetting = { realOrigin: 0, worldOrigin: 0, rate: 1 }, realNow: () => number = Date.now) {
    this.#realOrigin = setting.realOrigin;
    this.#worldOrigin = setting.worldOrigin;
    this.#rate = setting.rate;
    this.#realNow = realNow;
    this.begun = this.now();
  }

  now(): Date {
    return new Date(this.#worldOrigin + (this.#realNow() - this.#realOrigin) * this.#rate);
  }

  get rate(): number {
    return this.#rate;
  }

  set(setting: ClockSetting): void {
    this.#realOrigin = setting.realOrigin;
    this.#worldOrigin = setting.worldOrigin;
    this.#rate = setting.rate;
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
