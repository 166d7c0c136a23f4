import { defineFormKind } from '../../chat/form-kind.ts';
import { confirmText, type RestoreForm, restoreFormCardOf, restoreFormOf } from '../restore-forms.ts';
import { beginRestore } from './restore.ts';

export const restoreFormKind = defineFormKind<RestoreForm>({
  name: 'restore',
  read: restoreFormOf,
  card: restoreFormCardOf,
  vms: ({ vmName }) => vmName,
  command: ({ vmName }) => ({ command: 'restore', rest: vmName }),
  confirmText: (_services, form, reader) => confirmText(form, reader),
  openOwn: (turn, { vaultName, vmName }) => beginRestore(turn, `${vaultName}/${vmName}`, {}),
});
