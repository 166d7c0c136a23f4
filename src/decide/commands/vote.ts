import { EligibleError } from '../../access/access.ts';
import { once } from '../../chat/idempotency.ts';
import { requireInterest, requireNonce, requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command, PersonServices, Turn, Verb } from '../../chat/turn.ts';
import { named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { type DecideCard, decideCard, decideText } from '../../requests/cards/decision.ts';
import { voteSubjectBody } from '../../requests/redraw.ts';
import { isPostedIn, postRequestCardOnce, requestBody } from '../../requests/request-messages.ts';
import { matchesHashPiece } from '../../requests/rules/approval.ts';
import type { StoredPlan } from '../../requests/stored-request.ts';
import { readVoteSubject, sealOf, type VoteSubject } from '../../requests/vote-subject.ts';
import { castVote, readStanding, type Votable, votable } from '../../requests/voting.ts';
import { findPlanned } from '../../store/planned-request.ts';
import { recordViewer } from '../../store/posted.ts';
import { findPlan } from '../../store/requests.ts';

/**
 * Approves a request: by card with one click; by text with the plan first, and then the start of its hash as proof that
 * it was read. While a running request has an open addendum, that is what is approved, by its own hash.
 */
export const approve: Command = {
  spec: {
    ...named('approve'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'piece' },
    ],
    sideEffect: 'changes',
    pace: 'at-once',
    section: 'decide',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    const voter = await votable(services, id, incoming.from);
    const { piece } = args;
    if (piece === undefined) return showVotable(turn, voter.subject);
    if (!matchesHashPiece(piece, sealOf(voter.subject).hash)) throw new CodedError('wrong-hash-piece', { id, piece });
    return once(turn, async (tx) => {
      await castVote(services, tx, incoming.from, voter, { decision: 'approve', reason: '', reader: personal });
      return {
        kind: 'reply',
        body: { text: (await voteSubjectBody(services, tx.db, voter.subject, turn.shared)).text },
      };
    });
  },

  verbs: {
    'open-approve': (turn) => openDecision(turn, 'approve'),

    approve: async (turn) => {
      const { services, incoming, shared, personal } = turn;
      const id = requireRequestId(turn);
      const voter = await votable(services, id, incoming.from);
      requireNonce(turn, sealOf(voter.subject).nonce);
      return once(turn, async (tx) => {
        await castVote(services, tx, incoming.from, voter, { decision: 'approve', reason: '', reader: personal });
        // The card that everyone sees shows the result.
        if (incoming.dialog) return { kind: 'nothing' };
        const { card, text } = await voteSubjectBody(services, tx.db, voter.subject, shared);
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },
  },
};

/** Longest reason shown to the requester, in characters; more is cut. */
const longestReason = 500;

/** Rejects a request without any typing; a reason may follow the id. */
export const reject: Command = {
  spec: {
    ...named('reject'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'reason' },
    ],
    sideEffect: 'changes',
    pace: 'at-once',
    section: 'decide',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    const voter = await votable(services, id, incoming.from, turn.deferredAt);
    return once(turn, async (tx) => {
      await castVote(services, tx, incoming.from, voter, {
        decision: 'reject',
        reason: (args.reason ?? '').slice(0, longestReason),
        reader: personal,
      });
      return {
        kind: 'reply',
        body: { text: (await voteSubjectBody(services, tx.db, voter.subject, turn.shared)).text },
      };
    });
  },

  verbs: {
    'open-reject': (turn) => openDecision(turn, 'reject'),
    'reject-machine': (turn) => rejectBecause(turn, 'machine'),
    'reject-time': (turn) => rejectBecause(turn, 'time'),
    'reject-not-now': (turn) => rejectBecause(turn, 'not-now'),
    'reject-unknown': (turn) => rejectBecause(turn, 'unknown'),
  },
};

/** The line that approves it, and its card where there is none yet. */
async function showVotable(turn: Turn<'text'>, subject: VoteSubject): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { request, addendum } = subject;
  const { targeted: stands } = incoming;
  const how = { typed: 'approve' as const, ...(stands && { stands }) };
  const body = await voteSubjectBody(services, services.store.db, subject, shared, how);
  if (addendum || stands) return { kind: 'reply', body };
  return once(turn, async (tx) => {
    await postRequestCardOnce(services, tx, request, incoming.place);
    return { kind: 'reply', body: { text: body.text } };
  });
}

