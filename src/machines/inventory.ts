import type { Azure } from '../azure/open.ts';
import { armIdKey, nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import { CodedError, type Failure, type Read, readValue } from '../kernel/errors.ts';
import type { JobFacts, ProtectedItemFacts, VaultFacts, VmFacts } from '../kernel/facts.ts';
import type { KeptLists } from './kept-lists.ts';
import {
  type FailedBackup,
  failuresList,
  itemsList,
  jobsList,
  type Kept,
  type ListedMachine,
  machinesList,
  protectionsList,
  subscriptionsList,
  type VaultProtections,
  vaultsList,
} from './lists.ts';
import { jobsSeconds } from './rules/sweep-pace.ts';

/**
 * A protected VM and its vault. `apart`: what else its name needs when VM and vault name are ambiguous. Vaults share
 * names across resource groups and subscriptions, and with resource groups.
 */
export type Target = { vault: VaultFacts; item: ProtectedItemFacts; apart?: 'group' | 'subscription' };

/** Gaps of a list. Readers must not take missing entries for nonexistent ones. */
export type ListGaps = {
  /** Number of subscriptions that could not be listed. */
  subscriptions: number;
  /** Names of vaults that were found but not readable. */
  vaults: string[];
  /** The reason for the first of them. */
  why?: Failure;
};

/**
 * The whole inventory, whoever asks: for workflows, and for reading by a signed id. Commands use a VisibleInventory.
 */
export type Inventory = ReturnType<typeof createInventory>;

/** What can be backed up and restored, as lists last told it; only `vault` asks Azure now. */
export function createInventory(azure: Azure, subscriptions: string[], lists: KeptLists) {
  /** One list per subscription: an unreadable one does not affect the others. */
  const lookForVaults = async (): Promise<Read<VaultFacts[]>[]> =>
    (await lists.read(subscriptions.map(vaultsList))).map(withoutAge);
  const vaults = async () => (await lookForVaults()).flatMap(required);
  const machines = async (name?: string, within = subscriptions) =>
    (await lists.read(within.map(machinesList), name)).map(withoutAge);

  /** Targets of each vault. @param name only those of this name, in lower case */
  async function lookInto(of: readonly VaultFacts[], name?: string): Promise<LookedInto[]> {
    const reads = await lists.read(of.map(itemsList), name);
    return of.flatMap((vault, index) => {
      const read = reads[index];
      return read
        ? [{ vault, read: read.kind === 'read' ? { ...read, value: targetsIn(vault, read.value) } : read }]
        : [];
    });
  }

  async function targetsOfAll(of: readonly VaultFacts[], name?: string): Promise<Target[]> {
    return (await lookInto(of, name)).flatMap(({ read }) => required(read).all);
  }

  const targets = async (name?: string) => targetsOfAll(await vaults(), name);

  /** Machines of all subscriptions. @param name only those of this name, in lower case */
  const vms = async (name?: string) => (await machines(name)).flatMap(required);

  /** @param name only those of this name, in lower case */
  async function unprotected(name?: string): Promise<ListedMachine[]> {
    const [protectedOnes, all] = await Promise.all([targets(name), vms(name)]);
    const known = new Set(protectedOnes.map(({ item }) => armIdKey(item.vmId)));
    return all.filter((vm) => !known.has(armIdKey(vm.id)));
  }

  const readTargets = async (of: readonly VaultFacts[]) => gatherTargets(await lookInto(of));

  return {
    vaults,
    lookInto,
    readTargets,
    /** Backups that failed in the last two weeks, of each vault. */
    async failedBackups(of: readonly VaultFacts[], now: Date): Promise<Read<FailedBackup[]>[]> {
      return (await lists.read(of.map((vault) => failuresList(vault, now)))).map(withoutAge);
    },
    /**
     * Jobs of each vault that run or failed lately, read again as often as the limits of Azure let people ask; undefined
     * while they are being read.
     */
    async jobs(of: readonly VaultFacts[], now: Date): Promise<(Read<Kept<JobFacts>> | undefined)[]> {
      const all = (await lookForVaults()).flatMap((read) => readValue(read) ?? []);
      const within = Map.groupBy(all, ({ id }) => subscriptionOf(id).toLowerCase());
      const secondsOf = ({ id }: VaultFacts) => jobsSeconds(within.get(subscriptionOf(id).toLowerCase())?.length ?? 1);
      return lists.readAtHand(of.map((vault) => jobsList(vault, now, secondsOf(vault))));
    },
    /** What protects each vault itself, and when Azure told it; no entry where it told nothing. */
    protections: (of: readonly VaultFacts[]): Promise<Read<Kept<VaultProtections>>[]> =>
      lists.read(of.map(protectionsList)),
    /** Reads again, once in ten minutes, what may hold a name that these vaults don't. @returns whether anything was read */
    async lookAgain(of: readonly VaultFacts[]): Promise<boolean> {
      const within = [...new Set(of.map(({ id }) => subscriptionOf(id)))];
      return lists.look([...within.flatMap((id) => [vaultsList(id), machinesList(id)]), ...of.map(itemsList)]);
    },
    /**
     * Like `vms` and `unprotected`, for the subscriptions that can be read, with the targets of each vault, so that
     * nobody reads a vault's items again beside it. `failures`: why some vaults are unknown. A vault protects machines
     * of its own subscription only, so an unreadable subscription does not affect what is known of these. A
     * subscription's unprotected machines are known only if every vault of it was read.
     */
    async readVms(): Promise<{
      looked: LookedInto[];
      failures: Failure[];
      vms: ListedMachine[];
      unprotected: ListedMachine[];
      unread: boolean;
    }> {
      const [found, listed] = await Promise.all([lookForVaults(), machines()]);
      const looked = await lookInto(found.flatMap((read) => readValue(read) ?? []));
      const protectedOnes = new Set(targetsOfRead(looked).map(({ item }) => armIdKey(item.vmId)));
      const dark = new Set(
        looked.flatMap(({ vault, read }) => (read.kind === 'unread' ? [subscriptionOf(vault.id)] : [])),
      );
      const each = subscriptions.map((id, index) => {
        const all = (listed[index] && readValue(listed[index])) ?? [];
        const known = found[index]?.kind === 'read' && !dark.has(id.toLowerCase());
        return {
          vms: all,
          unprotected: known ? all.filter((vm) => !protectedOnes.has(armIdKey(vm.id))) : [],
          unread: listed[index]?.kind !== 'read' || !known,
        };
      });
      return {
        looked,
        failures: found.flatMap((read) => (read.kind === 'unread' ? [read.failure] : [])),
        vms: each.flatMap(({ vms }) => vms),
        unprotected: each.flatMap(({ unprotected }) => unprotected),
        unread: each.some(({ unread }) => unread),
      };
    },
    /** Readable vaults. @throws azure.* if there are none */
    async someVaults(): Promise<VaultFacts[]> {
      const found = await lookForVaults();
      const readable = found.filter(({ kind }) => kind === 'read');
      return (readable.length > 0 ? readable : found).flatMap(required);
    },
    /** Readable vaults, the subscriptions in which others are unreadable, and why. */
    async readVaults(): Promise<{ vaults: VaultFacts[]; unread: Failure[]; unreadIn: string[] }> {
      const found = await lookForVaults();
      return {
        vaults: found.flatMap((read) => readValue(read) ?? []),
        unread: found.flatMap((read) => (read.kind === 'unread' ? [read.failure] : [])),
        unreadIn: subscriptions.filter((_, at) => found[at]?.kind === 'unread'),
      };
    },
    /** The subscription's id if its name cannot be read. */
    async subscriptionName(id: string): Promise<string> {
      const [read] = await lists.read([subscriptionsList]);
      return (read && readValue(read))?.all.find((one) => sameId(one.id, id))?.name ?? id;
    },
    /** @throws azure.* if any vault cannot be read: callers conclude that a machine missing here is unprotected */
    targets: () => targets(),
    targetsOf: (vault: VaultFacts): Promise<Target[]> => targetsOfAll([vault]),
    vms,
    unprotected,

    /** Readable machines of some subscriptions, protected or not. */
    readMachines: async (within: readonly string[]): Promise<ListedMachine[]> =>
      (
        await machines(
          undefined,
          subscriptions.filter((own) => within.some((id) => sameId(own, id))),
        )
      ).flatMap((list) => readValue(list) ?? []),

    /** Azure's immutable ids (vmId, never reused) of readable machines, by comparable ARM id. */
    async readImmutableIds(): Promise<Map<string, string>> {
      const all = (await machines()).flatMap((list) => readValue(list) ?? []);
      return new Map(all.flatMap(({ id, immutableId }) => (immutableId ? [[armIdKey(id), immutableId]] : [])));
    },

    /** A vault as lists tell it: for watching and for what is only shown. @throws vault-not-found */
    async knownVault(id: string): Promise<VaultFacts> {
      const [read] = await lists.read([vaultsList(requireOwn(id))]);
      const found = read && required(read).all.find((vault) => sameId(vault.id, id));
      if (!found) throw new CodedError('vault-not-found', { vault: nameOf(id) });
      return found;
    },

    vault,

    /** Vault and item as Azure tells them now. @throws backup-gone, vault-not-found */
    async readNow(target: Target): Promise<Target> {
      const [now, item] = await Promise.all([vault(target.vault.id), azure.items.get(target.item.id)]);
      if (!item) throw new CodedError('backup-gone', { name: target.item.vmName });
      return { ...target, vault: now, item };
    },
  };

  /** A vault as Azure tells it now. @throws vault-not-found */
  async function vault(id: string): Promise<VaultFacts> {
    requireOwn(id);
    const found = await azure.vaults.get(id);
    if (!found) throw new CodedError('vault-not-found', { vault: nameOf(id) });
    return found;
  }

  /** The vault's subscription. @throws vault-not-found for one that is not ours */
  function requireOwn(id: string): string {
    const own = subscriptions.find((subscription) => sameId(subscription, subscriptionOf(id)));
    if (own === undefined) throw new CodedError('vault-not-found', { vault: nameOf(id) });
    return own;
  }
}

/** A vault's targets, or why they cannot be read. */
type LookedInto = { vault: VaultFacts; read: Read<Kept<Target>> };

/** Targets of vaults, as far as they could be read, and the age of the oldest list. */
export function gatherTargets(looked: readonly LookedInto[], subscriptions: readonly Failure[] = []) {
  const times = looked.flatMap(({ read }) => (read.kind === 'read' ? [read.value.at.getTime()] : []));
  return {
    targets: withDistinctNames(targetsOfRead(looked)),
    unread: gatherUnread(subscriptions, unreadVaults(looked)),
    ...(times.length > 0 && { at: new Date(Math.min(...times)) }),
  };
}

export function targetsOfRead(looked: readonly LookedInto[]): Target[] {
  return looked.flatMap(({ read }) => readValue(read)?.all ?? []);
}

/** Namesakes in one vault are told apart by their resource groups. */
function targetsIn(vault: VaultFacts, { all, at }: Kept<ProtectedItemFacts>): Kept<Target> {
  const names = all.map(({ vmName }) => vmName.toLowerCase());
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    at,
    all: all.map((item, index) => ({
      vault,
      item,
      ...((counts.get(names[index] ?? '') ?? 0) > 1 && { apart: 'group' as const }),
    })),
  };
}

