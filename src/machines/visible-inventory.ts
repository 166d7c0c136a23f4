import { type Access, needsToReadVault } from '../access/access.ts';
import { armIdKey, nameOf, subscriptionOf } from '../kernel/arm-id.ts';
import { CodedError, type Failure, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { nearest } from '../kernel/nearest.ts';
import type { Need } from '../kernel/permissions.ts';
import {
  bareNames,
  type Inventory,
  matches,
  matchesBare,
  qualified,
  type Target,
  targetsOfRead,
  withDistinctNames,
} from './inventory.ts';
import type { ListedMachine } from './lists.ts';

/** Vaults that may be named in a place. */
export type Coverage = {
  covers(vaultId: string): boolean;
  /** Whether any vault of the subscription is covered. */
  coversIn(subscriptionId: string): boolean;
  /** Whether only some vaults may be named here, and no unprotected machines. */
  isLimited: boolean;
};

/** A place's vaults, sorted by whether the person's own roles may read them. The person learns of no others. */
export type SortedVaults = {
  open: VaultFacts[];
  /** Readable after activating a role. */
  eligible: VaultFacts[];
  /** A condition decides, which is not evaluated here. */
  unsure: VaultFacts[];
  /** Whether there are other vaults. */
  hidden: boolean;
  /** Reasons, by subscription, that some vaults cannot be sorted: its vaults or roles could not be read. */
  unread: Failure[];
  /** The subscriptions of `unread`. */
  unreadIn: string[];
};

/**
 * The inventory as one person may see it in one place: vaults that they may read and that the place covers, and
 * machines that are in those or that the person may read. Commands have nothing else: a name outside it is answered
 * like one that does not exist.
 */
export type VisibleInventory = Inventory & {
  /** Uses rights up to a minute old, unless read `fresh`. */
  sorted(fresh: boolean): Promise<SortedVaults>;
  /** Vaults readable now or after activating a role, and reasons others are unknown. */
  reachable(): Promise<{ vaults: VaultFacts[]; unread: Failure[] }>;
  /**
   * The one protected VM of this name; `group/name` or `vault/name` tells namesakes apart. Commands ask `resolveTarget`.
   * @param certain for what is to be changed: a bare name must be known to be the only one, and vault and item are read
   * from Azure now
   * @throws vm-not-found and vm-not-visible, with or without a suggestion: whether it is not there or not theirs;
   * vm-not-protected, vm-ambiguous; vault-not-in-channel to who may read that vault; vm-not-known and azure.* where it
   * may be in what cannot be told; where `certain`, vm-perhaps-other where something that cannot be read may hold a
   * namesake
   */
  target(name: string, how: { certain: boolean }): Promise<Target>;
};

const readVm = 'Microsoft.Compute/virtualMachines/read';

export function visibleInventory(
  { inventory, access }: { inventory: Inventory; access: Access },
  objectId: string,
  { covers, coversIn, isLimited }: Coverage,
): VisibleInventory {
  async function sortVaults(vaults: readonly VaultFacts[], fresh: boolean): Promise<SortedVaults> {
    const sorted = await bySubscription(vaults, (some) => sortSome(some, fresh));
    const known = sorted.flatMap(({ read }) => readValue(read) ?? []);
    return {
      open: known.flatMap(({ open }) => open),
      eligible: known.flatMap(({ eligible }) => eligible),
      unsure: known.flatMap(({ unsure }) => unsure),
      hidden: known.some(({ hidden }) => hidden),
      ...unreadOf(sorted),
    };
  }

  async function sortSome(vaults: readonly VaultFacts[], fresh: boolean) {
    const needs = vaults.flatMap(({ id }) => needsToReadVault(id));
    const lacking = new Map((await access.missing(objectId, needs, fresh)).map((each) => [each.scope, each]));
    const sorted: Omit<SortedVaults, 'unread' | 'unreadIn'> = { open: [], eligible: [], unsure: [], hidden: false };
    for (const vault of vaults) {
      const lacks = lacking.get(vault.id);
      if (!lacks) sorted.open.push(vault);
      else if (lacks.answer === 'unknown') sorted.unsure.push(vault);
      else if (await access.eligible(objectId, lacks)) sorted.eligible.push(vault);
      else sorted.hidden = true;
    }
    return sorted;
  }

  const covered = (vaults: readonly VaultFacts[]) => vaults.filter(({ id }) => covers(id));

  /** Resources that this person may read; a subscription with unreadable roles does not affect the others. */
  async function readable<T extends { id: string }>(
    all: readonly T[],
    needsOf: (id: string) => Need[],
  ): Promise<{ mine: T[] } & Unread> {
    const asked = await bySubscription(all, async (some) => {
      const needs = some.flatMap(({ id }) => needsOf(id));
      const closed = new Set((await access.missing(objectId, needs, false)).map(({ scope }) => scope));
      return some.filter(({ id }) => !closed.has(id));
    });
    const mine = new Set(asked.flatMap(({ read }) => readValue(read) ?? []));
    return { mine: all.filter((one) => mine.has(one)), ...unreadOf(asked) };
  }

  const openOnes = (vaults: readonly VaultFacts[]) => readable(covered(vaults), needsToReadVault);
  const readableVms = (vms: readonly ListedMachine[]) => readable(vms, (id) => [{ action: readVm, scope: id }]);

  async function readVaults() {
    const found = await inventory.readVaults();
    return { ...found, unread: found.unread.map(withoutNames) };
  }

  const vaults = async () => requireAllRead(await openOnes(await hidingNames(inventory.vaults())));

  async function targets(): Promise<Target[]> {
    return (await inventory.lookInto(await vaults())).flatMap(({ read }) => requireRead(read).all);
  }

  async function sorted(fresh: boolean): Promise<SortedVaults> {
    const { vaults: read, unread, unreadIn } = await readVaults();
    const all = await sortVaults(covered(read), fresh);
    return { ...all, unread: [...unread, ...all.unread], unreadIn: [...unreadIn, ...all.unreadIn] };
  }

  /** Unprotected machines of that name that the person may read. A channel of some vaults covers none. */
  async function baresOf(name: string): Promise<ListedMachine[]> {
    if (isLimited) return [];
    const named = (await hidingNames(inventory.vms(bareOf(name)))).filter((vm) => matchesBare(name, vm));
    const mine = requireAllRead(await readableVms(named));
    if (mine.length === 0) return [];
    const unprotected = new Set((await hidingNames(inventory.unprotected(bareOf(name)))).map(({ id }) => armIdKey(id)));
    return mine.filter(({ id }) => unprotected.has(armIdKey(id)));
  }

  async function suggestions(name: string, open: readonly VaultFacts[]): Promise<string[]> {
    const looked = await inventory.lookInto(covered(open));
    return nearest(
      name,
      looked.flatMap(({ read }) => requireRead(read).all.map(({ item }) => item.vmName)),
    );
  }

  /** The name as it can be typed. People do not know subscriptions by id. */
  async function choiceOf(target: Target): Promise<string> {
    if (target.apart !== 'subscription') return qualified(target);
    return `${qualified(target)} (${await inventory.subscriptionName(subscriptionOf(target.item.vmId))})`;
  }

  /** The one target of that name, and what may contain another: unreadable subscriptions and covered vaults. */
  async function requireOne(
    name: string,
    isAgain = false,
  ): Promise<{ target: Target; unreadIn: string[]; unreadVaults: string[] }> {
    const { vaults: all, unread, unreadIn } = await readVaults();
    const { open, eligible, unsure, hidden, ...untold } = await sortVaults(all, false);
    const reach = [...open, ...eligible];
    const looked = await inventory.lookInto(reach, bareOf(name));
    const namesakes = withDistinctNames(looked.flatMap(({ read }) => readValue(read)?.all ?? []));
    const found = namesakes.filter((target) => matches(name, target));
    const here = found.filter(({ vault }) => covers(vault.id));
    const [only] = here;
    if (only && here.length === 1) {
      const closed = looked.filter(({ vault, read }) => read.kind === 'unread' && covers(vault.id));
      return {
        target: only,
        unreadIn: [...unreadIn, ...untold.unreadIn],
        unreadVaults: closed.map(({ vault }) => vault.name),
      };
    }
    if (here.length > 1) {
      throw new CodedError('vm-ambiguous', { name, choices: (await Promise.all(here.map(choiceOf))).join(', ') });
    }
    const [elsewhere] = found;
    if (elsewhere) throw new CodedError('vault-not-in-channel', { vault: elsewhere.vault.name });
    const [why] = [...unread, ...untold.unread, ...failuresOf(looked)];
    if (why) throw new CodedError(why.code, why.params);
    if (!isAgain && (await inventory.lookAgain(covered(reach)))) return requireOne(name, true);
    if (unsure.length > 0) throw new CodedError('vm-not-known', { name });
    const bares = await baresOf(name);
    if (bares.length > 1) throw new CodedError('vm-ambiguous', { name, choices: bareNames(bares).join(', ') });
    const [bare] = bares;
    if (bare) throw new CodedError('vm-not-protected', { name: bare.name, id: bare.id });
    const code = hidden ? 'vm-not-visible' : 'vm-not-found';
    const near = await suggestions(name, open);
    throw new CodedError(code, {
      name,
      ...(near.length > 0 && { suggestions: near.join(', '), context: 'near' }),
    });
  }

  /** @throws vault-not-found, vault-not-in-channel, azure.* */
  async function requireVisible(vault: VaultFacts): Promise<VaultFacts> {
    const { open, eligible, unsure, unread } = await sortVaults([vault], false);
    const [why] = unread;
    if (why) throw new CodedError(why.code, why.params);
    if (open.length + eligible.length + unsure.length === 0) {
      throw new CodedError('vault-not-found', { vault: nameOf(vault.id) });
    }
    if (!covers(vault.id)) throw new CodedError('vault-not-in-channel', { vault: vault.name });
    return vault;
  }

  return {
    targetsOf: inventory.targetsOf,
    lookInto: inventory.lookInto,
    lookAgain: inventory.lookAgain,
    readTargets: inventory.readTargets,
    failedBackups: inventory.failedBackups,
    jobs: inventory.jobs,
    protections: inventory.protections,
    readNow: inventory.readNow,
    readImmutableIds: inventory.readImmutableIds,
    readMachines: inventory.readMachines,
    subscriptionName: inventory.subscriptionName,
    vaults,
    targets,
    sorted,
    async someVaults() {
      const found = await openOnes(await hidingNames(inventory.someVaults()));
      return found.mine.length > 0 ? found.mine : requireAllRead(found);
    },

    async readVaults() {
      const { vaults: read, unread, unreadIn } = await readVaults();
      const open = await openOnes(read);
      return {
        vaults: open.mine,
        unread: [...unread, ...open.unread],
        unreadIn: [...unreadIn, ...open.unreadIn],
      };
    },

    async reachable() {
      const { open, eligible, unread } = await sorted(false);
      return { vaults: [...open, ...eligible], unread };
    },

    async vms() {
      const [within, all] = await Promise.all([targets(), hidingNames(inventory.vms())]);
      const ids = new Set(within.map(({ item }) => armIdKey(item.vmId)));
      const others = isLimited ? [] : requireAllRead(await readableVms(all.filter(({ id }) => !ids.has(armIdKey(id)))));
      return [...all.filter(({ id }) => ids.has(armIdKey(id))), ...others];
    },

    async readVms() {
      const idsIn = (looked: Parameters<typeof targetsOfRead>[0]) =>
        new Set(targetsOfRead(looked).map(({ item }) => armIdKey(item.vmId)));
      // A channel of some vaults never names unprotected machines, so they are not missing there, and nothing else of
      // the estate is read for it.
      if (isLimited) {
        const { vaults: read, unread: failures } = await readVaults();
        const open = await openOnes(read);
        const looked = await inventory.lookInto(open.mine);
        const ids = idsIn(looked);
        const near = await inventory.readMachines(open.mine.map(({ id }) => subscriptionOf(id)));
        return {
          looked,
          failures: [...failures, ...open.unread],
          vms: near.filter(({ id }) => ids.has(armIdKey(id))),
          unprotected: [],
          unread: false,
        };
      }
      // Rights are asked for while a large estate's lists are read.
      const [all] = await Promise.all([
        inventory.readVms(),
        inventory.readVaults().then(({ vaults: known }) => openOnes(known)),
      ]);
      const open = await openOnes(all.looked.map(({ vault }) => vault));
      const own = new Set(open.mine);
      const looked = all.looked.filter(({ vault }) => own.has(vault));
      const ids = idsIn(looked);
      const others = all.vms.filter(({ id }) => !ids.has(armIdKey(id)));
      const bare = await readableVms(others);
      const mine = new Set(bare.mine.map(({ id }) => armIdKey(id)));
      return {
        looked,
        failures: [...all.failures.map(withoutNames), ...open.unread],
        vms: [...all.vms.filter(({ id }) => ids.has(armIdKey(id))), ...bare.mine],
        unprotected: all.unprotected.filter(({ id }) => mine.has(armIdKey(id))),
        unread: all.unread || open.unread.length + bare.unread.length > 0,
      };
    },

    unprotected: async (name) =>
      isLimited ? [] : requireAllRead(await readableVms(await hidingNames(inventory.unprotected(name)))),

    knownVault: async (id) => requireVisible(await inventory.knownVault(id)),
    vault: async (id) => requireVisible(await inventory.vault(id)),

    async target(name, { certain }) {
      const { target, unreadIn, unreadVaults } = await requireOne(name);
      if (!certain) return target;
      if (name.includes('/')) return inventory.readNow(target);
      const params = { name: target.item.vmName, vault: target.vault.name, qualified: qualified(target) };
      if (unreadIn.some(coversIn) || unreadVaults.length > 0) throw new CodedError('vm-perhaps-other', params);
      return inventory.readNow(target);
    },
  };
}

/** A typed name without its vault, group or subscription, as lists index it. */
function bareOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).toLowerCase();
}

