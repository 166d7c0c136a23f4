import { texts } from '../i18n/texts.ts';
import type { CardJson, MessageBody, Person, Place, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import { readEach } from '../kernel/stored.ts';
import { sharedReader } from '../people/locale.ts';
import { newId } from '../requests/new-id.ts';
import { toJson } from '../store/columns.ts';
import { findConversation } from '../store/conversations.ts';
import {
  type FormRow,
  findForm,
  insertForm,
  listOpenForms,
  lockForm,
  lockOpenForms,
  updateForm,
} from '../store/forms.ts';
import { findMessage } from '../store/messages.ts';
import { lockPerson } from '../store/people.ts';
import type { Tx } from '../store/transaction.ts';
import { withDialogButton } from '../ui/dialog-button.ts';
import { type FormBusyCard, formBusyCard, formBusyText } from './cards/form-busy.ts';
import { formFoldedCard, formFoldedText } from './cards/form-folded.ts';
import { type FormData, foldedForm, formWhat, parseForm } from './form-kind.ts';
import { formsBeyond } from './rules/open-forms.ts';
import type { ChatServices } from './turn.ts';

/** A form that nobody finishes is put away after this (world ms). */
export const formMs = 15 * 60_000;

type Parts = Pick<ChatServices, 'approvers' | 'clock' | 'config' | 'requestKinds' | 'formKinds'>;

type Kinds = Pick<ChatServices, 'formKinds'>;

const unread = 'a form cannot be read';

export type NewForm = { kind: string; state: 'open' | 'confirming'; data: FormData };

/** What its owner sees. */
export function ownFormCard(services: Parts, form: FormRow, reader: Reader): CardJson {
  if (form.state === 'open' || form.state === 'confirming') {
    const title = texts(reader.language).t('cards.button.as-dialog');
    const card = services.formKinds.of(form).card(services, form, reader);
    return withDialogButton(card, { verb: 'view-form', id: form.id, nonce: form.nonce, title });
  }
  return formFoldedCard(foldedForm(services.formKinds, form), reader);
}

/**
 * What everyone sees: while it is filled in, who is at it (its owner's client asks for the form itself); then, of a
 * restore, the plan, which only its owner can confirm; and in the end one line. In a personal chat the form stands
 * there at once.
 */
async function formBody(services: Parts, tx: Tx, form: FormRow): Promise<MessageBody> {
  const reader = await sharedReader(services, tx.db, form.conversation_id);
  const kind = services.formKinds.of(form);
  if (form.state === 'confirming') {
    const text = kind.confirmText?.(services, form, reader) ?? '';
    return { text, card: ownFormCard(services, form, reader) };
  }
  if (form.state !== 'open') {
    const folded = foldedForm(services.formKinds, form);
    return { text: formFoldedText(folded, reader), card: formFoldedCard(folded, reader) };
  }
  const busy = busyForm(services, form);
  const personal = await isOwnChat(tx, form);
  return {
    text: formBusyText(busy, reader),
    card: personal ? ownFormCard(services, form, reader) : formBusyCard(busy, reader),
  };
}

/** The one line of a form that is filled in, with the button that opens it as a dialog. */
export function busyForm({ formKinds }: Kinds, form: FormRow): FormBusyCard {
  const kind = formKinds.of(form);
  const data = parseForm(kind, form);
  return {
    what: formWhat(kind, data),
    id: form.id,
    nonce: form.nonce,
    owner: data.ownerName,
    vm: kind.vms(data, form),
    line: kind.command(data),
    refreshFor: [data.ownerTeamsId],
  };
}

/** Draws the form's card again from its row. @throws NewerStoredError, stored.unreadable */
export async function editFormCard(services: Parts, tx: Tx, id: string): Promise<void> {
  const form = await findForm(tx.db, id);
  if (!form?.card_message_id) return;
  const body = await formBody(services, tx, form);
  // Else it went with the chat of somebody who was erased.
  if (tx.posted(form.card_message_id) || (await findMessage(tx.db, form.card_message_id))) {
    tx.edit(form.card_message_id, body);
  }
}

/** Opens a form, or what is to be confirmed, and posts its card. */
export async function openForm(
  services: ChatServices,
  tx: Tx,
  at: { owner: Person; place: Place },
  { kind, state, data }: NewForm,
): Promise<FormRow> {
  const id = await newId(tx);
  const stored = services.formKinds.of({ kind }).stored.write(data);
  const form: FormRow = {
    id,
    kind,
    state,
    owner_oid: at.owner.objectId,
    conversation_id: at.place.conversationId,
    thread_id: at.place.threadId ?? null,
    card_message_id: null,
    nonce: newNonce(),
    data: stored,
    expires_at: new Date(tx.now().getTime() + formMs),
    created_at: tx.now(),
  };
  await makeRoom(services, tx, form);
  const card_message_id = tx.post({
    conversationId: form.conversation_id,
    ...(form.thread_id && { threadId: form.thread_id }),
    subject: id,
    body: await formBody(services, tx, form),
  });
  await insertForm(tx, { ...form, card_message_id, data: toJson(stored) });
  tx.wake('timer', `form:${id}`, form.expires_at);
  return { ...form, card_message_id };
}

/** The oldest are put away, so that a new one is never refused; their cards say so. */
async function makeRoom(services: ChatServices, tx: Tx, opened: FormRow): Promise<void> {
  await lockPerson(tx, opened.owner_oid);
  const read = (form: FormRow) => {
    const kind = services.formKinds.of(form);
    const data = parseForm(kind, form);
    return { form, kind, data, about: `${form.kind} ${kind.vms(data, form)}` };
  };
  const rows = await lockOpenForms(tx, opened.owner_oid);
  // One that cannot be read is put away by its time.
  const open = readEach(rows, read, (error, { id }) => services.log.warn({ error, form: id }, unread));
  for (const { form, kind, data } of formsBeyond(open, read(opened).about)) {
    const put = toJson(kind.stored.write({ ...data, replaced: true }));
    await updateForm(tx, form.id, { state: 'withdrawn', nonce: newNonce(), data: put });
    await editFormCard(services, tx, form.id);
  }
}

/**
 * Whether such a form stands open here already: what a double click on a button that opens one must not repeat.
 * @throws form-open
 */
export async function requireNoneOpen(
  { formKinds, log }: Kinds & Pick<ChatServices, 'log'>,
  tx: Tx,
  at: { owner: Person; place: Place },
  { kind, vms }: { kind: string; vms: string },
): Promise<void> {
  const open = await listOpenForms(tx.db, at.owner.objectId, at.place.conversationId);
  const own = formKinds.of({ kind });
  const alike = open.filter((form) => form.kind === kind && form.state === 'open');
  const same = readEach(
    alike,
    (form) => own.vms(parseForm(own, form), form),
    (error, { id }) => log.warn({ error, form: id }, unread),
  ).includes(vms);
  if (same) throw new CodedError('form-open', { vm: vms });
}

/** @throws not-your-form, with the line that opens an own one */
export function requireOwner({ formKinds }: Kinds, form: FormRow, person: Person): void {
  if (form.owner_oid === person.objectId) return;
  const kind = formKinds.of(form);
  const data = parseForm(kind, form);
  throw new CodedError('not-your-form', { name: data.ownerName, ...kind.command(data) });
}

/**
 * The form under lock, if it is this person's and still open.
 * @throws stale-card, confirmed-by-owner, not-your-form, form-expired, already-confirmed
 */
export async function ownForm(services: Kinds, tx: Tx, id: string, person: Person): Promise<FormRow> {
  const form = await lockForm(tx, id);
  if (!form) throw new CodedError('stale-card');
  const kind = services.formKinds.of(form);
  // Who decides may take it for the line that agrees.
  if (form.state === 'done' && form.owner_oid !== person.objectId) {
    throw new CodedError('confirmed-by-owner', { id, name: parseForm(kind, form).ownerName });
  }
  requireOwner(services, form, person);
  if (form.state === 'expired') throw new CodedError('form-expired', kind.command(parseForm(kind, form)));
  // The answer to the first confirmation may be lost, or not have come yet.
  if (form.state === 'done') throw new CodedError('already-confirmed', { id });
  if (form.state !== 'open' && form.state !== 'confirming') throw new CodedError('stale-card');
  return form;
}

/**
 * Changes a form: new data, a new nonce, the card drawn again. While it stays open everyone else goes on seeing that it
 * is filled in, and an edit would take the form itself off its owner's screen.
 */
export async function changeForm<Data extends FormData>(
  services: ChatServices,
  tx: Tx,
  form: FormRow,
  change: { state: FormRow['state']; data?: Data },
): Promise<FormRow> {
  await updateForm(tx, form.id, {
    state: change.state,
    nonce: newNonce(),
    ...(change.data && { data: toJson(services.formKinds.of(form).stored.write(change.data)) }),
  });
  const stays = form.state === 'open' && change.state === 'open' && !(await isOwnChat(tx, form));
  if (!stays) await editFormCard(services, tx, form.id);
  const changed = await findForm(tx.db, form.id);
  if (!changed) throw new Error(`form ${form.id} vanished under its lock`);
  return changed;
}

/**
 * Where what comes of a form goes that may be confirmed from anywhere: there. The thread in which the form stands is one of
 * its own conversation, and no other knows it.
 */
export function formPlace({ conversation_id, thread_id }: FormRow, confirmedIn: Place): Place {
  if (thread_id === null || confirmedIn.conversationId !== conversation_id) return confirmedIn;
  return { ...confirmedIn, threadId: thread_id };
}

async function isOwnChat(tx: Tx, form: FormRow): Promise<boolean> {
  const conversation = await findConversation(tx.db, form.conversation_id);
  return conversation?.person_oid === form.owner_oid;
}
