import { submitForApproval } from '../approval/approvals.ts';
import type { PersonServices } from '../chat/turn.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import { submitImmediate } from '../requests/submit-immediate.ts';
import type { Tx } from '../store/transaction.ts';
import { drawProtect } from './draw-protect.ts';
import { prepareGrant, prepareProtect } from './prepare.ts';
import type { ProtectForm } from './protect-forms.ts';
import { policyRefusals, protectWarnings } from './rules/protect-rules.ts';
import type { StoredGrant, StoredProtect } from './stored.ts';

/** What each machine of a form becomes: protected at once, or once its keys may be read. */
export type PreparedProtect = StoredProtect | StoredGrant;

/**
 * Everything anew before it is asked for: what the form showed may be minutes old.
 * @throws the first thing that stands against one of them now
 */
export async function prepareProtects(
  services: PersonServices,
  data: ProtectForm,
  person: Person,
): Promise<PreparedProtect[]> {
  const input = { names: data.names, vault: data.vault, policy: data.policy, chosen: data.chosen };
  const { form, machines, vault } = await drawProtect(services, input, person);
  const policy = form.policies.find(({ name }) => name === form.policy);
  if (!vault || !policy) throw new CodedError('protection.policy-gone', { policy: data.policy, vault: data.vault });
  const prepared: PreparedProtect[] = [];
  for (const { candidate, access, principal, line } of machines) {
    if (!data.chosen.includes(line.vm)) continue;
    const drawn = form.lines.find(({ vm }) => vm === line.vm);
    requireNoRefusal([...(drawn?.refusals ?? []), ...(candidate ? policyRefusals(candidate, policy) : [])]);
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

function requireNoRefusal([refusal]: Failure[]): void {
  if (refusal) throw new CodedError(refusal.code, refusal.params);
}
