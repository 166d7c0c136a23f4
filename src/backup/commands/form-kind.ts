import { defineFormKind } from '../../chat/form-kind.ts';
import { type BackupForm, backupFormCardOf, storedBackupForm } from '../backup-forms.ts';
import { beginBackup } from './backup.ts';

export const backupFormKind = defineFormKind<BackupForm>({
  name: 'backup',
  stored: storedBackupForm,
  card: backupFormCardOf,
  vms: ({ vms }) => vms.join(', '),
  command: ({ vms }) => ({ command: 'backup', rest: vms.join(' ') }),
  openOwn: (turn, { vms }) => beginBackup(turn, vms),
});
