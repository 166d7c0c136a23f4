import { writeItem, writeItemAction } from '../access/rules/actions.ts';
import type { Turn } from '../chat/turn.ts';
import type { PolicyFacts } from '../kernel/backup-policy.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { findVault, vaultNames } from '../machines/inventory.ts';
import { submitForApproval } from '../requests/approvals.ts';
import { submitImmediate } from '../requests/create.ts';
import type { RequestServices } from '../requests/services.ts';
import type { Tx } from '../store/transaction.ts';
import {
  azureOpinion,
  inspectMachines,
  noVaultFor,
  type ProtectCandidate,
  requireVaults,
  usableVaults,
} from './candidates.ts';
import type { ProtectLine } from './cards/protect-form.ts';
import { prepareGrant, prepareProtect, requireNoRefusal } from './prepare.ts';
import type { ProtectForm } from './protect-forms.ts';
import { carriesOut } from './rules/plan-grant.ts';
import { isOwn, policyRefusals, protectWarnings, vaultRefusals, vaultsFor } from './rules/protect-rules.ts';
import type { StoredGrant, StoredProtect } from './stored.ts';

/** Values that were typed or filled in; the rest is chosen. `names` may be ARM ids. */
export type ProtectInput = { names: string[]; vault?: string; policy?: string; chosen?: string[] };

export type DrawnProtect = {
  form: Omit<ProtectForm, 'ownerName' | 'ownerTeamsId' | 'problem'>;
  machines: ProtectCandidate[];
  vault: VaultFacts | undefined;
};

/**
 * Builds the form that protects machines from current facts: vaults with their free room, the policies of one of them,
 * and objections to each machine there.
 * @throws vm-not-found, vm-ambiguous, not-allowed, not-known, protection.*
 */
export async function drawProtect(turn: Turn, input: ProtectInput): Promise<DrawnProtect> {
  const { services, incoming } = turn;
  const { azure, config } = services;
  const person = incoming.from;
  const machines = await inspectMachines(turn, input.names);
  const { usable, fitting, all } = await usableVaults(services, machines, person, writeItem);
  const able = machines.filter(({ candidate, line }) => candidate && line.refusals.length === 0);
  if (able[0]) requireVaults(usable, fitting, able[0].line.vm, writeItemAction);
  const vault = chooseVault(input.vault, usable, all, able);
  const used = new Map(
    await Promise.all(usable.map(async (each) => [each.id, await azure.vaultUsages.protectedMachines(each)] as const)),
  );
  if (vault && !used.has(vault.id)) used.set(vault.id, await azure.vaultUsages.protectedMachines(vault));
  const policies = vault ? await azure.policies.list(vault) : [];
  const policy = vault && choosePolicy(input.policy, policies, vault);
  const lines = await Promise.all(
    machines.map(async (machine) => {
      const line = machineLine(machine, vault, vault && used.get(vault.id), policy, all);
      if (!vault || line.refusals.length > 0) return line;
      return { ...line, refusals: await azureOpinion(services, machine, vault) };
    }),
  );
  const free = lines.filter(({ refusals }) => refusals.length === 0).map(({ vm }) => vm);
  const chosen = input.chosen ? free.filter((vm) => input.chosen?.includes(vm)) : free;
  const shownVaults = vault && !usable.some(({ id }) => id === vault.id) ? [...usable, vault] : usable;
  const names = vaultNames(shownVaults);
  return {
    machines,
    vault,
    form: {
      mode: 'protect',
      // A bare name may mean another machine by the time of the submit.
      names: machines.map(({ vmId }) => vmId),
      lines,
      chosen,
      vaults: shownVaults.map((each, at) => {
        const count = used.get(each.id);
        return {
          name: names[at] ?? each.name,
          region: each.location,
          subscription: each.subscriptionId,
          ...(count !== undefined && { used: count }),
        };
      }),
      vaultId: vault?.id ?? '',
      vault: names[shownVaults.findIndex(({ id }) => id === vault?.id)] ?? '',
      policies,
      policy: policy?.name ?? '',
      asks: machines.every(({ access }) => access.kind !== 'lacking' || carriesOut(config, access.gaps)),
      warnings: policy && vault ? chosenWarnings(machines, chosen, policy, vault) : [],
    },
  };
}

