import { once } from '../../../src/chat/idempotency.ts';
import type { Turn } from '../../../src/chat/turn.ts';
import type { Answer } from '../../../src/kernel/chat.ts';
import { CodedError } from '../../../src/kernel/errors.ts';
import { approversOf, requireDeciders, submitForApproval } from '../../../src/requests/approvals.ts';
import { toDecidable } from '../../../src/requests/approvers.ts';
import type { PlanTarget } from '../../../src/requests/rules/stored-parts.ts';
import type { GatedPlan } from '../../../src/requests/stored-request.ts';

type Planned = { target: PlanTarget; plan: { hash: string } };

/** Card content of a kind that the product does not know. */
export const ownSubject =
  (name: string) =>
  ({ target, plan }: Planned) => ({
    plan: { kind: name, vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings: [] },
  });

/** Target of a request for several machines. */
export function wholeTarget(each: readonly { target: PlanTarget }[]): PlanTarget {
  const [first] = each;
  if (!first) throw new CodedError('unknown-command');
  return { ...first.target, vmId: '', vmName: each.map(({ target }) => target.vmName).join(', ') };
}

export async function askApproval(turn: Turn<'text'>, plan: GatedPlan, reason = ''): Promise<Answer> {
  const { services, incoming } = turn;
  const { from, place } = incoming;
  await requireDeciders(services, { by: from, place }, toDecidable(services, plan));
  const approvers = await approversOf(services, plan, from.objectId);
  return once(turn, async (tx) => {
    const asked = { by: from, place, ...(approvers && { approvers }) };
    await submitForApproval(services, tx, asked, plan, reason);
    return { kind: 'nothing' };
  });
}
