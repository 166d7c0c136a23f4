import { atVault } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { cancelRefusal } from '../../requests/rules/cancellable.ts';
import { cancelChange } from '../cards/cancel-change.ts';
import { cancelByHand } from '../rules/cancel-by-hand.ts';
import { storedCancel } from '../rules/stored-cancel.ts';

/** A running job is asked to stop. */
export const cancelRequest = defineRequestKind({
  name: 'cancel',
  stored: storedCancel,
  stepKinds: ['cancel-job'],
  needs: ({ plan }) => plan.needs,

  async replan({ azure, inventory }, { target, plan, job }) {
    const vault = await inventory.vault(target.vaultId);
    const facts = await azure.jobs.get(vault, job.id);
    if (!facts) return { kind: 'moved', failure: { code: 'job-not-found', params: { id: job.id } } };
    const refusal = cancelRefusal(facts);
    return refusal ? { kind: 'refused', failure: refusal } : { kind: 'same', needs: plan.needs };
  },

  subject({ target, plan, job }) {
    const { vmName: vm, vaultName: vault } = target;
    const { id: jobId, operation, requestId } = job;
    const ofRequest = requestId && { ofRequest: requestId };
    return { change: cancelChange({ vm, vault, operation, jobId, ...ofRequest, hash: plan.hash }) };
  },

  ownNeeds: (plan) => atVault(plan, 'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action'),
  lifecycle: { cancellable: false },
  byHand: { lines: (_services, { target, job }) => cancelByHand(target.vaultId, job.id) },
});
