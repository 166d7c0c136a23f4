import { defineFormKind } from '../../chat/form-kind.ts';
import { type BackupForm, backupFormCardOf, backupFormOf } from '../backup-forms.ts';
import { beginBackup } from './backup.ts';

export const backupFormKind = defineFormKind<BackupForm>({
  name: 'backup',
  read: backupFormOf,
  card: backupFormCardOf,
  vms: ({ vms }) => vms.join(', '),
  command: ({ vms }) => ({ command: 'backup', rest: vms.join(' ') }),
  openOwn: (turn, { vms }) => beginBackup(turn, vms),
});
