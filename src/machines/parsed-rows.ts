import { type InventoryList, readInventory } from '../store/inventory.ts';
import type { Store } from '../store/open.ts';
import type { List } from './lists.ts';

export type ParsedList = { state: InventoryList; all(): unknown[] };

/** Rows that a process keeps parsed, so that a large estate is not parsed for each turn: some 2 KB each. */
const mostParsed = 30_000;

/** Rows of whole lists, read again only when a reading of Azure found others: each turn asks whether one has. */
export class ParsedRows {
  readonly #store: Store;
  readonly #kept = new Map<string, { at: Date; all: unknown[] }>();
  #size = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  async read(lists: readonly List<unknown>[], name?: string): Promise<ReadonlyMap<string, ParsedList>> {
    // Another turn may put what is kept meanwhile, or forget it.
    const kept = new Map(lists.flatMap(({ key }) => [[key, this.#kept.get(key)] as const]));
    const known = new Map([...kept].flatMap(([key, one]) => (one && name === undefined ? [[key, one.at]] : [])));
    const keys = lists.map(({ key }) => key);
    const states = await readInventory(this.#store.db, keys, { name, known });
    return new Map(
      lists.flatMap((list) => {
        const state = states.get(list.key);
        if (!state) return [];
        const { rows, changedAt } = state;
        const all = () => {
          if (!rows) return [...(kept.get(list.key)?.all ?? [])];
          // Without a row that cannot be read, its machine would seem to be gone.
          const parsed = rows.map(({ facts }) => list.parse(facts));
          if (changedAt && name === undefined) this.#put(list.key, changedAt, parsed);
          return [...parsed];
        };
        return [[list.key, { state, all }] as const];
      }),
    );
  }

  #put(key: string, at: Date, all: unknown[]): void {
    this.#size += all.length - (this.#kept.get(key)?.all.length ?? 0);
    this.#kept.delete(key);
    this.#kept.set(key, { at, all });
    for (const [first, { all: rows }] of this.#kept) {
      if (this.#size <= mostParsed) break;
      this.#kept.delete(first);
      this.#size -= rows.length;
    }
  }
}
