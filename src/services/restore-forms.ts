import { formBusyCard, formBusyText } from '../cards/form-busy.ts';
import { formFoldedCard, formFoldedText } from '../cards/form-folded.ts';
import { restoreConfirmCard, restoreConfirmText } from '../cards/restore-confirm.ts';
import { type RestoreFormCard, restoreFormCard } from '../cards/restore-form.ts';
import type { CardJson, MessageBody, Reader } from '../domain/turn.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { findPerson } from '../store/people.ts';
import type { Tx } from '../store/transaction.ts';
import { revivePlanView } from './plan-view.ts';
import { sharedReader } from './readers.ts';
import type { Services } from './services.ts';
import type { StoredRestore } from './stored-plan.ts';

/** What a form of a restore keeps between its clicks. Points are kept as they were offered. */
export type RestoreForm = {
  ownerName: string;
  ownerTeamsId: string;
  vmName: string;
  vaultId: string;
  vaultName: string;
  itemId: string;
  target: RestoreFormCard['target'];
  points: RestoreFormCard['points'];
  reason?: string;
  chosen?: string;
  /** Once a point and a reason are chosen: what is to be confirmed. */
  plan?: StoredRestore;
};

export function dataOf(form: FormRow): RestoreForm {
  const data = form.data as RestoreForm;
  return { ...data, points: data.points.map((point) => ({ ...point, at: new Date(point.at) })) };
}

/** What its owner sees. */
export function ownFormCard(
  services: Pick<Services, 'clock' | 'config'>,
  form: FormRow,
  reader: Reader,
  problem?: string,
): CardJson {
  const data = dataOf(form);
  const common = { id: form.id, nonce: form.nonce, now: services.clock.now(), owner: data.ownerName };
  if (form.state === 'confirming' && data.plan) {
    return restoreConfirmCard(
      {
        ...common,
        reason: data.reason ?? '',
        plan: revivePlanView(data.plan.view),
        decideMs: services.config.decideMinutes * 60_000,
      },
      reader,
    );
  }
  if (form.state !== 'open') return foldedCard(form, reader);
  return restoreFormCard(
    {
      ...common,
      vm: data.vmName,
      vault: data.vaultName,
      points: data.points,
      target: data.target,
      ...(data.chosen !== undefined && { chosen: data.chosen }),
      ...(data.reason !== undefined && { reason: data.reason }),
      ...(problem !== undefined && { problem }),
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}

/**
 * What everyone sees: while it is filled in, who is at it (its owner's client asks for the form itself); then the plan,
 * which only its owner can confirm; and in the end one line. In a personal chat the form stands there at once.
 */
export async function formBody(
  services: Pick<Services, 'clock' | 'config'>,
  tx: Tx,
  form: FormRow,
): Promise<MessageBody> {
  const data = dataOf(form);
  const reader = await sharedReader(services, tx.db, form.conversation_id);
  if (form.state === 'confirming' && data.plan) {
    const view = { id: form.id, owner: data.ownerName, plan: revivePlanView(data.plan.view) };
    return { text: restoreConfirmText(view, reader), card: ownFormCard(services, form, reader) };
  }
  if (form.state !== 'open') {
    const folded = { how: howOf(form), id: form.id, owner: data.ownerName, vm: data.vmName } as const;
    return { text: formFoldedText(folded, reader), card: formFoldedCard(folded, reader) };
  }
  const busy = {
    id: form.id,
    nonce: form.nonce,
    owner: data.ownerName,
    vm: data.vmName,
    refreshFor: [data.ownerTeamsId],
  };
  const personal = (await chatOwner(tx, form.conversation_id)) === form.owner_oid;
  return {
    text: formBusyText(busy, reader),
    card: personal ? ownFormCard(services, form, reader) : formBusyCard(busy, reader),
  };
}

/** Draws the form's card again from its row. */
export async function editFormCard(services: Pick<Services, 'clock' | 'config'>, tx: Tx, id: string): Promise<void> {
  const form = await findForm(tx.db, id);
  if (!form?.card_message_id) return;
  tx.edit(form.card_message_id, await formBody(services, tx, form));
}

function foldedCard(form: FormRow, reader: Reader): CardJson {
  const data = dataOf(form);
  return formFoldedCard({ how: howOf(form), id: form.id, owner: data.ownerName, vm: data.vmName }, reader);
}

function howOf({ state }: FormRow): 'submitted' | 'cancelled' | 'expired' {
  if (state === 'done') return 'submitted';
  return state === 'withdrawn' ? 'cancelled' : 'expired';
}

async function chatOwner(tx: Tx, conversationId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('conversations')
    .select('person_oid')
    .where('id', '=', conversationId)
    .executeTakeFirst();
  return row?.person_oid ? (await findPerson(tx.db, row.person_oid))?.oid : undefined;
}