/** Rejects with a reason chosen on the card. Everyone reads it, so it is stored in the language of the channel. */
async function rejectBecause(turn: Turn<'action'>, why: 'machine' | 'time' | 'not-now' | 'unknown'): Promise<Answer> {
  const { services, incoming, shared, personal } = turn;
  const id = requireRequestId(turn);
  const voter = await votable(services, id, incoming.from);
  requireNonce(turn, sealOf(voter.subject).nonce);
  const reason = texts(shared.language).t(`approval.because.${why}`);
  return once(turn, async (tx) => {
    await castVote(services, tx, incoming.from, voter, { decision: 'reject', reason, reader: personal });
    // The card that everyone sees shows the result.
    if (incoming.dialog) return { kind: 'nothing' };
    const { card, text } = await voteSubjectBody(services, tx.db, voter.subject, shared);
    return card ? { kind: 'card', card, text } : { kind: 'notice', text };
  });
}

/**
 * Asks for confirmation of Approve or Reject with one sentence and its button, or says why not. People who may not
 * decide are told here, before there is anything to confirm; their right is checked again when they do.
 */
async function openDecision(turn: Turn<'action'>, decision: 'approve' | 'reject'): Promise<Answer> {
  const { services, personal } = turn;
  const id = requireRequestId(turn);
  const { subject: voteSubject, plan } = await readVotable(turn, id);
  requireNonce(turn, sealOf(voteSubject).nonce);
  const data = describe(services, voteSubject, plan);
  return { kind: 'notice', text: decideText(data, decision, personal), card: decideCard(data, decision, personal) };
}

/**
 * The vote subject shown before a vote. Somebody who has to activate a role first may read it already; their vote then
 * is deferred until the role is active.
 */
async function readVotable(turn: Turn<'action'>, id: string): Promise<Pick<Votable, 'subject' | 'plan'>> {
  const { services, incoming } = turn;
  const { db } = services.store;
  try {
    return await votable(services, id, incoming.from);
  } catch (error) {
    const planned = error instanceof EligibleError && (await findPlanned(db, services.requestKinds, id));
    if (!planned) throw error;
    return { plan: planned.plan, subject: await readVoteSubject(db, planned.request) };
  }
}

function describe({ requestKinds, clock }: PersonServices, voteSubject: VoteSubject, plan: StoredPlan): DecideCard {
  const { request, addendum } = voteSubject;
  const subject = requestKinds.of(plan).subject(plan);
  if (!('plan' in subject)) throw new CodedError('unknown-request', { id: request.id });
  const { hash, nonce } = sealOf(voteSubject);
  return {
    id: request.id,
    nonce,
    now: clock.now(),
    plan: subject.plan,
    ...(addendum && { beyond: { hash } }),
  };
}

/**
 * Gives one person's view of a request, which their client asks for by itself. Only the id in the card counts: after an
 * edit clients send the old card. That the request was seen is all that is stored.
 */
export const viewRequest: Verb = async (turn) => {
  const { services, incoming, personal } = turn;
  const id = requireRequestId(turn);
  const request = await requireRequest(turn, id);
  const { objectId, name } = incoming.from;
  // Anybody in the conversation where its card stands has read it there; elsewhere the id is only a guess.
  if (!(await isPostedIn(services.store.db, request, incoming.place.conversationId)))
    await requireInterest(turn, request);
  if (request.state === 'pending') {
    await recordViewer(services.store, { request_id: id, viewer_oid: objectId, viewer_name: name });
  }
  const plan = request.state === 'pending' ? await findPlan(services.store.db, services.requestKinds, id) : undefined;
  const standing = plan && (await readStanding(services, { request }, plan.body, objectId));
  const { card, text } = await requestBody(services, services.store.db, id, personal, { viewer: objectId, standing });
  return card ? { kind: 'card', card, text } : { kind: 'notice', text };
};
