import { CodedError } from '../domain/errors.ts';
import { backupFormOf } from '../services/backup-forms.ts';
import { changeForm, demandOwner, ownForm, ownFormCard } from '../services/forms.ts';
import { restoreFormOf } from '../services/restore-forms.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { beginBackup } from './backup.ts';
import type { Turn, Verb } from './command.ts';
import { once } from './once.ts';
import { idOf } from './request-of.ts';
import { beginRestore } from './restore.ts';

/** What the buttons of every form do, whatever it asks for. */
export const formVerbs: Record<string, Verb> = {
  /** A refresh is answered for whoever asks, and changes nothing. */
  'view-form': async (turn) => {
    const form = await formOf(turn);
    demandOwner(form, turn.incoming.from);
    return { kind: 'card', card: ownFormCard(turn.services, form, turn.personal), text: '' };
  },

  /** For clients that do not refresh, and for a colleague who wants a form of their own. */
  'open-own': async (turn) => {
    const form = await formOf(turn);
    if (form.owner_oid === turn.incoming.from.objectId) {
      return { kind: 'card', card: ownFormCard(turn.services, form, turn.personal), text: '' };
    }
    if (form.kind === 'backup') return beginBackup(turn, backupFormOf(form).vms);
    const { vaultName, vmName } = restoreFormOf(form);
    return beginRestore(turn, `${vaultName}/${vmName}`, {});
  },

  'form-cancel': (turn) =>
    once(turn, async (tx) => {
      const form = await ownForm(tx, idOf(turn), turn.incoming.from);
      const changed = await changeForm(turn.services, tx, form, { state: 'withdrawn' });
      return { kind: 'card', card: ownFormCard(turn.services, changed, turn.personal), text: '' };
    }),
};

async function formOf(turn: Turn<'action'>): Promise<FormRow> {
  const form = await findForm(turn.services.store.db, idOf(turn));
  if (!form) throw new CodedError('stale-card');
  return form;
}
