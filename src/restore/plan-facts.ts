import type { Azure } from '../azure/open.ts';
import { armIdKey, nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError, tryRead } from '../kernel/errors.ts';
import type { InterfaceFacts, SetKey, Tri, VaultFacts, VmFacts } from '../kernel/facts.ts';
import { interfaceNameOf } from '../kernel/normalise.ts';
import { evaluate, type Rights } from '../kernel/permissions.ts';
import { requestTag } from '../kernel/request.ts';
import { secureSetOf, wantedKey } from './rules/keys.ts';
import { hasJobTag } from './rules/made.ts';
import type { RestoreChoice, RestoreFacts, RestorePlaces, TakenName } from './rules/plan.ts';
import { identityKey, identityNeeds } from './rules/staging.ts';

type Reads = Pick<Azure, 'vms' | 'interfaces' | 'places'>;

/** jobIds: of its tries so far, whose tag is on what Azure Backup made before it failed. */
type Own = { requestId: string; jobIds: readonly string[] };

/**
 * Resources in the target group under the names that a new machine would take.
 * @param own of the request whose machine it is to be
 */
export async function takenNames(
  azure: Reads & Pick<Azure, 'disks'>,
  groupId: string,
  vmName: string,
  own?: Own,
): Promise<TakenName[]> {
  const nicName = interfaceNameOf(vmName);
  const [vm, nic] = await Promise.all([
    azure.vms.get(`${groupId}/providers/Microsoft.Compute/virtualMachines/${vmName}`),
    azure.interfaces.get(`${groupId}/providers/Microsoft.Network/networkInterfaces/${nicName}`),
  ]);
  const { requestId, jobIds = [] } = own ?? {};
  const ours = (one: { tags?: Record<string, string> } | undefined) =>
    (requestId !== undefined && one?.tags?.[requestTag] === requestId) ||
    jobIds.some((jobId) => one !== undefined && hasJobTag(one, jobId));
  // The tag of a job is on the disks, whatever else of a machine has it.
  const diskIds = jobIds.length > 0 ? (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []) : [];
  const disks = await Promise.all(diskIds.map((id) => azure.disks.get(id)));
  const ourVm = ours(vm) || disks.some(ours);
  const ourNic = ours(nic) || (ourVm && vm?.networkInterfaceIds.some((id) => nic && sameArmId(id, nic.id)) === true);
  return [
    ...(vm ? [{ name: nameOf(vm.id), type: 'vm' as const, ours: ourVm }] : []),
    ...(nic ? [{ name: nicName, type: 'nic' as const, ours: ourNic }] : []),
  ];
}

/** The original's first interface; undefined where it is gone or may not be read. */
export async function originalInterface(azure: Reads, vm: VmFacts | undefined): Promise<InterfaceFacts | undefined> {
  const [first] = vm?.networkInterfaceIds ?? [];
  if (!first) return undefined;
  try {
    return await azure.interfaces.get(first);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'azure.forbidden') return undefined;
    throw error;
  }
}

/** Whether a subnet is there. Where it may not be read that is unknown, and Azure decides. */
export async function isThere(azure: Reads, subnetId: string): Promise<Tri> {
  const look = await tryRead(() => azure.places.network(subnetId));
  if (look.kind !== 'read') return 'unknown';
  return look.value?.subnet ?? 'no';
}

/**
 * The key that unwraps a confidential machine's backup, and whether it is there. A key that cannot be looked at is
 * unknown and Azure decides; a set that cannot be read holds the plan back, since the key stands in what is signed.
 * @returns undefined for other machines, and where no set is known or it is gone
 * @throws azure.*
 */
export async function inspectSetKey(
  { diskEncryptionSets, setKeys }: Pick<Azure, 'diskEncryptionSets' | 'setKeys'>,
  facts: Pick<RestoreFacts, 'encryption' | 'vm' | 'disks'>,
  { diskEncryptionSetId }: RestoreChoice,
): Promise<SetKey | undefined> {
  if (facts.encryption.confidential.value !== 'yes') return undefined;
  const ids = [secureSetOf(facts, -1), diskEncryptionSetId];
  const [own, chosen] = await Promise.all(ids.map(async (id) => (id ? diskEncryptionSets.get(id) : undefined)));
  const wanted = wantedKey(own, chosen);
  return wanted && { ...wanted, state: (await setKeys.inspect(wanted.url)).state };
}

export type ReadRights = { rights(principal: string, scope: string, wide?: boolean): Promise<Rights> };

/**
 * Identities of the vault that surely have the rights for a restore; asked only where there is a choice. An identity
 * whose rights could not be read counts as having none, which leaves the choice as it was.
 */
export async function identitiesThatMay(
  access: ReadRights,
  { identities = [] }: VaultFacts,
  { stagingStorageAccountId, targetResourceGroupId }: RestorePlaces,
): Promise<string[]> {
  if (identities.length < 2) return [];
  const needs = identityNeeds({
    staging: armIdKey(stagingStorageAccountId),
    target: { resourceGroup: armIdKey(targetResourceGroupId) },
  });
  const able = await Promise.all(
    identities.map(async (identity) => {
      const held = await Promise.all(
        needs.map(async ({ action, scope, plane }) => {
          const rights = await tryRead(() => access.rights(identity.principalId, scope, true));
          return rights.kind === 'read' && evaluate(rights.value, action, scope, plane).answer === 'yes';
        }),
      );
      return identity.principalId !== '' && held.every(Boolean) ? [identityKey(identity)] : [];
    }),
  );
  return able.flat();
}