function withoutAge<One>(read: Read<Kept<One>>): Read<One[]> {
  return read.kind === 'read' ? { ...read, value: read.value.all } : read;
}

/** @throws azure.* */
function required<T>(read: Read<T>): T {
  if (read.kind === 'read') return read.value;
  throw new CodedError(read.failure.code, read.failure.params);
}

/** Gaps of results that were read vault by vault. */
export function unreadVaults(
  looked: readonly { vault: VaultFacts; read: Read<unknown> }[],
): { name: string; failure: Failure }[] {
  return looked.flatMap(({ vault, read }) =>
    read.kind === 'unread' ? [{ name: vault.name, failure: read.failure }] : [],
  );
}

/** A partial list is useful, an empty one is not. @throws azure.* if none of the vaults was read */
export function requireSome({ why, vaults }: ListGaps, of: number): void {
  if (why && vaults.length === of) throw new CodedError(why.code, why.params);
}

export function gatherUnread(
  subscriptions: readonly Failure[],
  vaults: readonly { name: string; failure: Failure }[],
): ListGaps {
  const [why] = [...subscriptions, ...vaults.map(({ failure }) => failure)];
  return { subscriptions: subscriptions.length, vaults: vaults.map(({ name }) => name), ...(why && { why }) };
}

/** The shortest name that distinguishes a VM from its namesakes. */
export function qualified({ vault, item, apart }: Target): string {
  const [vm, group] = [item.vmName, groupOf(item.vmId)];
  if (apart === 'subscription') return `${subscriptionOf(item.vmId)}/${group}/${vm}`;
  return apart === 'group' ? `${vault.name}/${group}/${vm}` : `${vault.name}/${vm}`;
}

