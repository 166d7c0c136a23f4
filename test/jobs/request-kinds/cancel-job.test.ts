import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planCancel } from '../../../src/jobs/request-kinds/cancel-job.ts';

const job = {
  vaultId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod',
  id: '6F2D5A3E-9B1C-4C0E-8A55-0D6B2C8F1E77',
};

describe('the plan to cancel', () => {
  it('names one job of one vault', () => {
    assert.equal(planCancel({ ...job, id: job.id.toLowerCase() }).hash, planCancel(job).hash);
    assert.notEqual(planCancel({ ...job, id: 'other' }).hash, planCancel(job).hash);
  });
});
