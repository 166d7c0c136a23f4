import type { Azure } from '../azure/open.ts';
import { sameArmId, subscriptionOf } from '../kernel/arm-id.ts';
import { type Clock, inSeconds } from '../kernel/clock.ts';
import { type Read, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { readEach } from '../kernel/stored.ts';
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
  setDue,
  subscriptionLists,
  takeLooks,
} from '../store/inventory.ts';
import type { Store } from '../store/open.ts';
import type { Tx } from '../store/transaction.ts';
import {
  failuresList,
  itemsList,
  jobsList,
  type Kept,
  type List,
  machinesList,
  protectionsList,
  vaultsList,
} from './lists.ts';
import { type ParsedList, ParsedRows } from './parsed-rows.ts';
import { callsFor, type Spender, spend, sweepSeconds } from './rules/sweep-pace.ts';

/** Lists of Azure, for names and for what is only shown. Plans, checks, votes and sends ask Azure itself. */
export type KeptLists = {
  /** @param name only rows of this name, in lower case */
  read<One>(lists: readonly List<One>[], name?: string): Promise<Read<Kept<One>>[]>;
  /**
   * Like `read`, but where many lists are too old nobody waits for Azure: they are told as they are and read behind the
   * answer. Undefined: none to tell, or one of hours ago.
   */
  readAtHand<One>(lists: readonly List<One>[]): Promise<(Read<Kept<One>> | undefined)[]>;
  /**
   * Reads what may hold a name that is not known, once in ten minutes.
   * @returns whether anything was read; what is much is left to the sweeps
   */
  look(lists: readonly List<unknown>[]): Promise<boolean>;
};

/** For the command line, whose database may be that of a bot that runs: every list is asked for. */
export function askingLists(azure: Azure): KeptLists {
  const read: KeptLists['read'] = (lists, name) =>
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
    );
  return { read, readAtHand: (lists) => read(lists), look: async () => false };
}

/** How long a list that could not be read just then is not asked for again by its readers. */
const againSeconds = 30;
/** A younger list is not read again for an unknown name. */
const freshSeconds = 30;
/** How often a list is read again for an unknown name, or by its readers although Azure refused it. */
const lookSeconds = 600;
/** Between the sweeps of two subscriptions for one name: at once, they would hold up the answer. */
const betweenLooksSeconds = 0.5;
/** Until then an older list stands in for one that Azure does not give now. */
const standsInSeconds = 3600;

type Parts = { azure: Azure; store: Store; clock: Clock; log: Log };

