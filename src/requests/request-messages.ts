import { sharedReader } from '../access/contacts.ts';
import { formatMoment } from '../i18n/dates.ts';
import { failureParts, failurePartsOf, failureText } from '../i18n/failure-text.ts';
import { mentionPeople, plain, shown } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { heldSeconds } from '../kernel/attempt-times.ts';
import type { MessageBody, Place, Reader } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { RoleEnd } from '../kernel/permissions.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { findMessage } from '../store/messages.ts';
import { findPeople } from '../store/people.ts';
import { findRequest, type RequestRow, setCards } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { changeCard, changeText } from './cards/change.ts';
import { decisionCard, withDecision } from './cards/decision.ts';
import { type RequestView, requestCard, requestText } from './cards/request.ts';
import { decisionView, type Viewing } from './decision-view.ts';
import type { RequestKinds } from './request-kind.ts';
import { type ReadRequest, requestView } from './request-view.ts';
import { hashPiece } from './rules/approval.ts';
import type { RequestServices } from './services.ts';
import { assigneeOf, type StoredPlan } from './stored-request.ts';

/**
 * A request's card and its sentence for these readers.
 * @param of its id, or what is known of it already
 * @param asked typed: the sentence says what to type to approve what the card shows; viewer, standing: object id of the
 * one person it is drawn for, and whether they can decide; stands: nothing edits it later
 * @throws unknown-request
 */
export async function requestBody(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  of: string | ReadRequest,
  reader: Reader,
  asked: { typed?: 'approve' } & Viewing = {},
): Promise<MessageBody> {
  const { typed, ...viewing } = asked;
  const { request, draw } = await requestDrawing(services, db, of, viewing);
  const body = draw(reader);
  if (typed !== 'approve' || request.state !== 'pending') return body;
  const { id, hash } = request;
  return { ...body, text: texts(reader.language).t('say.type-to-approve', { id, piece: hashPiece(hash) }) };
}

/** The same, read once and drawn for any number of readers. @throws unknown-request */
export async function requestDrawing(
  { clock, requestKinds }: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  of: string | ReadRequest,
  viewing: Viewing = {},
): Promise<{ request: RequestRow; draw: (reader: Reader) => MessageBody }> {
  const found = await requestView(db, requestKinds, of, clock.now());
  if (!found) throw new CodedError('unknown-request', { id: typeof of === 'string' ? of : of.request.id });
  const { request, plan, view } = found;
  const decision = await decisionView(db, requestKinds, found, { now: clock.now(), ...viewing });
  const ended = request.ended_at === null ? undefined : requestKinds.of(plan).card?.outcome;
  const outcome = await ended?.({ db, requestKinds }, found);
  return {
    request,
    draw(reader) {
      const below = decision && decisionCard(decision, reader);
      const body = requestBodyOf(requestKinds, { plan, view: { ...view, outcome: outcome?.(reader) } }, reader);
      return below && body.card ? { ...body, card: withDecision(body.card, below) } : body;
    },
  };
}

/** Subjects of the posts that ask people to decide a request, and whether to stop it, and of its closing reply with a card. */
export const askSubject = (id: string) => `ask ${id}`;
export const stopSubject = (id: string) => `stop ${id}`;
export const closingSubject = (id: string) => `closing ${id}`;

/** Says that a request is stopped while what is under way goes on to its end. */
export function stoppedText({ id, stopped_name }: Pick<RequestRow, 'id' | 'stopped_name'>, reader: Reader): string {
  return `${id}: ${texts(reader.language).t('cards.request.stopping', { name: shown(stopped_name ?? '', 80) })}`;
}

/** Posts its card in more places; redraw.ts updates it there. */
export async function postRequestCards(
  services: RequestServices,
  tx: Tx,
  id: string,
  places: readonly { conversationId: string; threadId?: string }[],
): Promise<void> {
  if (places.length === 0) return;
  const posted: string[] = [];
  const { request, draw } = await requestDrawing(services, tx.db, id);
  for (const place of places) {
    const reader = await sharedReader(services, tx.db, place.conversationId);
    posted.push(tx.post({ ...place, subject: id, body: draw(reader) }));
  }
  await setCards(tx, id, [...request.card_message_ids, ...posted]);
}

