import { sharedReader } from '../access/contacts.ts';
import { texts } from '../i18n/texts.ts';
import { type MessageBody, type Reader, storedCardIds } from '../kernel/chat.ts';
import { type AddendumRow, updateAddendum } from '../store/approvals.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { findPlan, type RequestRow } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { findStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { decisionPlaces, mentionsOf } from './approver-messages.ts';
import { type AddendumCard, addendumCard, addendumText } from './cards/addendum.ts';
import type { DecisionCard } from './cards/decision.ts';
import type { StepView } from './cards/step-lines.ts';
import type { Viewing } from './decision-view.ts';
import { isDecidedInChats } from './put-to-approvers.ts';
import type { RequestKinds } from './request-kind.ts';
import { isPostedIn } from './request-messages.ts';
import { storedAddendum } from './rules/addendum.ts';
import { hashPiece, quorumAt } from './rules/approval.ts';
import type { RequestServices } from './services.ts';
import { ballotsOn, type StoredVote, votesOf } from './vote-subject.ts';

type Of = { request: RequestRow; addendum: AddendumRow };

/** The place of the question, and the people mentioned there. */
type Asked = { conversationId: string; threadId?: string; who: readonly string[] };

/**
 * An addendum's card and its sentence.
 * @param how typed: the sentence says what to type to approve what the card shows; stands: nothing edits it later
 */
export async function addendumBody(
  { clock, requestKinds }: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  of: Of,
  reader: Reader,
  { typed, stands }: { typed?: 'approve' } & Pick<Viewing, 'stands'> = {},
): Promise<MessageBody> {
  const view = await addendumView(db, requestKinds, of, { now: clock.now(), stands });
  const toType = typed && view.state === 'asked';
  const text = toType
    ? texts(reader.language).t('addendum.said.type', { id: view.id, piece: hashPiece(of.addendum.hash) })
    : addendumText(view, reader);
  return { text, card: addendumCard(view, reader) };
}

/**
 * Asks the approvers of an addendum where the request's card stands, and tells the thread. Each is mentioned where they
 * look.
 */
export async function postAddendumCards(services: RequestServices, tx: Tx, of: Of): Promise<void> {
  const { request } = of;
  const thread = {
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
  };
  const approvers = [...(request.approvers?.people ?? [])];
  const elsewhere = (await decisionPlaces(tx.db, request)).filter(
    ({ conversationId }) => conversationId !== request.conversation_id,
  );
  const places =
    elsewhere.length > 0
      ? [{ ...thread, who: [request.requester_oid] }, ...elsewhere.map((place) => ({ ...place, who: approvers }))]
      : [{ ...thread, who: [request.requester_oid, ...approvers] }];
  await post(services, tx, of, places);
}

/** Posts the card to new approvers in their own chats, if the request is decided there. */
export async function postAddendumInChats(
  services: RequestServices,
  tx: Tx,
  of: Of,
  people: readonly string[],
): Promise<void> {
  if (!(await isDecidedInChats(tx.db, of.request))) return;
  const places: Asked[] = [];
  for (const who of people) {
    const chat = await findPersonalChat(tx.db, who);
    const fresh = chat && !(await isPostedIn(tx.db, of.addendum, chat.id));
    if (fresh) places.push({ conversationId: chat.id, who: [who] });
  }
  await post(services, tx, of, places);
}

async function post(services: RequestServices, tx: Tx, of: Of, places: readonly Asked[]): Promise<void> {
  if (places.length === 0) return;
  const { request, addendum } = of;
  const posted: string[] = [];
  for (const { who, ...place } of places) {
    const reader = await sharedReader(services, tx.db, place.conversationId);
    const body = await addendumBody(services, tx.db, of, reader);
    const { names, mentions } = await mentionsOf(tx.db, who);
    const text = [...names, body.text].join(' ');
    posted.push(
      tx.post({ ...place, subject: request.id, body: { ...body, text, ...(mentions.length > 0 && { mentions }) } }),
    );
  }
  const ids = [...addendum.card_message_ids, ...posted];
  await updateAddendum(tx, addendum, { card_message_ids: toJson(storedCardIds.write(ids)) });
}

async function addendumView(
  db: Db,
  kinds: RequestKinds,
  { request, addendum }: Of,
  { now, stands }: Pick<Viewing, 'stands'> & { now: Date },
): Promise<AddendumCard> {
  const { id } = request;
  const { number, state } = addendum;
  const content = storedAddendum.parse(addendum.content);
  const step = await findStep(db, addendum.step_id);
  if (!step) throw new Error(`addendum ${number} of ${id} has no step`);
  const ballots = await ballotsOn(db, { request, addendum });
  const decision = state === 'asked' ? await decisionOf(db, kinds, { request, addendum }, ballots, now) : undefined;
  return {
    id,
    number,
    state,
    now,
    vm: request.vm_name,
    requester: request.requester_name,
    step: step.kind as StepView['kind'],
    deviations: content.deviations,
    decideBy: addendum.decide_by,
    decisions: ballots.map(({ voter_name, decision: cast, at, reason }) => ({
      name: voter_name,
      decision: cast,
      at,
      ...(reason && { reason }),
    })),
    ...(decision && { decision: { ...decision, ...(stands && { stands }) } }),
  };
}

/** How the addendum is decided: by the rule of its request, with all times starting anew. */
async function decisionOf(
  db: Db,
  kinds: RequestKinds,
  { request, addendum }: Of,
  ballots: readonly StoredVote[],
  now: Date,
): Promise<DecisionCard | undefined> {
  const plan = (await findPlan(db, kinds, request.id))?.body;
  const { requirement } = request;
  const subject = plan && kinds.of(plan).subject(plan);
  if (!requirement || !subject || !('plan' in subject)) return undefined;
  const { hash, nonce } = addendum;
  return {
    id: request.id,
    nonce,
    now,
    open: true,
    plan: subject.plan,
    beyond: {
      hash,
      ...(kinds.of(plan).lifecycle?.temporary && { isTemporary: true }),
    },
    quorum: quorumAt(requirement, addendum.asked_at, now),
    votes: votesOf(ballots),
    requester: request.requester_name,
    questions: [],
    viewer: 'everyone',
    seen: [],
    refreshFor: [],
  };
}
