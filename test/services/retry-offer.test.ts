import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRestartable } from '../../src/services/retry-offer.ts';
import type { StoredPlan } from '../../src/services/stored-plan.ts';

const restore = (mode: string) => ({ kind: 'restore', choice: { mode } }) as StoredPlan;
const failed = (code: string) => ({ failure: { code, params: {} } });

describe('deallocate and start', () => {
  it('is offered of a machine that was made and does not come up', () => {
    for (const mode of ['rebuild', 'new-vm']) {
      for (const what of [
        'verify-agent-silent',
        'verify-deallocated',
        'verify-not-provisioned',
        'extension-agent-silent',
      ]) {
        assert.equal(isRestartable(restore(mode), failed(`rebuild.${what}`)), true, `${what} of ${mode}`);
      }
    }
  });

  it('is never offered of the original machine, whose disks were replaced', () => {
    assert.equal(isRestartable(restore('replace'), failed('rebuild.verify-agent-silent')), false);
  });

  it('is not offered where there is no machine that it could mend', () => {
    assert.equal(isRestartable(restore('rebuild'), failed('rebuild.verify-gone')), false);
    assert.equal(isRestartable(restore('rebuild'), failed('known-refusal')), false);
  });
});
