import { nameOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { VmFacts } from '../kernel/facts.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { RequestServices } from '../requests/services.ts';
import { addedTo, type ComparedVm, compareVms, differencesFromNone, notCompared } from './rules/differences.ts';

type Parts = Pick<RequestServices, 'azure'>;

/**
 * How a copy differs from its original, as far as either can be read: what cannot is left out, or said where that is
 * all of it, for a machine that runs must not be called failed for it.
 */
export async function readDifferences({ azure }: Parts, originalId: string, copy: VmFacts): Promise<Failure[]> {
  const read = await reading(() => azure.vms.get(originalId));
  if (read.kind === 'unread') return [...addedTo(copy), notCompared('original-unread', originalId)];
  const original = read.value;
  if (!original) return [...differencesFromNone(copy, nameOf(originalId)), notCompared('original-gone', originalId)];
  const [before, after] = await Promise.all([compared({ azure }, original), compared({ azure }, copy)]);
  return compareVms(before, after);
}

async function compared({ azure }: Parts, vm: VmFacts): Promise<ComparedVm> {
  const principalId = vm.identity?.principalId;
  const [nics, identityRoles, locks] = await Promise.all([
    reading(() => Promise.all(vm.networkInterfaceIds.map((id) => azure.interfaces.get(id)))),
    principalId ? reading(() => readRoles({ azure }, principalId, vm.subscriptionId)) : undefined,
    reading(() => azure.locks.on(vm.id)),
  ]);
  return {
    vm,
    nics: readValue(nics)?.flatMap((nic) => nic ?? []),
    identityRoles: identityRoles && readValue(identityRoles),
    locks: readValue(locks),
  };
}

/** Names of the roles that an identity holds in a subscription. */
export async function readRoles({ azure }: Parts, principalId: string, subscriptionId: string): Promise<string[]> {
  const assignments = await azure.access.assignments(principalId, `/subscriptions/${subscriptionId}`);
  const names = await Promise.all(
    assignments.map(async ({ roleDefinitionId }) => (await azure.access.roleDefinition(roleDefinitionId))?.name),
  );
  return [...new Set(names.flatMap((name) => name ?? []))];
}
