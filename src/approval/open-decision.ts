import { EligibleError } from '../access/access.ts';
import type { Turn } from '../chat/turn.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { requireNonce, requireRequest, requireRequestId } from '../requests/request-of.ts';
import type { PersonServices } from '../services.ts';
import { findPlan } from '../store/requests.ts';
import { type DecideCard, decideCard, decideText } from './cards/decision.ts';
import { type Matter, matterOf, sealOf } from './matter.ts';
import { storedAddendum } from './rules/addendum.ts';
import { votable } from './voting.ts';

/**
 * What Approve and Reject lead to: the one sentence that is agreed to with its yes, or why not. Whoever may not decide is
 * told here, before there is anything to agree to, and is asked about again when the answer comes.
 */
export async function openDecision(turn: Turn<'action'>, decision: 'approve' | 'reject'): Promise<Answer> {
  const { services, personal } = turn;
  const id = requireRequestId(turn);
  const matter = await matterFor(turn, id);
  requireNonce(turn, sealOf(matter).nonce);
  const data = await readDecide(services, matter);
  return { kind: 'notice', text: decideText(data, decision, personal), card: decideCard(data, decision, personal) };
}

/** Whoever would first have to activate a role may read what they agree to; what they then send is kept until they have. */
async function matterFor(turn: Turn<'action'>, id: string): Promise<Matter> {
  const { services, incoming } = turn;
  try {
    return (await votable(services, id, incoming.from)).matter;
  } catch (error) {
    if (!(error instanceof EligibleError)) throw error;
    return matterOf(services.store.db, await requireRequest(turn, id));
  }
}

async function readDecide({ store, requestKinds, clock }: PersonServices, matter: Matter): Promise<DecideCard> {
  const { request, addendum } = matter;
  const plan = (await findPlan(store.db, requestKinds, request.id))?.body;
  const subject = plan && requestKinds.of(plan).subject(plan);
  if (!subject || !('plan' in subject)) throw new CodedError('unknown-request', { id: request.id });
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
