import { sharedReader } from '../access/contacts.ts';
import { texts } from '../i18n/texts.ts';
import { type CardJson, type MessageBody, newNonce, type Person, type Place, type Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { NewerStoredError, readEach, StoredError } from '../kernel/stored.ts';
import { newId } from '../requests/create.ts';
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
import { toJson } from '../store/rows.ts';
import type { Tx } from '../store/transaction.ts';
import { withDialogButton } from '../ui/button.ts';
import { type FormBusyCard, formBusyCard, formBusyText, formFoldedCard, formFoldedText } from './cards/form.ts';
import { isDeferredFor } from './deferred-commands.ts';
import { once } from './idempotency.ts';
import { requireRequestId } from './targets.ts';
import { type ChatServices, type FormData, foldedForm, parseForm, type Turn, type Verb } from './turn.ts';

/** World time after which an unfinished form expires. */
const formMs = 15 * 60_000;

type Parts = Pick<ChatServices, 'approvers' | 'clock' | 'config' | 'requestKinds' | 'formKinds'>;

type Kinds = Pick<ChatServices, 'formKinds'>;

const unread = 'a form cannot be read';

export type NewForm = { kind: string; state: 'open' | 'confirming'; data: FormData };

/** The card that its owner sees. */
export function ownFormCard(services: Parts, form: FormRow, reader: Reader): CardJson {
  if (form.state === 'open' || form.state === 'confirming') {
    const title = texts(reader.language).t('cards.button.as-dialog');
    const card = services.formKinds.of(form).card(services, form, reader);
    return withDialogButton(card, { verb: 'view-form', id: form.id, nonce: form.nonce, title });
  }
  return formFoldedCard(foldedForm(services.formKinds, form), reader);
}

/**
 * The message that everyone sees: while the form is filled in, who is doing that (its owner's client asks for the form
 * itself); then, for a restore, the plan, which only its owner can confirm; and in the end one line. In a personal chat
 * the form itself is there at once.
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

/** One line about a form that is being filled in, with the button that opens it as a dialog. */
function busyForm({ formKinds }: Kinds, form: FormRow): FormBusyCard {
  const kind = formKinds.of(form);
  const data = parseForm(kind, form);
  return {
    id: form.id,
    nonce: form.nonce,
    owner: data.ownerName,
    vm: kind.vms(data, form) || kind.name,
    line: kind.command(data),
    refreshFor: [data.ownerTeamsId],
  };
}

/** Draws the form's card again from its row. @throws NewerStoredError, stored.unreadable */
async function editFormCard(services: Parts, tx: Tx, id: string): Promise<void> {
  const form = await findForm(tx.db, id);
  if (!form?.card_message_id) return;
  const body = await formBody(services, tx, form);
  // Otherwise the message went with the chat of somebody who was erased.
  if (tx.posted(form.card_message_id) || (await findMessage(tx.db, form.card_message_id))) {
    tx.edit(form.card_message_id, body);
  }
}

/** Opens a form, or a plan to confirm, and posts its card. */
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
  await closeOldest(services, tx, form);
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

/** Closes the oldest forms, so that a new one is never refused; their cards say so. */
async function closeOldest(services: ChatServices, tx: Tx, opened: FormRow): Promise<void> {
  await lockPerson(tx, opened.owner_oid);
  const read = (form: FormRow) => {
    const kind = services.formKinds.of(form);
    const data = parseForm(kind, form);
    return { form, kind, data, about: `${form.kind} ${kind.vms(data, form)}` };
  };
  const rows = await lockOpenForms(tx, opened.owner_oid);
  // An unreadable form is left to expire.
  const open = readEach(rows, read, (error, { id }) => services.log.warn({ error, form: id }, unread));
  for (const { form, kind, data } of formsToClose(open, read(opened).about)) {
    const put = toJson(kind.stored.write({ ...data, replaced: true }));
    await updateForm(tx, form.id, { state: 'withdrawn', nonce: newNonce(), data: put });
    await editFormCard(services, tx, form.id);
  }
}

/**
 * Checks that no such form is open here, so that a double click does not open two.
 * @param isSame tells forms apart that name the same machines: whoever is sent to an open form must not find another
 * change there, or a namesake
 * @throws form-open
 */
export async function requireNoneOpen<Data extends FormData>(
  { formKinds, log }: Kinds & Pick<ChatServices, 'log'>,
  tx: Tx,
  at: { owner: Person; place: Place },
  { kind, vms, isSame = () => true }: { kind: string; vms: string; isSame?: (data: Data) => boolean },
): Promise<void> {
  const open = await listOpenForms(tx.db, at.owner.objectId, at.place.conversationId);
  const own = formKinds.of({ kind });
  const alike = open.filter((form) => form.kind === kind && form.state === 'open');
  const same = readEach(
    alike,
    (form) => {
      const data = parseForm(own, form);
      return own.vms(data, form) === vms && isSame(data as Data);
    },
    (error, { id }) => log.warn({ error, form: id }, unread),
  );
  if (same.includes(true)) throw new CodedError('form-open', { vm: vms });
}

/** @throws not-your-form, with the line that opens one's own */
function requireOwner({ formKinds }: Kinds, form: FormRow, person: Person): void {
  if (form.owner_oid === person.objectId) return;
  const kind = formKinds.of(form);
  const data = parseForm(kind, form);
  throw new CodedError('not-your-form', { name: data.ownerName, ...kind.command(data) });
}

/**
 * Locks the form, if it is this person's and still open.
 * @throws stale-card, confirmed-by-owner, not-your-form, form-expired, already-confirmed
 */
export async function ownForm(services: Kinds, tx: Tx, id: string, person: Person): Promise<FormRow> {
  const form = await lockForm(tx, id);
  if (!form) throw new CodedError('stale-card');
  const kind = services.formKinds.of(form);
  // An approver may take `confirm` for the line that approves.
  if (form.state === 'done' && form.owner_oid !== person.objectId) {
    throw new CodedError('confirmed-by-owner', { id, name: parseForm(kind, form).ownerName });
  }
  requireOwner(services, form, person);
  if (form.state === 'expired') throw new CodedError('form-expired', kind.command(parseForm(kind, form)));
  // The answer to the first confirmation may be lost or still on its way.
  if (form.state === 'done') throw new CodedError('already-confirmed', { id });
  if (form.state !== 'open' && form.state !== 'confirming') throw new CodedError('stale-card');
  return form;
}

/**
 * Changes a form: new data, a new nonce, the card drawn again. While it stays open, everyone else still sees the same
 * line, and an edit would take the form off its owner's screen.
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
 * The place for the result of a form: where it was confirmed, which may be anywhere. The form's thread belongs to its
 * own conversation, and no other knows it.
 */
export function formPlace({ conversation_id, thread_id }: FormRow, confirmedIn: Place): Place {
  if (thread_id === null || confirmedIn.conversationId !== conversation_id) return confirmedIn;
  return { ...confirmedIn, threadId: thread_id };
}

async function isOwnChat(tx: Tx, form: FormRow): Promise<boolean> {
  const conversation = await findConversation(tx.db, form.conversation_id);
  return conversation?.person_oid === form.owner_oid;
}

/** Folds a form that nobody finished to one line, so that the thread stays tidy. */
export async function expireForm(services: ChatServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const form = await lockForm(tx, id);
    if (form?.state !== 'open' && form?.state !== 'confirming') return;
    if (tx.now() < form.expires_at) return tx.wake('timer', `form:${id}`, form.expires_at);
    // Its owner was told that their click is deferred until a role is active, which may take longer.
    if (await isDeferredFor(tx.db, form, tx.now()))
      return tx.wake('timer', `form:${id}`, new Date(tx.now().getTime() + formMs));
    await updateForm(tx, id, { state: 'expired' });
    try {
      await editFormCard(services, tx, id);
    } catch (error) {
      if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
      // Its card stays as it is; a click on it is told.
      services.log.warn({ error, form: id }, 'a form that cannot be read has expired');
    }
  });
}

