import { EligibleError } from '../access/access.ts';
import type { PersonServices, Turn } from '../chat/turn.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { requireNonce, requireRequestId } from '../requests/request-of.ts';
import type { StoredPlan } from '../requests/stored-plan.ts';
import { findPlanned } from '../store/planned-request.ts';
import { type DecideCard, decideCard, decideText } from './cards/decision.ts';
import { type Matter, matterOf, sealOf } from './matter.ts';
import { storedAddendum } from './rules/addendum.ts';
import { type Votable, votable } from './voting.ts';

/**
 * What Approve and Reject lead to: the one sentence that is agreed to with its yes, or why not. Whoever may not decide is
 * told here, before there is anything to agree to, and is asked about again when the answer comes.
 */
export async function openDecision(turn: Turn<'action'>, decision: 'approve' | 'reject'): Promise<Answer> {
  const { services, personal } = turn;
  const id = requireRequestId(turn);
  const { matter, plan } = await matterFor(turn, id);
  requireNonce(turn, sealOf(matter).nonce);
  const data = describe(services, matter, plan);
  return { kind: 'notice', text: decideText(data, decision, personal), card: decideCard(data, decision, personal) };
}

/** Whoever would first have to activate a role may read what they agree to; what they then send is kept until they have. */
async function matterFor(turn: Turn<'action'>, id: string): Promise<Pick<Votable, 'matter' | 'plan'>> {
  const { services, incoming } = turn;
  const { db } = services.store;
  try {
    return await votable(services, id, incoming.from);
  } catch (error) {
    const planned = error instanceof EligibleError && (await findPlanned(db, services.requestKinds, id));
    if (!planned) throw error;
    return { plan: planned.plan, matter: await matterOf(db, planned.request) };
  }
}

function describe({ requestKinds, clock }: PersonServices, matter: Matter, plan: StoredPlan): DecideCard {
  const { request, addendum } = matter;
  const subject = requestKinds.of(plan).subject(plan);
  if (!('plan' in subject)) throw new CodedError('unknown-request', { id: request.id });
  const { hash, nonce } = sealOf(matter);
  const count = addendum && storedAddendum.parse(addendum.content).deviations.length;
  return {
    id: request.id,
    nonce,
    now: clock.now(),
    plan: subject.plan,
    ...(count !== undefined && { beyond: { hash, count } }),
  };
}
