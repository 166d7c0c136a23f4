import type { Azure } from '../azure/open.ts';
import type { SubscriptionFacts } from '../azure/subscriptions.ts';
import { armIdKey, nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError, type Failure, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { DiskFacts, ProtectedItemFacts, VaultFacts, VmFacts } from '../kernel/facts.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';

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

/** A vault's protected VMs, and an index by lower-case name. */
type NamedTargets = { all: Target[]; byName: Map<string, Target[]> };

/**
 * The whole inventory, whoever asks: for workflows, and for reading by a signed id. Commands use a VisibleInventory.
 */
export type Inventory = ReturnType<typeof createInventory>;

/** Maximum age (world time) of cached lists. Vaults hardly ever change; protected items do. */
const vaultsAgeMs = 5 * 60_000;
const itemsAgeMs = 30_000;
/** Migrating the encryption of disks takes hours. */
const disksAgeMs = 5 * 60_000;

/** Lists what can be backed up and restored. Calls grow with pages, never with VMs. */
export function createInventory(azure: Azure, subscriptions: string[], clock: Clock) {
  const vaultLists = new TtlCache<VaultFacts[]>(clock, vaultsAgeMs);
  const targetLists = new TtlCache<NamedTargets>(clock, itemsAgeMs);
  const vmLists = new TtlCache<VmFacts[]>(clock, itemsAgeMs);
  const diskLists = new TtlCache<DiskFacts[]>(clock, disksAgeMs);

  /** One list per subscription: an unreadable one does not affect the others. */
  const vaultsOf = (subscriptionId: string) =>
    vaultLists.get(subscriptionId, () => azure.vaults.listOf(subscriptionId));
  const vaults = async () => (await Promise.all(subscriptions.map(vaultsOf))).flat();

  const namedIn = (vault: VaultFacts) =>
    targetLists.get(vault.id, async () => {
      const all: Target[] = (await azure.items.list(vault)).map((item) => ({ vault, item }));
      const byName = Map.groupBy(all, ({ item }) => item.vmName.toLowerCase());
      const namesakes = [...byName.values()].filter(({ length }) => length > 1).flat();
      for (const target of namesakes) target.apart = 'group';
      return { all, byName };
    });

  const lookForVaults = () => Promise.all(subscriptions.map((id) => tryRead(() => vaultsOf(id))));
  const nameLists = new TtlCache<SubscriptionFacts[]>(clock, vaultsAgeMs);

  async function targets(): Promise<Target[]> {
    return (await Promise.all((await vaults()).map(namedIn))).flatMap(({ all }) => all);
  }

  /** VMs of all subscriptions as list calls return them: without instance view and extensions. */
  async function vms(): Promise<VmFacts[]> {
    return (await Promise.all(subscriptions.map((id) => vmLists.get(id, () => azure.vms.list(id))))).flat();
  }

  async function unprotected(): Promise<VmFacts[]> {
    const [protectedOnes, all] = await Promise.all([targets(), vms()]);
    const known = new Set(protectedOnes.map(({ item }) => armIdKey(item.vmId)));
    return all.filter((vm) => !known.has(armIdKey(vm.id)));
  }

  /** Targets in these vaults, as far as they can be read. */
  async function readTargets(of: readonly VaultFacts[]): Promise<{ targets: Target[]; unread: ListGaps }> {
    const looked = await Promise.all(of.map(async (vault) => ({ vault, read: await tryRead(() => namedIn(vault)) })));
    return {
      targets: withDistinctNames(looked.flatMap(({ read }) => readValue(read)?.all ?? [])),
      unread: gatherUnread([], unreadVaults(looked)),
    };
  }

  /** Targets of a subscription's vaults, and whether each vault was read. */
  async function readTargetsIn(id: string): Promise<{ targets: Target[]; known: boolean }> {
    const found = await tryRead(() => vaultsOf(id));
    const { targets, unread } = await readTargets(readValue(found) ?? []);
    return { targets, known: found.kind === 'read' && unread.vaults.length === 0 };
  }

  /**
   * A subscription's VMs as listed, and the unprotected ones: known only if every vault of the subscription was read.
   */
  async function readVmsOf(id: string) {
    const [vms, { targets: inside, known }] = await Promise.all([
      tryRead(() => vmLists.get(id, () => azure.vms.list(id))),
      readTargetsIn(id),
    ]);
    const protectedOnes = new Set(inside.map(({ item }) => armIdKey(item.vmId)));
    const all = readValue(vms) ?? [];
    return {
      vms: all,
      unprotected: known ? all.filter((vm) => !protectedOnes.has(armIdKey(vm.id))) : [],
      unread: vms.kind === 'unread' || !known,
    };
  }

  return {
    vaults,
    readTargets,
    /**
     * Like `vms` and `unprotected`, for the subscriptions that can be read. A vault protects machines of its own
     * subscription only, so an unreadable subscription does not affect what is known of these.
     */
    async readVms(): Promise<{ vms: VmFacts[]; unprotected: VmFacts[]; unread: boolean }> {
      const each = await Promise.all(subscriptions.map(readVmsOf));
      return {
        vms: each.flatMap(({ vms }) => vms),
        unprotected: each.flatMap(({ unprotected }) => unprotected),
        unread: each.some(({ unread }) => unread),
      };
    },
    /** Readable vaults. @throws azure.* if there are none */
    async someVaults(): Promise<VaultFacts[]> {
      const found = await lookForVaults();
      return found.some(({ kind }) => kind === 'read') ? found.flatMap((read) => readValue(read) ?? []) : vaults();
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
      const known = readValue(await tryRead(() => nameLists.get('', () => azure.subscriptions.list())));
      return known?.find((one) => sameId(one.id, id))?.name ?? id;
    },
    /** @throws azure.* if any vault cannot be read: callers conclude that a machine missing here is unprotected */
    targets,
    targetsOf: async (vault: VaultFacts): Promise<Target[]> => (await namedIn(vault)).all,
    /** @param vmName in lower case */
    targetsNamed: async (vault: VaultFacts, vmName: string): Promise<Target[]> =>
      (await namedIn(vault)).byName.get(vmName) ?? [],
    vms,
    unprotected,

    /** Azure's immutable ids (vmId, never reused) of readable machines, by comparable ARM id. */
    async readImmutableIds(): Promise<Map<string, string>> {
      const lists = await Promise.all(
        subscriptions.map((id) => tryRead(() => vmLists.get(id, () => azure.vms.list(id)))),
      );
      const vms = lists.flatMap((list) => readValue(list) ?? []);
      return new Map(vms.flatMap(({ id, immutableId }) => (immutableId ? [[armIdKey(id), immutableId]] : [])));
    },

    /** Readable disks, by comparable id. */
    async readDisks(): Promise<Map<string, DiskFacts>> {
      const lists = await Promise.all(
        subscriptions.map((id) => tryRead(() => diskLists.get(id, () => azure.disks.list(id)))),
      );
      return new Map(lists.flatMap((list) => readValue(list) ?? []).map((disk) => [armIdKey(disk.id), disk]));
    },

    /** @throws vault-not-found */
    async vault(id: string): Promise<VaultFacts> {
      const own = subscriptions.find((subscription) => sameId(subscription, subscriptionOf(id)));
      const found = own && (await vaultsOf(own)).find((vault) => sameId(vault.id, id));
      if (!found) throw new CodedError('vault-not-found', { vault: nameOf(id) });
      return found;
    },
  };
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
