import { defineFormKind } from '../../chat/form-kind.ts';
import { confirmText, restoreFormCardOf } from '../restore-forms.ts';
import type { RestoreTurn } from '../services.ts';
import { type RestoreForm, storedRestoreForm } from '../stored-form.ts';
import { beginRestore } from './restore.ts';

export const restoreFormKind = defineFormKind<RestoreForm>({
  name: 'restore',
  stored: storedRestoreForm,
  card: restoreFormCardOf,
  vms: ({ vmName }) => vmName,
  command: ({ vmName }) => ({ command: 'restore', rest: vmName }),
  confirmText: (_services, form, reader) => confirmText(form, reader),
  openOwn: (turn: RestoreTurn<'action'>, { vaultName, vmName }) => beginRestore(turn, `${vaultName}/${vmName}`, {}),
});
