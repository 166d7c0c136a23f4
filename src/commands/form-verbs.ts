import { CodedError } from '../domain/errors.ts';
import type { Answer } from '../domain/turn.ts';
import { backupFormOf } from '../services/backup-forms.ts';
import { changeForm, demandOwner, ownForm, ownFormCard } from '../services/forms.ts';
import { askFormOf, type StoredAsk } from '../services/protection/ask-forms.ts';
import { policyFormOf } from '../services/protection/policy-forms.ts';
import { protectFormOf } from '../services/protection/protect-forms.ts';
import { restoreFormOf } from '../services/restore-forms.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { beginBackup } from './backup.ts';
import type { Turn, Verb } from './command.ts';
import { beginGrant } from './keyaccess.ts';
import { once } from './once.ts';
import { beginPolicy } from './policy-new.ts';
import { beginProtect } from './protect.ts';
import { beginResume, beginStop, beginUndelete } from './protection.ts';
import { idOf } from './request-of.ts';
import { beginRestore } from './restore.ts';

export const viewForm: Verb = async (turn) => {
  const form = await formOf(turn);
  demandOwner(form, turn.incoming.from);
  return { kind: 'card', card: ownFormCard(turn.services, form, turn.personal), text: '' };
};

/** What the buttons of every form do, whatever it asks for. */
export const formVerbs: Record<string, Verb> = {
  /** For clients that do not refresh, and for a colleague who wants a form of their own. */
  'open-own': async (turn) => {
    const form = await formOf(turn);
    if (form.owner_oid === turn.incoming.from.objectId) {
      return { kind: 'card', card: ownFormCard(turn.services, form, turn.personal), text: '' };
    }
    // Where it was not asked for, its command may not be allowed.
    if (form.conversation_id !== turn.incoming.place.conversationId) throw new CodedError('stale-card');
    if (form.kind === 'backup') return beginBackup(turn, backupFormOf(form).vms);
    const own = ownProtection(turn, form);
    if (own) return own;
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

function ownProtection(turn: Turn<'action'>, form: FormRow): Promise<Answer> | undefined {
  if (form.kind === 'policy') return beginPolicy(turn, policyFormOf(form).vault);
  if (form.kind === 'ask') return askAgain(turn, askFormOf(form).plan);
  if (form.kind !== 'protect') return undefined;
  const { mode, names } = protectFormOf(form);
  return mode === 'resume' ? beginResume(turn, names[0] ?? '', undefined) : beginProtect(turn, { names });
}

function askAgain(turn: Turn<'action'>, { kind, target }: StoredAsk): Promise<Answer> {
  const name = target.vaultName === '' ? target.vmId : `${target.vaultName}/${target.vmName}`;
  if (kind === 'stop-protection') return beginStop(turn, name, undefined);
  return kind === 'undelete' ? beginUndelete(turn, name, undefined) : beginGrant(turn, name, undefined);
}

async function formOf(turn: Turn<'action'>): Promise<FormRow> {
  const form = await findForm(turn.services.store.db, idOf(turn));
  if (!form) throw new CodedError('stale-card');
  return form;
}
