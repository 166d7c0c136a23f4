import type { Azure } from '../azure/open.ts';
import { sameArmId, subscriptionOf } from '../kernel/arm-id.ts';
import { type Clock, inSeconds } from '../kernel/clock.ts';
import { type Read, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import {
  changeSpent,
  forgetInventoryBut,
  type InventoryList,
  lockInventory,
  noteUnreadInventory,
  putInventory,
  readInventory,
  returnLooks,
  subscriptionLists,
  takeLooks,
} from '../store/inventory.ts';
import type { Store } from '../store/open.ts';
import type { Tx } from '../store/transaction.ts';
import { failuresList, itemsList, type List, machinesList, subscriptionsList, vaultsList } from './lists.ts';
import { callsFor, type Spender, spend, sweepSeconds } from './rules/sweep-pace.ts';

/** What a list holds, and since when it is known to. */
export type Kept<One> = { all: One[]; at: Date };

/** Lists of Azure, for names and for what is only shown. Plans, checks, votes and sends ask Azure itself. */
export type KeptLists = {
  /** @param name only rows of this name, in lower case */
  read<One>(lists: readonly List<One>[], name?: string): Promise<Read<Kept<One>>[]>;
  /** Reads what may hold a name that is not known, once in ten minutes. @returns whether anything was read */
  look(lists: readonly List<unknown>[]): Promise<boolean>;
};

/** For the command line, whose database may be that of a bot that runs: every list is asked for. */
export function askingLists(azure: Azure): KeptLists {
  return {
    read: (lists, name) =>
      Promise.all(
        lists.map((list) =>
          tryRead(async () => {
            const all = await list.ask(azure);
            return {
              all: name === undefined ? all : all.filter((one) => list.keyOf(one).name === name),
              at: new Date(),
            };
          }),
        ),
      ),
    look: async () => false,
  };
}

/** How long a list that could not be read just then is not asked for again by its readers. */
const againSeconds = 30;
/** A younger list is not read again for an unknown name. */
const freshSeconds = 30;
/** How often a list is read again for an unknown name, or by its readers although Azure refused it. */
const lookSeconds = 600;
/** Until then an older list stands in for one that Azure does not give now. */
const standsInSeconds = 3600;

type Parts = { azure: Azure; store: Store; clock: Clock; log: Log };

/** The lists in the database. A timer for each keeps it up to date; one that was never read is read at once. */
export function createKeptLists(parts: Parts): KeptLists {
  const { store, clock } = parts;
  // Readers of one list that was never read wait for one call.
  const filling = new Map<string, Promise<void>>();
  const fillOnce = (list: List<unknown>) => {
    const running = filling.get(list.key) ?? fill(parts, list).finally(() => filling.delete(list.key));
    filling.set(list.key, running);
    return running;
  };
  return {
    async read(lists, name) {
      const keys = lists.map(({ key }) => key);
      let found = await readInventory(store.db, keys, name);
      const wanted = lists.filter((list) => isWanted(list, found.get(list.key), clock.now()));
      if (wanted.length > 0) {
        await Promise.all(wanted.map(fillOnce));
        found = await readInventory(store.db, keys, name);
      }
      return lists.map((list) => shown(list, found.get(list.key), clock.now()));
    },

    async look(lists) {
      const now = clock.now();
      const taken = await store.recordEffect(async (tx) => {
        // Their rows hold the calls. Whoever forgets a vault's items has the row of its list of vaults as well.
        const within = new Set(lists.map(({ subscriptionId }) => subscriptionId));
        await lockInventory(
          tx,
          [...within].map((id) => vaultsList(id).key),
        );
        const due = await takeLooks(
          tx,
          lists.map(({ key }) => key),
          { now, staleBefore: inSeconds(now, -freshSeconds), lookedBefore: inSeconds(now, -lookSeconds) },
        );
        const granted = new Set<string>();
        for (const { list: key, size } of due) {
          const list = lists.find((one) => one.key === key);
          if (list && (await takeCalls(tx, list, size, { spender: 'look', now })) === undefined) granted.add(key);
        }
        await returnLooks(
          tx,
          due.flatMap(({ list }) => (granted.has(list) ? [] : [list])),
        );
        return granted;
      });
      await Promise.all(lists.filter(({ key }) => taken.has(key)).map(fillOnce));
      return taken.size > 0;
    },
  };
}

/** Whether a reader has it read and waits for that, rather than leave it to its sweep. */
function isWanted(list: List<unknown>, kept: InventoryList | undefined, now: Date): boolean {
  if (!kept?.triedAt) return true;
  const { failure, triedAt } = kept;
  if (failure && list.freshSeconds === undefined && standsIn(kept, now)) return false;
  const seconds = failure ? (isPassing(failure) ? againSeconds : lookSeconds) : list.freshSeconds;
  return seconds !== undefined && triedAt <= inSeconds(now, -seconds);
}

/** Whether an older list is shown instead of one that Azure does not give at this moment. */
function standsIn({ failure, readAt }: InventoryList, now: Date): boolean {
  return failure !== undefined && isPassing(failure) && !!readAt && readAt > inSeconds(now, -standsInSeconds);
}

/** @throws StoredError: without a row that cannot be read, its machine would seem to be gone */
function shown<One>(list: List<One>, kept: InventoryList | undefined, now: Date): Read<Kept<One>> {
  if (kept?.failure && !standsIn(kept, now)) return { kind: 'unread', failure: kept.failure };
  const { readAt = now, rows = [] } = kept ?? {};
  return { kind: 'read', value: { all: rows.map(({ facts }) => list.parse(facts)), at: readAt } };
}

/** Reads a list from Azure and stores it, or why it could not be read. */
async function fill({ store, clock, azure, log }: Parts, list: List<unknown>): Promise<void> {
  const at = clock.now();
  const read = await tryRead(() => list.ask(azure));
  if (read.kind === 'unread') log.warn({ list: list.key, failure: read.failure }, 'a list could not be read this time');
  await store.recordEffect(async (tx) => {
    if (read.kind === 'unread') await noteUnreadInventory(tx, toKey(list), read.failure, at);
    else {
      const rows = read.value.map((one) => ({ ...list.keyOf(one), facts: list.write(one) }));
      const taken = await putInventory(tx, toKey(list), rows, at);
      if (taken && list.kind === 'vaults') await followVaults(tx, list, read.value as VaultFacts[]);
    }
    if (list.freshSeconds === undefined) await wakeSweep(tx, list, at);
  });
}

/** A new vault's items are read next; those of a vault that is gone are forgotten. */
async function followVaults(tx: Tx, { subscriptionId }: List<unknown>, vaults: readonly VaultFacts[]) {
  const items = vaults.map(itemsList);
  const others = [vaultsList(subscriptionId), machinesList(subscriptionId)];
  const failures = vaults.map((vault) => failuresList(vault, tx.now()));
  const keys = [...items, ...others, ...failures].map(({ key }) => key);
  await forgetInventoryBut(tx, subscriptionId, keys);
  const known = new Set((await subscriptionLists(tx.db, subscriptionId)).map(({ list }) => list));
  for (const { key } of items) if (!known.has(key)) tx.wake('timer', `inventory:${key}`);
}

async function wakeSweep(tx: Tx, list: List<unknown>, at: Date): Promise<void> {
  const lists = await subscriptionLists(tx.db, list.subscriptionId);
  const sizes = list.kind === 'items' ? lists.flatMap((one) => (one.list.startsWith('items:') ? [one.size] : [])) : [];
  tx.wake('timer', `inventory:${list.key}`, inSeconds(at, sweepSeconds(sizes)));
}

/**
 * Takes the calls of a list from our share of the subscription's limit. Lists of vaults and machines count against
 * other limits, which a call in five minutes does not reach.
 * @returns when to ask again, if it is used up
 */
function takeCalls(
  tx: Tx,
  list: List<unknown>,
  size: number,
  { spender, now }: { spender: Spender; now: Date },
): Promise<Date | undefined> {
  if (list.kind !== 'items') return Promise.resolve(undefined);
  return changeSpent(tx, toKey(vaultsList(list.subscriptionId)), (spent) => {
    const taken = spend(spent, now.getTime(), callsFor(size), spender);
    return 'again' in taken ? { result: new Date(taken.again) } : { spent: taken.spent, result: undefined };
  });
}

/**
 * Timer `inventory`: reads one list again. Without a list, as at a start, it sees to it that each subscription's lists
 * have their timer.
 */
export async function sweepInventory(
  services: Parts & { config: { subscriptions: readonly string[] } },
  key: string,
): Promise<void> {
  const { store, config, clock } = services;
  const subscriptions = config.subscriptions.map((id) => id.toLowerCase());
  if (key === '') {
    await store.transaction((tx) => {
      for (const list of [...subscriptions.flatMap((id) => [vaultsList(id), machinesList(id)]), subscriptionsList]) {
        tx.wake('timer', `inventory:${list.key}`);
      }
    });
    return;
  }
  const list = await findList(services, key);
  if (!list) return;
  const { subscriptionId } = list;
  if (subscriptionId !== '' && !subscriptions.includes(subscriptionId)) {
    return store.transaction((tx) => forgetInventoryBut(tx, subscriptionId, []));
  }
  const again = await store.transaction(async (tx) => {
    const size = (await subscriptionLists(tx.db, list.subscriptionId)).find((one) => one.list === key)?.size ?? 0;
    const until = await takeCalls(tx, list, size, { spender: 'sweep', now: clock.now() });
    if (until) tx.wake('timer', `inventory:${key}`, until);
    return until;
  });
  if (!again) await fill(services, list);
}

/** The list of a key; none for the items of a vault that is gone. */
async function findList({ store }: Parts, key: string): Promise<List<unknown> | undefined> {
  const [kind, scope = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  if (kind === 'subscriptions') return subscriptionsList;
  if (kind === 'vaults') return vaultsList(scope);
  if (kind === 'machines') return machinesList(scope);
  const vaults = vaultsList(subscriptionOf(scope));
  const kept = (await readInventory(store.db, [vaults.key])).get(vaults.key);
  const vault = kept?.rows.find(({ id }) => sameArmId(id, scope));
  return vault && itemsList(vaults.parse(vault.facts));
}

/** Has the lists read anew that a change of ours may have changed. */
export function askForInventory(tx: Tx, vaultId: string): void {
  const subscriptionId = subscriptionOf(vaultId);
  if (subscriptionId === '') return;
  for (const list of [itemsList({ id: vaultId }), machinesList(subscriptionId)]) {
    tx.wake('timer', `inventory:${list.key}`);
  }
}

function toKey({ key: list, subscriptionId }: List<unknown>) {
  return { list, subscriptionId };
}