/** Open forms of one person about one thing: one more than a double tap on a slow phone makes. */
export const mostFormsPerSubject = 3;
/** Open forms of one person in all; a form expires after 15 minutes anyhow. */
export const mostOpenForms = 10;

/**
 * Open forms of a person that make room for one more.
 * @param open newest first; about: the form's subject
 */
export function formsToClose<Form extends { about: string }>(open: readonly Form[], about: string): Form[] {
  const same = open.filter((form) => form.about === about).slice(mostFormsPerSubject - 1);
  const rest = open.filter((form) => !same.includes(form));
  return [...same, ...rest.slice(mostOpenForms - 1)];
}

export const viewForm: Verb = async (turn) => {
  const form = await formOf(turn);
  requireOwner(turn.services, form, turn.incoming.from);
  const { refresh, phone } = turn.incoming;
  // A phone's app would show the form and send nothing from it. There it opens as a dialog, from the line that everyone
  // sees.
  if (refresh && phone && form.state === 'open') {
    return {
      kind: 'card',
      card: formBusyCard({ ...busyForm(turn.services, form), own: true }, turn.personal),
      text: '',
    };
  }
  return { kind: 'card', card: ownFormCard(turn.services, form, turn.personal), text: '' };
};

/** The buttons that every form has. */
export const formVerbs: Record<string, Verb> = {
  /** For clients that do not refresh, and for a colleague who wants a form of their own. */
  'open-own': async (turn) => {
    const { services, incoming, personal } = turn;
    const form = await formOf(turn);
    if (form.owner_oid === incoming.from.objectId) {
      return { kind: 'card', card: ownFormCard(services, form, personal), text: '' };
    }
    // In another conversation its command may not be allowed.
    if (form.conversation_id !== incoming.place.conversationId) throw new CodedError('stale-card');
    const kind = services.formKinds.of(form);
    return kind.openOwn(turn, parseForm(kind, form));
  },

  'form-cancel': (turn) =>
    once(turn, async (tx) => {
      const form = await ownForm(turn.services, tx, requireRequestId(turn), turn.incoming.from);
      const changed = await changeForm(turn.services, tx, form, { state: 'withdrawn' });
      return { kind: 'card', card: ownFormCard(turn.services, changed, turn.personal), text: '' };
    }),
};

async function formOf(turn: Turn<'action'>): Promise<FormRow> {
  const form = await findForm(turn.services.store.db, requireRequestId(turn));
  if (!form) throw new CodedError('stale-card');
  return form;
}
