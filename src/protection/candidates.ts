import type { PersonServices, Turn } from '../chat/turn.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError, type Failure, readValue, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { sh } from '../kernel/quote.ts';
import { inspectKeys, readMachine } from '../machines/read-machine.ts';
import { keyFactsOf } from '../machines/rules/check-keys.ts';
import { isStopped } from '../machines/rules/item-state.ts';
import { shownAccess } from '../machines/rules/key-access-gaps.ts';
import type { RequestServices } from '../requests/services.ts';
import type { ProtectLine } from './cards/protect-form.ts';
import { inspectKeyAccess, type KeyAccessInspection } from './key-access.ts';
import { type FoundMachine, requireMachine } from './require-machine.ts';
import { type Candidate, machineRefusals, vaultsFor } from './rules/protect-rules.ts';

/** A named machine and what is known of it. `candidate` is absent when there is nothing left to protect. */
export type ProtectCandidate = {
  vmId: string;
  candidate?: Candidate;
  access: KeyAccessInspection['access'];
  /** Azure Backup's object id, if it could be read. */
  principal?: string;
  line: ProtectLine;
};

const readVm = 'Microsoft.Compute/virtualMachines/read';

/**
 * Looks at machines to be protected: objections in any vault, and whether Azure Backup can read their keys.
 * @throws vm-not-found, vm-ambiguous, not-allowed, not-known
 */
export async function inspectMachines(turn: Turn, names: readonly string[]): Promise<ProtectCandidate[]> {
  const { services, incoming } = turn;
  const found: FoundMachine[] = [];
  for (const name of names) found.push(await requireMachine(turn, name));
  const ids = found.map((one) => (one.kind === 'bare' ? one.vmId : one.target.item.vmId));
  await services.access.require(
    incoming.from.objectId,
    ids.map((scope) => ({ action: readVm, scope })),
    false,
  );
  return Promise.all(found.map((one) => (one.kind === 'bare' ? inspect(services, one.vmId) : describeProtected(one))));
}

/** A machine that is already protected: naming its vault is the whole answer. */
function describeProtected({
  target: { vault, item },
}: Extract<FoundMachine, { kind: 'protected' }>): ProtectCandidate {
  const params = { vm: item.vmName, vault: vault.name, policy: item.policyName ?? '' };
  const code = item.softDeleted ? 'deleted' : isStopped(item) ? 'stopped-already' : 'here';
  const refusals: Failure[] = [{ code: `protection.${code}`, params }];
  const line: ProtectLine = { vm: item.vmName, encryption: 'unknown', refusals, keyAccess: { kind: 'not-needed' } };
  return { vmId: item.vmId, access: line.keyAccess, line };
}

async function inspect(services: RequestServices, vmId: string): Promise<ProtectCandidate> {
  const { azure } = services;
  const { vm, disks, encryption } = await readMachine(azure, vmId);
  if (!vm) {
    const name = nameOf(vmId);
    const refusals: Failure[] = [{ code: 'protection.gone', params: { vm: name } }];
    const line: ProtectLine = { vm: name, encryption: 'unknown', refusals, keyAccess: { kind: 'not-needed' } };
    return { vmId, access: line.keyAccess, line };
  }
  const [status, keys, inspected] = await Promise.all([
    tryRead(() => azure.protection.statusOf(vmId, vm.location)),
    inspectKeys(azure, encryption),
    inspectKeyAccess(services, vm.name, encryption),
  ]);
  const by = readValue(status);
  const candidate: Candidate = {
    vm,
    disks,
    encryption,
    protectedBy:
      by?.kind === 'protected'
        ? { kind: 'vault', vaultName: by.vaultName }
        : { kind: by?.kind === 'none' ? 'none' : 'unknown' },
    kekCertificateBacked: keyFactsOf(encryption, keys)?.kekCertificateBacked ?? 'unknown',
  };
  const principal = readValue(inspected.serviceId);
  return {
    vmId,
    candidate,
    access: inspected.access,
    ...(principal && { principal }),
    line: {
      vm: vm.name,
      encryption: encryption.kind,
      refusals: machineRefusals(candidate),
      keyAccess: shownAccess(vm.name, inspected.access, inspected.byHand),
    },
  };
}

/** The failure when no vault is in the machine's region and subscription, with the exact line that creates one. */
export function noVaultFor({ vm }: Candidate, near: readonly VaultFacts[]): Failure {
  const example = near.find(({ subscriptionId }) => subscriptionId.toLowerCase() === vm.subscriptionId.toLowerCase());
  const params = {
    vm: vm.name,
    region: vm.location,
    name: sh(`rsv-${vm.location}`),
    group: sh(example?.resourceGroup ?? vm.resourceGroup),
    subscription: sh(vm.subscriptionId),
  };
  return { code: 'protection.no-vault', params };
}

/** Vaults in which this person may protect at least one of these machines. */
export async function usableVaults(
  { inventory, access }: Pick<PersonServices, 'inventory' | 'access'>,
  machines: readonly ProtectCandidate[],
  person: Person,
  needOf: (vaultId: string) => { action: string; scope: string },
): Promise<{ usable: VaultFacts[]; fitting: VaultFacts[]; all: VaultFacts[] }> {
  const all = await inventory.vaults();
  const able = machines.flatMap(({ candidate, line }) => (candidate && line.refusals.length === 0 ? [candidate] : []));
  const fitting = all.filter((vault) => able.some((one) => vaultsFor(one, [vault]).length > 0));
  const missing = await access.missing(
    person.objectId,
    fitting.map(({ id }) => needOf(id)),
    true,
  );
  const closed = new Set(missing.map(({ scope }) => scope));
  return { usable: fitting.filter(({ id }) => !closed.has(id)), fitting, all };
}

export function requireVaults(
  usable: readonly VaultFacts[],
  fitting: readonly VaultFacts[],
  vm: string,
  action: string,
) {
  if (usable.length > 0) return;
  const [first] = fitting;
  if (!first) return;
  const vaults = fitting.map(({ name }) => name).join(', ');
  throw new CodedError('protection.no-vault-allowed', { vm, region: first.location, vaults, action });
}

/**
 * Asks Azure whether it would refuse to protect the machine in this vault, to catch what the rules here do not know.
 * Missing key access is left out: it is reported and requested separately. No answer is no objection: Azure decides
 * when the request is sent.
 */
export async function azureOpinion(
  { azure }: Pick<RequestServices, 'azure'>,
  { candidate, access }: Pick<ProtectCandidate, 'candidate' | 'access'>,
  vault: VaultFacts,
): Promise<Failure[]> {
  if (!candidate || access.kind === 'lacking') return [];
  const { vm } = candidate;
  const asked = { vmId: vm.id, region: vm.location, vault: vault.id };
  const verdict = readValue(await tryRead(() => azure.protection.validate(asked)));
  if (verdict?.kind !== 'refused') return [];
  const { azureCode, message, recommendation } = verdict;
  return [
    {
      code: 'protection.azure-refuses',
      params: { vm: vm.name, vault: vault.name, azureCode, message, recommendation },
    },
  ];
}