/**
 * Posts its card in a conversation that has none yet. What shows a card to decide posts it so: the buttons of a copy would
 * outlive the decision.
 */
export async function postRequestCardOnce(
  services: RequestServices,
  tx: Tx,
  { id, card_message_ids }: Pick<RequestRow, 'id' | 'card_message_ids'>,
  { conversationId, threadId }: Place,
): Promise<void> {
  if (await isPostedIn(tx.db, { card_message_ids }, conversationId)) return;
  await postRequestCards(services, tx, id, [{ conversationId, ...(threadId && { threadId }) }]);
}

export async function isPostedIn(
  db: Db,
  { card_message_ids }: Pick<RequestRow, 'card_message_ids'>,
  conversationId: string,
): Promise<boolean> {
  for (const id of card_message_ids) {
    if ((await findMessage(db, id))?.conversation_id === conversationId) return true;
  }
  return false;
}

/** Posts one reply in the thread that mentions the requester: decided or finished, and why. */
export async function postToRequester(services: RequestServices, tx: Tx, id: string): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const body = await closingBody(services, tx, id, reader);
  if (body) postBody(tx, request, body.card ? closingSubject(id) : id, body);
}

/** That reply, as it reads now; undefined: the card alone tells it. */
export async function closingBody(
  services: RequestServices,
  tx: Tx,
  id: string,
  reader: Reader,
): Promise<MessageBody | undefined> {
  const { requestKinds } = services;
  const { db } = tx;
  const found = await requestView(db, requestKinds, id, tx.now());
  if (!found) return undefined;
  const { request } = found;
  const parts = request.failure && failurePartsOf(request.kind, texts(reader.language), request.failure, reader);
  const { view, plan } = found;
  const { t } = texts(reader.language);
  const rejected = request.state === 'rejected' ? view.decisions.filter(({ decision }) => decision === 'reject') : [];
  const why = [
    ...(parts ? [parts.message, parts.remedy] : []),
    ...rejected.flatMap(({ reason }) => (reason ? [t('cards.request.why', { reason: shown(reason, 200) })] : [])),
  ];
  const warnings = view.steps.flatMap(({ warned }) => (warned ? [failureText(texts(reader.language), warned)] : []));
  const closing = request.ended_at === null ? undefined : requestKinds.of(plan).card?.closing;
  const at = { db, requestKinds, portal: services.config.cloud.portal };
  const more = await closing?.(at, { request, plan, view }, reader);
  if (closing && !more) return undefined;
  const said = more?.says ?? requestBodyOf(requestKinds, found, reader).text;
  return toRequester(
    db,
    request,
    [said, ...why, ...warnings, ...(more?.text ? [more.text] : [])].join(' '),
    more?.card,
  );
}

/**
 * Says that a send is not repeated, why, and how long there is to mend that. Nobody knows yet whether the first was
 * sent, so it neither claims that nothing happened nor suggests asking again.
 * @param hold the preflight's objection. late: a deadline has passed
 */
export async function notifyHeldSend(
  services: RequestServices,
  tx: Tx,
  id: string,
  { kind, failure }: { kind: 'late' | 'ends' | 'mendable'; failure: Failure },
): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const { language } = await sharedReader(services, tx.db, request.conversation_id);
  const t = texts(language);
  const minutes = heldSeconds / 60;
  if (kind === 'late') return mentionRequester(tx, request, t.t('say.send-held-late', { id, minutes }));
  const why = kind === 'ends' ? failureParts(t, failure).message : failureText(t, failure);
  await mentionRequester(tx, request, `${why} ${t.t('say.send-held', { id, minutes })}`);
}