/** Removes Azure's words and the scope it refused: either may name a resource that is not known to be theirs. */
function withoutNames({ code, params }: Failure): Failure {
  if (code === 'azure.forbidden') return { code: 'azure.forbidden-somewhere', params: {} };
  return { code, params: 'message' in params ? { ...params, message: '' } : params };
}

async function hidingNames<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const { code, params } = withoutNames(error);
    throw new CodedError(code, params, { cause: error });
  }
}

/** @throws azure.* if some could not be determined */
function requireAllRead<T>({ mine, unread: [why] }: { mine: T[] } & Unread): T[] {
  if (why) throw new CodedError(why.code, why.params);
  return mine;
}

/** @throws azure.* */
function requireRead<T>(read: Read<T>): T {
  if (read.kind === 'read') return read.value;
  const { code, params } = withoutNames(read.failure);
  throw new CodedError(code, params);
}

function failuresOf(reads: readonly { read: Read<unknown> }[]): Failure[] {
  return reads.flatMap(({ read }) => (read.kind === 'unread' ? [read.failure] : []));
}

/** Reasons that some could not be determined, and their subscriptions. */
type Unread = { unread: Failure[]; unreadIn: string[] };

function unreadOf(reads: readonly { id: string; read: Read<unknown> }[]): Unread {
  return {
    unread: failuresOf(reads).map(withoutNames),
    unreadIn: reads.flatMap(({ id, read }) => (read.kind === 'unread' ? [id] : [])),
  };
}

/** Runs per subscription, so that an unreadable one does not affect the others. */
function bySubscription<T extends { id: string }, R>(
  all: readonly T[],
  read: (some: T[]) => Promise<R>,
): Promise<{ id: string; read: Read<R> }[]> {
  const groups = [...Map.groupBy(all, ({ id }) => subscriptionOf(id).toLowerCase())];
  return Promise.all(groups.map(async ([id, some]) => ({ id, read: await tryRead(() => read(some)) })));
}