function chooseVault(
  named: string | undefined,
  usable: readonly VaultFacts[],
  all: readonly VaultFacts[],
  able: readonly ProtectCandidate[],
): VaultFacts | undefined {
  if (named !== undefined) {
    // Unusable vaults are found too, so that each machine's line can say why.
    const found = findVault(usable, named) ?? findVault(all, named);
    if (found) return found;
    const choices = vaultNames(usable).join(', ');
    throw new CodedError('protection.vault-unknown', { vault: named, choices });
  }
  const fitting = (vault: VaultFacts) =>
    able.flatMap(({ candidate }) => (candidate && vaultsFor(candidate, [vault]).length > 0 ? [candidate.vm] : []));
  const own = (vault: VaultFacts) => fitting(vault).filter((vm) => isOwn(vm, vault));
  return usable.toSorted((a, b) => own(b).length - own(a).length || fitting(b).length - fitting(a).length)[0];
}

/** The policy that was named, otherwise the most used one. */
function choosePolicy(
  named: string | undefined,
  policies: readonly PolicyFacts[],
  vault: VaultFacts,
): PolicyFacts | undefined {
  if (named === undefined) return policies.toSorted((a, b) => b.itemCount - a.itemCount)[0];
  const found = policies.find(({ name }) => name.toLowerCase() === named.toLowerCase());
  if (!found) throw new CodedError('protection.policy-unknown', { policy: named, vault: vault.name });
  return found;
}

function machineLine(
  { candidate, line }: ProtectCandidate,
  vault: VaultFacts | undefined,
  used: number | undefined,
  policy: PolicyFacts | undefined,
  all: readonly VaultFacts[],
): ProtectLine {
  if (!candidate || line.refusals.length > 0) return line;
  if (vaultsFor(candidate, all).length === 0) return { ...line, refusals: [noVaultFor(candidate, all)] };
  const refusals: Failure[] = [
    ...(vault ? vaultRefusals(candidate, vault, used) : []),
    ...(policy ? policyRefusals(candidate, policy) : []),
  ];
  return { ...line, refusals };
}

function chosenWarnings(
  machines: readonly ProtectCandidate[],
  chosen: readonly string[],
  policy: PolicyFacts,
  vault: VaultFacts,
): Failure[] {
  const all = machines.flatMap(({ candidate, line }) =>
    candidate && chosen.includes(line.vm) ? protectWarnings(candidate, policy, vault) : [],
  );
  // A warning about the policy is shown once, not per machine.
  return [...new Map(all.map((warning) => [JSON.stringify(warning), warning])).values()];
}

/** The request for each machine: protection now, or first a grant for its keys. */
export type PreparedProtect = StoredProtect | StoredGrant;

/**
 * Checks everything again before submitting: what the form showed may be minutes old.
 * @throws the first objection to any of them now
 */
export async function prepareProtects(turn: Turn, data: ProtectForm): Promise<PreparedProtect[]> {
  const { services } = turn;
  const person = turn.incoming.from;
  const input = { names: data.names, vault: data.vault, policy: data.policy, chosen: data.chosen };
  const { form, machines, vault } = await drawProtect(turn, input);
  const policy = form.policies.find(({ name }) => name === form.policy);
  if (!vault || !policy) throw new CodedError('protection.policy-gone', { policy: data.policy, vault: data.vault });
  const prepared: PreparedProtect[] = [];
  for (const { candidate, access, principal, line } of machines) {
    if (!data.chosen.includes(line.vm)) continue;
    const drawn = form.lines.find(({ vm }) => vm === line.vm);
    requireNoRefusal(drawn?.refusals[0] ?? (candidate && policyRefusals(candidate, policy)[0]));
    if (!candidate) continue;
    const { vm } = candidate;
    const plan = await prepareProtect(services, vault, vm, policy, protectWarnings(candidate, policy, vault), person);
    if (access.kind !== 'lacking' || !access.stops) {
      prepared.push(plan);
      continue;
    }
    if (!data.asks) throw new CodedError('protection.keys-lacking', { vm: vm.name });
    const about = { target: plan.target, keyAccess: access, principal, tags: vm.tags };
    prepared.push(await prepareGrant(services, about, person, plan));
  }
  if (prepared.length === 0) throw new CodedError('protection.nothing-left', {});
  return prepared;
}

/** @param reasonFor what an approver reads of a machine whose keys have to be opened first */
export async function submitProtects(
  services: RequestServices,
  tx: Tx,
  asked: { by: Person; place: Place },
  prepared: readonly PreparedProtect[],
  reasonFor: (plan: StoredProtect) => string,
): Promise<void> {
  for (const plan of prepared) {
    if (plan.kind === 'protect') await submitImmediate(services, tx, asked, plan);
    else if (plan.next?.kind === 'protect') await submitForApproval(services, tx, asked, plan, reasonFor(plan.next));
  }
}