/** Says what has been failing for long, or until somebody acts, and that the bot goes on trying. */
export async function notifyStuck(
  services: RequestServices,
  tx: Tx,
  id: string,
  failure: Failure,
  ...said: ('say.stuck.step' | 'say.stuck.by-hand' | 'say.stuck.drill' | 'say.stuck.copy')[]
): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const { language } = await sharedReader(services, tx.db, request.conversation_id);
  const t = texts(language);
  const sentences = said.map((text) => t.t(text, { id }));
  await mentionRequester(tx, request, [failureText(t, failure), ...sentences].join(' '));
}

/** Says that somebody took a request over. Its requester is told too, as it no longer runs on their rights. */
export async function notifyTakenOver(
  services: RequestServices,
  tx: Tx,
  before: RequestRow,
  name: string,
): Promise<void> {
  const { language } = await sharedReader(services, tx.db, before.conversation_id);
  const params = { id: before.id, name: plain(name), before: plain(assigneeOf(before).name) };
  await mentionRequester(
    tx,
    before,
    texts(language).t(before.state === 'failed' ? 'say.taken-over-failed' : 'say.taken-over', params),
  );
}

/** Warns the assignee that their role ends, in their own chat if there is one: only they can extend it. */
export async function notifyRoleEnds(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  end: RoleEnd,
): Promise<void> {
  const chat = await findPersonalChat(tx.db, assigneeOf(request).objectId);
  const reader = await sharedReader(services, tx.db, chat?.id ?? request.conversation_id);
  const said = texts(reader.language).t('say.role-ends', {
    id: request.id,
    vm: plain(request.vm_name),
    role: plain(end.role),
    scope: plain(nameOf(end.scope)),
    at: formatMoment(end.at, reader, tx.now()),
  });
  if (chat) tx.post({ conversationId: chat.id, subject: request.id, body: { text: said } });
  else await mentionRequester(tx, request, said);
}

/** Mentions the requester and the assignee. */
export async function mentionRequester(
  tx: Tx,
  request: RequestRow,
  said: string,
  card?: MessageBody['card'],
): Promise<void> {
  postBody(tx, request, request.id, await toRequester(tx.db, request, said, card));
}

async function toRequester(
  db: Db,
  request: RequestRow,
  said: string,
  card: MessageBody['card'] | undefined,
): Promise<MessageBody> {
  const whose = new Map([
    [request.requester_oid, request.requester_name],
    [assigneeOf(request).objectId, assigneeOf(request).name],
  ]);
  const known = new Map((await findPeople(db, [...whose.keys()])).map((person) => [person.oid, person]));
  const { names, mentions } = mentionPeople(
    [...whose].flatMap(([oid, name]) => {
      const person = known.get(oid);
      return person ? { ...person, name: person.name || name } : [];
    }),
  );
  return {
    text: names.length > 0 ? `${names.join(', ')}: ${said}` : said,
    ...(mentions.length > 0 && { mentions }),
    ...(card && { card }),
  };
}

function postBody(
  tx: Tx,
  { conversation_id: conversationId, thread_id: threadId }: RequestRow,
  subject: string,
  body: MessageBody,
): void {
  tx.post({ conversationId, ...(threadId && { threadId }), subject, body });
}

/** Tells the requester and the assignee something in its thread. */
export async function notifyRequester(services: RequestServices, tx: Tx, id: string, failure: Failure): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const { language } = await sharedReader(services, tx.db, request.conversation_id);
  await mentionRequester(tx, request, failureText(texts(language), failure));
}

/** Tells everyone in the thread something, e.g. that Azure started a job twice. */
export async function postToThread(services: RequestServices, tx: Tx, id: string, failure: Failure): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  tx.post({
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
    subject: id,
    body: { text: failureText(texts(reader.language), failure) },
  });
}

/** A request as it is shown: the card, and the sentence that is its first line. */
export function requestBodyOf(
  kinds: RequestKinds,
  { view, plan }: { view: RequestView; plan: StoredPlan },
  reader: Reader,
): MessageBody {
  const subject = kinds.of(plan).subject(plan);
  if ('plan' in subject) {
    const data = { ...view, ...subject };
    return { text: requestText(data, reader), card: requestCard(data, reader) };
  }
  const data = { ...view, ...subject };
  return { text: changeText(data, reader), card: changeCard(data, reader) };
}
