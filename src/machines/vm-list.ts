import { armIdKey, nameOf, resourceGroupIdOf, sameArmId, subscriptionOf } from '../kernel/arm-id.ts';
import type { EncryptionKind } from '../kernel/codes/encryption.ts';
import type { ProtectedItemFacts, VaultFacts } from '../kernel/facts.ts';
import { requestIdOn } from '../kernel/request.ts';
import type { Store } from '../store/open.ts';
import { knownRequests } from '../store/requests.ts';
import { gatherTargets, type ListGaps, requireSome, type Target } from './inventory.ts';
import type { ListedMachine } from './lists.ts';
import { isEncrypted } from './rules/ade.ts';
import { type BackupTrouble, backupTrouble, isFailing } from './rules/item-state.ts';
import type { VisibleInventory } from './visible-inventory.ts';

/** A machine as lists show it, protected or not. */
export type ListedVm = {
  name: string;
  resourceGroup: string;
  /** Absent: no vault protects it. */
  protection?: {
    vault: VaultFacts;
    item: ProtectedItemFacts;
    trouble?: BackupTrouble;
    /** The machine no longer exists, as far as its subscription could be read. */
    gone: boolean;
    /** Of the machine that has the name now, as far as it is known. */
    immutableId?: string;
  };
  encryption: EncryptionKind;
  /** The machine that it is a copy of, and the request that made it. */
  copyOf?: { vm: string; id: string };
};

/** Why a machine stands in a list, the worst first. */
export const vmCauses = [
  'deleted',
  'last-failed',
  'unhealthy',
  'unprotected',
  'stopped',
  'no-backup-yet',
  'copy',
  'fine',
] as const;

export type VmCause = (typeof vmCauses)[number];

export function vmCause({
  protection,
  copyOf,
}: Pick<ListedVm, 'copyOf'> & {
  protection?: Pick<NonNullable<ListedVm['protection']>, 'trouble'> | undefined;
}): VmCause {
  if (protection) return protection.trouble ?? 'fine';
  return copyOf ? 'copy' : 'unprotected';
}

/** problems: what is not fine. */
export type VmFilter =
  | { kind: 'all' | 'problems' | 'unprotected' | 'failing' | 'encrypted' }
  | { kind: 'text'; text: string };

export type VmList = {
  vms: ListedVm[];
  /** Vaults and subscriptions that could not be read: their machines are missing. */
  unread: ListGaps;
  /** Unprotected machines could not all be listed. */
  protectedOnly: boolean;
  /** Of the oldest list. */
  at?: Date;
};

/**
 * Every machine that this person may read, as lists last told, in no order. An unreadable part does not affect the rest.
 * @throws azure.* if no vault can be read
 */
export async function listVms({
  inventory,
  store,
}: {
  inventory: VisibleInventory;
  store: Pick<Store, 'db'>;
}): Promise<VmList> {
  const { looked, failures, vms, unprotected, unread: protectedOnly } = await inventory.readVms();
  const { targets, unread, at } = gatherTargets(looked, failures);
  requireSome(unread, looked.length);
  const byId = new Map(vms.map((vm) => [armIdKey(vm.id), vm]));
  // If a subscription's machines could not be listed, none of them is shown as gone.
  const listed = new Set(vms.map(({ id }) => subscriptionOf(id)));
  const protectedOnes = targets.map(({ vault, item }): ListedVm => {
    const trouble = backupTrouble(item);
    const there = byId.get(armIdKey(item.vmId));
    return {
      name: item.vmName,
      resourceGroup: nameOf(resourceGroupIdOf(item.vmId)),
      protection: {
        vault,
        item,
        ...(trouble && { trouble }),
        gone: !there && listed.has(subscriptionOf(item.vmId)),
        ...(there?.immutableId && { immutableId: there.immutableId }),
      },
      encryption: there?.encryption ?? 'unknown',
    };
  });
  const copies = await findCopies(store, unprotected);
  const bare = unprotected.map((vm): ListedVm => {
    const copyOf = copies.get(vm.id);
    return {
      name: vm.name,
      resourceGroup: vm.resourceGroup,
      encryption: vm.encryption,
      ...(copyOf && { copyOf }),
    };
  });
  return { vms: [...protectedOnes, ...bare], unread, protectedOnly, ...(at && { at }) };
}

/** Machines that restores have made, by id. A tag alone proves nothing: the request must be older than the machine. */
async function findCopies({ db }: Pick<Store, 'db'>, vms: readonly ListedMachine[]) {
  const known = await knownRequests(
    db,
    vms.flatMap((vm) => requestIdOn(vm) ?? []),
  );
  return new Map(
    vms.flatMap((vm) => {
      const made = known.get(requestIdOn(vm) ?? '');
      if (!made || sameArmId(made.vm_id, vm.id) || !vm.createdAt || vm.createdAt < made.created_at) return [];
      return [[vm.id, { vm: made.vm_name, id: made.id }] as const];
    }),
  );
}

/** Targets of every vault that this person may read, as far as it can be read. @throws azure.* if none can be */
export async function readAllTargets(
  inventory: VisibleInventory,
): Promise<{ targets: Target[]; unread: ListGaps; at?: Date }> {
  const { vaults, unread: failures } = await inventory.readVaults();
  const { unread: inVaults, ...read } = await inventory.readTargets(vaults);
  const [why = inVaults.why] = failures;
  const unread = { ...inVaults, subscriptions: failures.length, ...(why && { why }) };
  requireSome(unread, vaults.length);
  return { ...read, unread };
}

export function matchesFilter(vm: ListedVm, filter: VmFilter): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'problems':
      return vmCause(vm) !== 'fine';
    case 'unprotected':
      return vmCause(vm) === 'unprotected';
    case 'failing':
      return vm.protection !== undefined && isFailing(vm.protection.item);
    case 'encrypted':
      return isEncrypted(vm.encryption);
    case 'text': {
      const wanted = filter.text.toLowerCase();
      return [vm.name, vm.resourceGroup, vm.protection?.vault.name ?? '', vm.protection?.item.policyName ?? ''].some(
        (text) => text.toLowerCase().includes(wanted),
      );
    }
  }
}

/** One shared collator: creating one per comparison takes seconds for a thousand names. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The worst first and then by name. Of a large estate only what is listed is sorted: ten thousand names take 0.1 s. */
export function worstFirst(vms: readonly ListedVm[]): ListedVm[] {
  const byCause = Map.groupBy(vms, vmCause);
  return vmCauses.flatMap((cause) => (byCause.get(cause) ?? []).sort(byName));
}

function byName(a: ListedVm, b: ListedVm): number {
  return (
    collator.compare(a.name, b.name) || collator.compare(a.protection?.vault.name ?? '', b.protection?.vault.name ?? '')
  );
}
