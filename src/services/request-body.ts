import { type ChangeView, changeCard, changeText } from '../cards/change.ts';
import { requestCard, requestText } from '../cards/request.ts';
import type { MessageBody, Reader } from '../domain/turn.ts';
import { revivePlanView } from './plan-view.ts';
import type { StoredGrant, StoredStop, StoredUndelete } from './protection/stored.ts';
import { gatedViewOf, protectionChangeOf } from './protection/views.ts';
import type { RequestView } from './request-view.ts';
import type { StoredPlan, StoredRestore } from './stored-plan.ts';

/** How each kind of request is shown: the card, and the one sentence beside it. */
export function bodyOf({ view, plan }: { view: RequestView; plan: StoredPlan }, reader: Reader): MessageBody {
  if (plan.kind === 'restore') {
    const data = { ...view, plan: revivePlanView(plan.view) };
    return { text: requestText(data, reader), card: requestCard(data, reader) };
  }
  if (plan.kind === 'stop-protection' || plan.kind === 'undelete' || plan.kind === 'grant-access') {
    const data = { ...view, plan: gatedViewOf(plan) };
    return { text: requestText(data, reader), card: requestCard(data, reader) };
  }
  const data = { ...view, change: changeOf(plan) };
  return { text: changeText(data, reader), card: changeCard(data, reader) };
}

function changeOf(plan: Exclude<StoredPlan, StoredRestore | StoredStop | StoredUndelete | StoredGrant>): ChangeView {
  if (plan.kind !== 'backup' && plan.kind !== 'cancel') return protectionChangeOf(plan);
  const { vmName: vm, vaultName: vault } = plan.target;
  const { hash } = plan.plan;
  if (plan.kind === 'cancel') {
    const { id: jobId, operation, requestId } = plan.job;
    return { kind: 'cancel', vm, vault, operation, jobId, ...(requestId && { ofRequest: requestId }), hash };
  }
  const expiry = new Date(plan.plan.effects.expiry);
  return { kind: 'backup', vm, vault, expiry, days: plan.days, warnings: plan.warnings, hash };
}