/**
 * Whether a typed name matches this protected VM: bare, with its vault, its resource group or both, or with group and
 * subscription.
 */
export function matches(name: string, { vault, item }: Target): boolean {
  const [vm, group] = [item.vmName, groupOf(item.vmId)];
  return [
    vm,
    `${group}/${vm}`,
    `${vault.name}/${vm}`,
    `${vault.name}/${group}/${vm}`,
    `${subscriptionOf(item.vmId)}/${group}/${vm}`,
  ].some((one) => one.toLowerCase() === name.toLowerCase());
}

/** Whether a typed name matches this unprotected VM: bare, with its resource group, or with group and subscription. */
export function matchesBare(name: string, { id, name: vm }: Pick<VmFacts, 'id' | 'name'>): boolean {
  return [vm, `${groupOf(id)}/${vm}`, fullName(id)].some((one) => one.toLowerCase() === name.toLowerCase());
}

/**
 * Names to type for several unprotected machines of one name.
 * @param target a protected machine that these names must not match
 */
export function bareNames(vms: readonly Pick<VmFacts, 'id' | 'name'>[], target?: Target): string[] {
  return vms.map(({ id, name }) => {
    const short = `${groupOf(id)}/${name}`;
    const isOnly = vms.filter((other) => matchesBare(short, other)).length === 1 && !(target && matches(short, target));
    return isOnly ? short : fullName(id);
  });
}

