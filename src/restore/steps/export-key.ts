import { stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { storedResults } from '../rules/results.ts';
import { namesOf } from '../rules/set-key.ts';
import { findRestore, sendRestore } from './send-restore.ts';

/** Azure's words for a confidential machine whose key, or set, is gone (documented). */
const lost: ReadonlySet<string> = new Set([
  'UserErrorDiskEncryptionSetDoesNotExist',
  'UserErrorDiskEncryptionSetKeyDoesNotExist',
  'UserErrorInputDESKeyDoesNotMatchWithOriginalKey',
]);

/**
 * Where the customer's key of a confidential machine is gone, a restore fails and leaves Azure Backup's copy of the key
 * beside it: what it is sent for. Where nobody can see whether the key is there, it is sent as well, and if it comes to
 * its end it was the restore.
 */
export const exportKeyStep = stepOf(restoreRequest, {
  job: 'Restore',
  result: storedResults['export-key'],
  meantToFail: ({ errors }) => errors.some(({ title }) => lost.has(title)),

  async needed({ azure }, { plan: { plan, target } }) {
    const url = plan.effects.keys.set;
    if (!url) return { kind: 'yes' };
    const { state } = await azure.setKeys.look(url);
    if (state === 'missing' || state === 'unknown') return { kind: 'yes' };
    if (state !== 'disabled') return { kind: 'no' };
    return {
      kind: 'stop',
      failure: { code: 'rebuild.set-key-disabled', params: { vm: target.vmName, ...namesOf(url) } },
    };
  },

  send: sendRestore,
  find: findRestore,
});
