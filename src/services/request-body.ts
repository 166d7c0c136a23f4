import { type ChangeView, changeCard, changeText } from '../cards/change.ts';
import type { GatedView } from '../cards/gated-view.ts';
import type { PlanView } from '../cards/plan-view.ts';
import { requestCard, requestText } from '../cards/request.ts';
import type { MessageBody, Reader } from '../domain/turn.ts';
import { revivePlanView } from './plan-view.ts';
import type { StoredGrant, StoredStop, StoredUndelete } from './protection/stored.ts';
import { gatedViewOf, protectionChangeOf } from './protection/views.ts';
import type { RequestView } from './request-view.ts';
import type { StoredPlan, StoredRestore } from './stored-plan.ts';

/** How each kind of request is shown: the card, and the one sentence beside it. */
export function bodyOf({ view, plan }: { view: RequestView; plan: StoredPlan }, reader: Reader): MessageBody {
  const subject = subjectOf(plan);
  if ('plan' in subject) {
    const data = { ...view, ...subject };
    return { text: requestText(data, reader), card: requestCard(data, reader) };
  }
  const data = { ...view, ...subject };
  return { text: changeText(data, reader), card: changeCard(data, reader) };
}

/** What a plan is about, in names that people know: what somebody has to approve, or what is done at once. */
export function subjectOf(plan: StoredPlan): { plan: PlanView | GatedView } | { change: ChangeView } {
  if (plan.kind === 'restore') return { plan: revivePlanView(plan.view) };
  if (plan.kind === 'stop-protection' || plan.kind === 'undelete' || plan.kind === 'grant-access') {
    return { plan: gatedViewOf(plan) };
  }
  return { change: changeOf(plan) };
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
