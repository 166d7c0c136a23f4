/** Both origins in milliseconds since the epoch: world time was worldOrigin when real time was realOrigin. */
export type ClockSetting = { realOrigin: number; worldOrigin: number; rate: number };

/**
 * World time = origin + elapsed real time × speed. It goes back only when a world is reset. The bot gets each new
 * setting, so that both clocks agree.
 */
export class WorldClock {
  #setting: ClockSetting;
  #skippedMs = 0;
  readonly #realNow: () => number;
  readonly #listeners = new Set<(setting: ClockSetting) => void>();

  /** @param origin world time at the start; real time by default. `realNow` is replaced in tests */
  constructor(origin?: Date, realNow: () => number = Date.now) {
    this.#realNow = realNow;
    const real = realNow();
    this.#setting = { realOrigin: real, worldOrigin: origin?.getTime() ?? real, rate: 1 };
  }

  /** Starts at this world time, or at real time by default, and at real speed. */
  begin(origin?: Date): void {
    const real = this.#realNow();
    this.#change({ realOrigin: real, worldOrigin: origin?.getTime() ?? real, rate: 1 });
  }

  now(): Date {
    const { realOrigin, worldOrigin, rate } = this.#setting;
    return new Date(worldOrigin + (this.#realNow() - realOrigin) * rate);
  }

  /** Elapsed milliseconds for Teams' limits: real time, unaffected by speed, plus the spans that the world skipped. */
  elapsed(): number {
    return this.#realNow() + this.#skippedMs;
  }

  get speed(): number {
    return this.#setting.rate;
  }

  get setting(): ClockSetting {
    return { ...this.#setting };
  }

  /** @param speed world seconds per real second, above 0 */
  setSpeed(speed: number): void {
    if (!(speed > 0) || !Number.isFinite(speed))
      throw new RangeError(`a clock speed is a number above 0, not ${speed}`);
    this.#change({ realOrigin: this.#realNow(), worldOrigin: this.now().getTime(), rate: speed });
  }

  /**
   * Moves the world forward.
   * @param ms span of world time
   */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError('world time does not go back');
    this.#skippedMs += ms / this.#setting.rate;
    this.#change({
      realOrigin: this.#realNow(),
      worldOrigin: this.now().getTime() + ms,
      rate: this.#setting.rate,
    });
  }

  /**
   * Calls `listener` with each new setting.
   * @returns a function that stops this
   */
  onChange(listener: (setting: ClockSetting) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(setting: ClockSetting): void {
    this.#setting = setting;
    for (const listener of this.#listeners) listener(this.setting);
  }
}

type Entry = { at: number; order: number; effect: (at: Date) => void };

/** Future events of the world, in order of world time. Nothing runs on its own: `settle` catches up. */
export class Agenda {
  #entries: Entry[] = [];
  #order = 0;
  #at: Date | undefined;

  /** When the event that runs now was due; the clock may have jumped far beyond it. Undefined while none runs. */
  get at(): Date | undefined {
    return this.#at;
  }

  add(at: Date, effect: (at: Date) => void): void {
    this.#entries.push({ at: at.getTime(), order: this.#order++, effect });
    // Sorted latest first, so that the next entry is taken from the end; entries are few and mostly added in order.
    this.#entries.sort((a, b) => b.at - a.at || b.order - a.order);
  }

  /** Runs everything that is due, including entries that an effect adds. */
  settle(now: Date): void {
    for (;;) {
      const next = this.#entries.at(-1);
      if (!next || next.at > now.getTime()) return;
      this.#entries.pop();
      const before = this.#at;
      this.#at = new Date(next.at);
      try {
        next.effect(new Date(next.at));
      } finally {
        this.#at = before;
      }
    }
  }

  clear(): void {
    this.#entries = [];
  }
}
