import { stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { resultOf, wasRestore } from '../rules/results.ts';
import { findRestore, sendRestore } from './send-restore.ts';

/** Restores a recovery point, unless the restore that was to bring out a lost key came to its end: the key was there. */
export const restoreDisksStep = stepOf(restoreRequest, {
  job: 'Restore',

  async needed(_services, { results }) {
    const first = resultOf(results, 'export-key');
    return first && wasRestore(first) ? { kind: 'no', state: 'done', result: first } : { kind: 'yes' };
  },

  send: sendRestore,
  find: findRestore,
});
