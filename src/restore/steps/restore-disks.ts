import { stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { resultOf, storedResults, wasRestore } from '../rules/results.ts';
import { findRestore, sendRestore } from './send-restore.ts';

export const restoreDisksStep = restoring('restore-disks');
export const restoreVmStep = restoring('restore-vm');
export const replaceDisksStep = restoring('replace-disks');

/** Restores a recovery point, unless the restore that was to bring out a lost key came to its end: the key was there. */
function restoring(kind: 'restore-disks' | 'restore-vm' | 'replace-disks') {
  return stepOf(restoreRequest, {
    job: 'Restore',
    result: storedResults[kind],

    async needed(_services, { results }) {
      const first = resultOf(results, 'export-key');
      return first && wasRestore(first) ? { kind: 'no', state: 'done', result: first } : { kind: 'yes' };
    },

    send: sendRestore,
    find: findRestore,
  });
}
