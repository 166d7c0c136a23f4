import { CodedError } from '../kernel/errors.ts';
import { requireRequestId } from '../requests/request-of.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { formBusyCard } from './cards/form-busy.ts';
import { parseForm } from './form-kind.ts';
import { busyForm, changeForm, ownForm, ownFormCard, requireOwner } from './forms.ts';
import { once } from './idempotency.ts';
import type { Turn, Verb } from './turn.ts';

export const viewForm: Verb = async (turn) => {
  const form = await formOf(turn);
  requireOwner(turn.services, form, turn.incoming.from);
  const { refresh, phone } = turn.incoming;
  // The app of a phone would show it and send nothing: there it opens as a dialog, from the one line that all see.
  if (refresh && phone && form.state === 'open') {
    return {
      kind: 'card',
      card: formBusyCard({ ...busyForm(turn.services, form), own: true }, turn.personal),
      text: '',
    };
  }
  return { kind: 'card', card: ownFormCard(turn.services, form, turn.personal), text: '' };
};

/** What the buttons of every form do, whatever it asks for. */
export const formVerbs: Record<string, Verb> = {
  /** For clients that do not refresh, and for a colleague who wants a form of their own. */
  'open-own': async (turn) => {
    const { services, incoming, personal } = turn;
    const form = await formOf(turn);
    if (form.owner_oid === incoming.from.objectId) {
      return { kind: 'card', card: ownFormCard(services, form, personal), text: '' };
    }
    // Where it was not asked for, its command may not be allowed.
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
