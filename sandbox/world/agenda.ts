type Entry = { at: number; order: number; effect: (at: Date) => void };

/** What is going to happen in the world, in order of world time. Nothing happens between looks: `settle` catches up. */
export class Agenda {
  #entries: Entry[] = [];
  #order = 0;
  #at: Date | undefined;

  /** When what happens just now was due: the clock may have jumped far beyond it. Undefined while nothing happens. */
  get at(): Date | undefined {
    return this.#at;
  }

  add(at: Date, effect: (at: Date) => void): void {
    this.#entries.push({ at: at.getTime(), order: this.#order++, effect });
    // Kept sorted, latest first, so that the next is taken from the end; entries are few and mostly added in order.
    this.#entries.sort((a, b) => b.at - a.at || b.order - a.order);
  }

  /** Runs all that is due. An effect may add entries, which run too when they are due. */
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
