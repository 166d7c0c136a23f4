import { type InventoryList, mostRows, readInventory } from '../store/inventory.ts';
import type { Store } from '../store/open.ts';
import type { List } from './lists.ts';

export type ParsedList = { state: Omit<InventoryList, 'rows'>; all(): unknown[] };

type SizedList = { list: List<unknown>; size: number };

/** Rows that a process keeps parsed, so that a large estate is not parsed for each turn: some 2 KB each. */
const mostParsed = 30_000;

/**
 * Rows of whole lists, read again only when a reading of Azure found others: each turn asks whether one has. A large
 * estate is read in pieces, and once for all that wait for it.
 */
export class ParsedRows {
  readonly #store: Store;
  readonly #kept = new Map<string, { at: Date; all: unknown[] }>();
  #size = 0;
  /** The end of the reading in pieces that goes on. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  async read(lists: readonly List<unknown>[], name?: string): Promise<ReadonlyMap<string, ParsedList>> {
    const found = new Map<string, ParsedList>();
    let left = await this.#readSome(
      lists.map((list) => ({ list, size: 0 })),
      name,
      found,
    );
    if (left.length === 0) return found;
    const before = this.#turn;
    const reading = (async () => {
      await before;
      while (left.length > 0) {
        const fitting = countFitting(left);
        const [next, rest] = [left.slice(0, fitting), left.slice(fitting)];
        left = [...(await this.#readSome(next, name, found)), ...rest];
      }
    })();
    this.#turn = reading.catch(() => {});
    await reading;
    return found;
  }

  /** @returns the lists that did not fit */
  async #readSome(
    sized: readonly SizedList[],
    name: string | undefined,
    found: Map<string, ParsedList>,
  ): Promise<SizedList[]> {
    const lists = sized.map(({ list }) => list);
    // Another turn may put what is kept meanwhile, or forget it.
    const kept = new Map(lists.flatMap(({ key }) => [[key, this.#kept.get(key)] as const]));
    const known = new Map([...kept].flatMap(([key, one]) => (one ? [[key, one.at]] : [])));
    const keys = lists.map(({ key }) => key);
    const states = await readInventory(this.#store.db, keys, name === undefined ? { known } : { name });
    const left: SizedList[] = [];
    for (const list of lists) {
      const read = states.get(list.key);
      if (!read) continue;
      const { rows, ...state } = read;
      if (state.isLeft) left.push({ list, size: state.size });
      else found.set(list.key, { state, all: this.#parsed(list, read, kept.get(list.key)?.all, name) });
    }
    return left;
  }

  /** @returns what throws where a row cannot be read: without it, its machine would seem to be gone */
  #parsed(
    list: List<unknown>,
    { rows, changedAt }: InventoryList,
    kept: readonly unknown[] = [],
    name?: string,
  ): () => unknown[] {
    if (!rows) return () => [...kept];
    try {
      const all = rows.map(list.parse);
      if (changedAt && name === undefined) this.#put(list.key, changedAt, all);
      return () => [...all];
    } catch (error) {
      return () => {
        throw error;
      };
    }
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

/** How many of these are asked for next, so that the database looks for no others. */
function countFitting(lists: readonly SizedList[]): number {
  let rows = 0;
  const over = lists.findIndex(({ size }) => {
    rows += size;
    return rows > mostRows;
  });
  return over < 0 ? lists.length : Math.max(1, over);
}
