import type { AuditEvent } from '../i18n/audit-event.ts';
import type { Person, Place } from '../kernel/chat.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { approvedUntil } from './approved-until.ts';
import { createRequest } from './create.ts';
import { newId } from './new-id.ts';
import { postRequestCards } from './request-messages.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

/**
 * A change that needs nobody's approval: a request that is born approved, with its card in the place where it was
 * asked for. Everything after that is the same as for an approved restore.
 * @param under the definition that it runs under, if it does
 * @returns its id
 */
export async function submitImmediate(
  services: RequestServices,
  tx: Tx,
  asked: { by: Person; place: Place },
  plan: StoredPlan,
  under?: Pick<RequestRow, 'id' | 'hash'>,
): Promise<string> {
  const { by, place } = asked;
  const { target } = plan;
  const id = await newId(tx);
  const now = tx.now();
  await createRequest(services, tx, id, asked, plan, {
    state: 'approved',
    reason: '',
    decide_by: now,
    ...approvedUntil(services.config, now),
    ...(under && { standing_id: under.id, standing_hash: under.hash }),
  });
  tx.audit({
    actor: by,
    // A test asks for the words of each kind of ours; one from elsewhere brings its own.
    event: `${plan.kind}.asked` as AuditEvent,
    requestId: id,
    vmName: target.vmName,
    planHash: plan.plan.hash,
    details: { ...plan.plan.effects, ...(under && { under: under.id, underHash: under.hash }) },
  });
  tx.wake('step', id, now);
  const here = { conversationId: place.conversationId, ...(place.threadId && { threadId: place.threadId }) };
  await postRequestCards(services, tx, id, [here]);
  return id;
}
