import { oncePerActivity } from '../chat/idempotency.ts';
import type { Answer, Place } from '../kernel/chat.ts';
import { approversOf, requireDeciders, requireTicketFor, submitForApproval } from '../requests/approvals.ts';
import { toDecidable } from '../requests/approvers.ts';
import type { GatedPlan } from '../requests/stored-request.ts';
import type { RestoreTurn } from '../restore/services.ts';
import type { Approvers } from '../store/rules/decision.ts';
import type { Tx } from '../store/transaction.ts';

export const longestReason = 500;

/** What goes to approvers. approvers: who may decide, if Azure could say. */
export type Asked = { plan: GatedPlan; reason: string; approvers: Approvers | undefined };

/** @throws reason-needs-ticket, and as requireDeciders */
export async function prepareToAsk(
  { services, incoming }: RestoreTurn<'text' | 'action'>,
  plan: GatedPlan,
  given: string,
): Promise<Asked> {
  const { from: by, place } = incoming;
  const reason = given.slice(0, longestReason);
  await requireDeciders(services, { by, place }, toDecidable(services, plan));
  requireTicketFor(services, plan, reason);
  return { plan, reason, approvers: await approversOf(services, plan, by.objectId) };
}

/** @returns the id of the request */
export function submit(
  { services, incoming }: RestoreTurn<'text' | 'action'>,
  tx: Tx,
  { plan, reason, approvers }: Asked,
  at: { place: Pick<Place, 'conversationId' | 'threadId'>; id?: string },
): Promise<string> {
  const asked = { by: incoming.from, ...at, ...(approvers && { approvers }) };
  return submitForApproval(services, tx, asked, plan, reason);
}

/** Submits what a typed command asks for. Its card is the answer. */
export function submitTyped(turn: RestoreTurn<'text'>, asked: Asked): Promise<Answer> {
  return oncePerActivity(turn, async (tx) => {
    await submit(turn, tx, asked, { place: turn.incoming.place });
    return { kind: 'nothing' };
  });
}