/** The lists in the database. A timer for each subscription keeps them up to date; one never read is read at once. */
export function createKeptLists(parts: Parts): KeptLists {
  const { store, clock, log } = parts;
  // Readers of one list that was never read wait for one call.
  const filling = new Map<string, Promise<void>>();
  const fillOnce = (lists: readonly List<unknown>[]) => {
    const free = lists.filter(({ key }) => !filling.has(key)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    for (let from = 0; from < free.length; from += atOnce) {
      const some = free.slice(from, from + atOnce);
      const running = fill(parts, some).finally(() => {
        for (const { key } of some) filling.delete(key);
      });
      for (const { key } of some) filling.set(key, running);
    }
    return Promise.all(lists.map(({ key }) => filling.get(key)));
  };
  const rows = new ParsedRows(store);
  const wantedOf = (lists: readonly List<unknown>[], found: ReadonlyMap<string, ParsedList>) =>
    lists.filter((list) => isWanted(list, found.get(list.key)?.state, clock.now()));
  return {
    async read(lists, name) {
      let found = await rows.read(lists, name);
      const wanted = wantedOf(lists, found);
      if (wanted.length > 0) {
        await fillOnce(wanted);
        found = await rows.read(lists, name);
      }
      return lists.map(({ key }) => shown(found.get(key), clock.now()));
    },

    async readAtHand(lists) {
      const found = await rows.read(lists);
      const wanted = wantedOf(lists, found);
      if (wanted.length <= atOnce) return this.read(lists);
      fillOnce(wanted).catch((error: unknown) => log.warn({ error }, 'lists could not be stored this time'));
      const isOld = new Set(wanted.map(({ key }) => key));
      return lists.map(({ key }) => {
        const kept = found.get(key);
        const isTooOld = isOld.has(key) && !isRecent(kept?.state, clock.now());
        return isTooOld ? undefined : shown(kept, clock.now());
      });
    },

    async look(lists) {
      const now = clock.now();
      const taken = await store.recordEffect(async (tx) => {
        // Their rows hold the calls. Whoever forgets a vault's items has the row of its list of vaults as well.
        const within = new Map(lists.map(({ key, subscriptionId }) => [key, subscriptionId]));
        await lockInventory(
          tx,
          [...within.values()].map((id) => vaultsList(id).key),
        );
        const due = await takeLooks(
          tx,
          lists.map(({ key }) => key),
          { now, staleBefore: inSeconds(now, -freshSeconds), lookedBefore: inSeconds(now, -lookSeconds) },
        );
        // In a large estate nobody waits: sweeps read it next, and who asks again, if the name is new, finds it.
        if (due.length > atOnce) {
          await setDue(
            tx,
            due.map(({ list }) => ({ list, subscriptionId: within.get(list) ?? '', dueAt: now })),
          );
          const subscriptions = [...new Set(due.map(({ list }) => within.get(list)))];
          for (const [at, id] of subscriptions.entries())
            tx.wake('timer', `inventory:${id}`, inSeconds(now, at * betweenLooksSeconds));
          return new Set<string>();
        }
        const granted = new Set(due.map(({ list }) => list));
        for (const [subscriptionId, of] of Map.groupBy(due, ({ list }) => within.get(list) ?? '')) {
          for (const key of (await takeCalls(tx, subscriptionId, of, { spender: 'look', now })).keys())
            granted.delete(key);
        }
        await returnLooks(
          tx,
          due.flatMap(({ list }) => (granted.has(list) ? [] : [list])),
        );
        return granted;
      });
      await fillOnce(lists.filter(({ key }) => taken.has(key)));
      return taken.size > 0;
    },
  };
}

type ReadState = Pick<InventoryList, 'readAt' | 'triedAt' | 'failure'>;

/** Whether a reader has it read and waits for that, rather than leave it to its sweep. */
function isWanted(list: List<unknown>, kept: ReadState | undefined, now: Date): boolean {
  if (!kept?.triedAt) return true;
  const { failure, triedAt } = kept;
  if (failure && list.freshSeconds === undefined && standsIn(kept, now)) return false;
  const seconds = failure ? (isPassing(failure) ? againSeconds : lookSeconds) : list.freshSeconds;
  return seconds !== undefined && triedAt <= inSeconds(now, -seconds);
}

/** Whether an older list is shown instead of one that Azure does not give at this moment. */
function standsIn(kept: ReadState, now: Date): boolean {
  return kept.failure !== undefined && isPassing(kept.failure) && isRecent(kept, now);
}

function isRecent({ readAt }: ReadState = {}, now: Date): boolean {
  return !!readAt && readAt > inSeconds(now, -standsInSeconds);
}

function shown<One>(kept: ParsedList | undefined, now: Date): Read<Kept<One>> {
  if (!kept) return { kind: 'read', value: { all: [], at: now } };
  const { state, all } = kept;
  if (state.failure && !standsIn(state, now)) return { kind: 'unread', failure: state.failure };
  return { kind: 'read', value: { all: all() as One[], at: state.readAt ?? now } };
}

/** Readings of Azure at one time. */
const atOnce = 8;

/** Reads lists from Azure and stores them, or why they could not be read. */
async function fill({ store, clock, azure, log }: Parts, lists: readonly List<unknown>[]): Promise<void> {
  const at = clock.now();
  const before = await readInventory(
    store.db,
    lists.filter(({ kind }) => kind === 'jobs').map(({ key }) => key),
  );
  const reads: { list: List<unknown>; read: Read<unknown[]> }[] = [];
  for (let from = 0; from < lists.length; from += atOnce) {
    const some = lists.slice(from, from + atOnce);
    const answers = some.map(async (list) => {
      return { list, read: await tryRead(() => list.ask(azure, keptOf(list, before.get(list.key)))) };
    });
    reads.push(...(await Promise.all(answers)));
  }
  await store.recordEffect(async (tx) => {
    const whole = reads.flatMap(({ list, read }) => (read.kind === 'read' ? [{ list, all: read.value }] : []));
    const taken = await putInventory(
      tx,
      whole.map(({ list, all }) => ({
        ...toKey(list),
        rows: all.map((one) => ({ ...list.keyOf(one), facts: list.write(one) })),
      })),
      at,
    );
    for (const { list, read } of reads) {
      if (read.kind === 'read') continue;
      log.warn({ list: list.key, failure: read.failure }, 'a list could not be read this time');
      await noteUnreadInventory(tx, toKey(list), read.failure, at);
    }
    for (const { list, all } of whole) {
      if (list.kind === 'vaults' && taken.has(list.key)) await followVaults(tx, list, all as VaultFacts[], at);
    }
    const swept = Map.groupBy(
      lists.filter(({ freshSeconds }) => freshSeconds === undefined),
      ({ subscriptionId }) => subscriptionId,
    );
    for (const [subscriptionId, of] of swept) await planSweeps(tx, subscriptionId, of, at);
  });
}

/** Undefined if it was never read, or a row of it can't be: then all of it is asked for. */
function keptOf<One>({ parse }: List<One>, kept: InventoryList | undefined): Kept<One> | undefined {
  if (!kept?.readAt || !kept.rows) return undefined;
  const all = readEach(kept.rows, parse, () => {});
  return all.length === kept.rows.length ? { all, at: kept.readAt } : undefined;
}

/** A new vault's items are read next; those of a vault that is gone are forgotten. */
async function followVaults(tx: Tx, { subscriptionId }: List<unknown>, vaults: readonly VaultFacts[], at: Date) {
  const items = vaults.map(itemsList);
  const others = [vaultsList(subscriptionId), machinesList(subscriptionId)];
  const jobs = vaults.flatMap((vault) => [failuresList(vault, tx.now()), jobsList(vault, tx.now(), 0)]);
  const keys = [...items, ...others, ...jobs, ...vaults.map(protectionsList)].map(({ key }) => key);
  await forgetInventoryBut(tx, subscriptionId, keys);
  const known = new Set((await subscriptionLists(tx.db, subscriptionId)).map(({ list }) => list));
  await setDue(
    tx,
    items.flatMap((list) => (known.has(list.key) ? [] : [{ ...toKey(list), dueAt: at }])),
  );
}

/** Sets when lists that were just read are swept next, and wakes their subscription when the first of all is due. */
async function planSweeps(tx: Tx, subscriptionId: string, read: readonly List<unknown>[], at: Date): Promise<void> {
  const all = await subscriptionLists(tx.db, subscriptionId);
  // Lists of vaults, machines and items count against limits of their own.
  const sizesOf = (kind: string) => all.flatMap(({ list, size }) => (list.startsWith(`${kind}:`) ? [size] : []));
  const next = read.map((list) => ({ ...toKey(list), dueAt: inSeconds(at, sweepSeconds(sizesOf(list.kind))) }));
  await setDue(tx, next);
  const due = new Map([
    ...all.map(({ list, due_at }) => [list, due_at] as const),
    ...next.map(({ list, dueAt }) => [list, dueAt] as const),
  ]);
  wakeRound(tx, subscriptionId, [...due.values()], at);
}

/** Between two rounds of a subscription, so that a list that stays due, as its vault can't be read, makes no loop. */
const restSeconds = 10;

function wakeRound(tx: Tx, subscriptionId: string, dues: readonly (Date | null)[], now: Date): void {
  const times = dues.flatMap((due) => (due ? [due.getTime()] : []));
  if (times.length === 0) return;
  const soonest = inSeconds(now, restSeconds).getTime();
  tx.wake('timer', `inventory:${subscriptionId}`, new Date(Math.max(soonest, Math.min(...times))));
}

/**
 * Takes the calls of lists from our share of the subscription's limit. Lists of vaults and machines count against
 * other limits, which their sweeps alone do not reach.
 * @returns the lists that are read later, as the share is used up, and when
 */
async function takeCalls(
  tx: Tx,
  subscriptionId: string,
  lists: readonly { list: string; size: number }[],
  { spender, now }: { spender: Spender; now: Date },
): Promise<ReadonlyMap<string, Date>> {
  const items = lists.filter(isOfItems);
  if (items.length === 0) return new Map();
  return changeSpent(tx, toKey(vaultsList(subscriptionId)), (before) => {
    let spent = before;
    const later = new Map<string, Date>();
    for (const { list, size } of items) {
      const taken = spend(spent, now.getTime(), callsFor(size), spender);
      if ('again' in taken) later.set(list, new Date(taken.again));
      else spent = taken.spent;
    }
    return { spent, result: later };
  });
}

function isOfItems({ list }: { list: string }): boolean {
  return list.startsWith('items:');
}

type SweepParts = Parts & { config: { subscriptions: readonly string[] } };

/**
 * Timer `inventory`: reads a subscription's lists that are due, or the one that is named by its key. Without either, as
 * at a start, it sees to it that each subscription has its timer.
 */
export async function sweepInventory(services: SweepParts, of: string): Promise<void> {
  const { store, config } = services;
  const subscriptions = config.subscriptions.map((id) => id.toLowerCase());
  if (of === '') {
    await store.transaction((tx) => {
      for (const id of subscriptions) tx.wake('timer', `inventory:${id}`);
    });
    return;
  }
  if (of.includes(':')) {
    const list = await findList(services, of);
    if (list) await sweep(services, list.subscriptionId, [list]);
    return;
  }
  if (!subscriptions.includes(of)) {
    await store.transaction((tx) => forgetInventoryBut(tx, of, []));
    return;
  }
  const { due, all } = await findDue(services, of);
  if (due.length > 0) await sweep(services, of, due);
  else await store.transaction((tx) => wakeRound(tx, of, all, services.clock.now()));
}

async function sweep(services: Parts, subscriptionId: string, lists: readonly List<unknown>[]): Promise<void> {
  const { store, clock } = services;
  const sizes = new Map((await subscriptionLists(store.db, subscriptionId)).map(({ list, size }) => [list, size]));
  const calls = lists.map(({ key }) => ({ list: key, size: sizes.get(key) ?? 0 }));
  const later = calls.some(isOfItems)
    ? await store.transaction(async (tx) => {
        const postponed = await takeCalls(tx, subscriptionId, calls, { spender: 'sweep', now: clock.now() });
        await setDue(
          tx,
          [...postponed].map(([list, dueAt]) => ({ list, subscriptionId, dueAt })),
        );
        wakeRound(tx, subscriptionId, [...postponed.values()], clock.now());
        return postponed;
      })
    : new Map();
  await fill(
    services,
    lists.filter(({ key }) => !later.has(key)),
  );
}

/** Which of a subscription's lists are due, the longest due first, and when all are. */
async function findDue({ store, clock }: Parts, id: string): Promise<{ due: List<unknown>[]; all: (Date | null)[] }> {
  const [known, vaults] = await Promise.all([subscriptionLists(store.db, id), keptVaults(store, id)]);
  const times = new Map(known.map(({ list, due_at }) => [list, due_at?.getTime()]));
  const dueAt = ({ key }: List<unknown>) => times.get(key) ?? 0;
  const lists: List<unknown>[] = [vaultsList(id), machinesList(id), ...vaults.map(itemsList)];
  const due = lists.filter((list) => dueAt(list) <= clock.now().getTime()).sort((a, b) => dueAt(a) - dueAt(b));
  return { due, all: known.map(({ due_at }) => due_at) };
}

async function keptVaults(store: Store, subscriptionId: string): Promise<VaultFacts[]> {
  const list = vaultsList(subscriptionId);
  const kept = (await readInventory(store.db, [list.key])).get(list.key);
  // One that can't be read must not keep the list from being read anew.
  return readEach(kept?.rows ?? [], list.parse, () => {});
}

/** The list of a key; none for the items of a vault that is gone. */
async function findList({ store }: Parts, key: string): Promise<List<unknown> | undefined> {
  const [kind, scope = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  if (kind === 'machines') return machinesList(scope);
  const vault = (await keptVaults(store, subscriptionOf(scope))).find(({ id }) => sameArmId(id, scope));
  return vault && itemsList(vault);
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