/** Sets `apart` on targets, so that each qualified name matches exactly one of them. */
export function withDistinctNames(targets: readonly Target[]): Target[] {
  const byName = Map.groupBy(targets, ({ item }) => item.vmName.toLowerCase());
  return targets.map((target) => {
    const namesakes = byName.get(target.item.vmName.toLowerCase()) ?? [];
    if (namesakes.length === 1) return target;
    const farthest: Target = { ...target, apart: 'subscription' };
    const isOnly = (one: Target) => namesakes.filter((other) => matches(qualified(one), other)).length === 1;
    return [target, { ...target, apart: 'group' as const }].find(isOnly) ?? farthest;
  });
}

/** The name with subscription and group, which is unique. */
export function fullName(vmId: string): string {
  return `${subscriptionOf(vmId)}/${groupOf(vmId)}/${nameOf(vmId)}`;
}

/** The group as people write it: Azure Backup percent-encodes some characters in its ids. */
function groupOf(id: string): string {
  return nameOf(resourceGroupIdOf(id));
}

/** Compares ignoring case: one service returns the same ARM id in different cases. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

type Named = Pick<VaultFacts, 'name' | 'resourceGroup' | 'subscriptionId'>;

/** Names of vaults as they can be typed: vault names are unique only in a resource group. */
export function vaultNames(vaults: readonly Named[]): string[] {
  return vaults.map((vault) => spellings(vault).find((name) => isOnly(vaults, name)) ?? vault.name);
}

/** The vault that a typed name means. @throws vault-ambiguous */
export function findVault<T extends Named>(vaults: readonly T[], typed: string): T | undefined {
  const [only, ...others] = vaultsNamed(vaults, typed);
  if (!only || others.length === 0) return only;
  const all = vaultNames(vaults);
  const choices = all.filter((_, at) => vaults[at] === only || others.some((other) => other === vaults[at]));
  throw new CodedError('vault-ambiguous', { vault: only.name, choices: choices.join(', ') });
}

function isOnly(vaults: readonly Named[], typed: string): boolean {
  return vaultsNamed(vaults, typed).length === 1;
}

function vaultsNamed<T extends Named>(vaults: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase();
  return vaults.filter((vault) => spellings(vault).some((name) => name.toLowerCase() === wanted));
}

/** Spellings of a vault's name, shortest first. */
function spellings({ name, resourceGroup, subscriptionId }: Named): string[] {
  return [name, `${resourceGroup}/${name}`, `${subscriptionId}/${resourceGroup}/${name}`];
}
