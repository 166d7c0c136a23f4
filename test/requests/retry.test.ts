import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { isRestartable } from '../../src/requests/retry.ts';
import type { StoredPlan } from '../../src/requests/stored-request.ts';

const kinds = createRequestKinds(requestKinds);
const restore = (mode: string) =>
  ({ kind: 'restore', choice: { mode }, plan: { target: { vmId: '/vm' } } }) as unknown as StoredPlan;
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
        assert.equal(isRestartable(kinds, restore(mode), failed(`rebuild.${what}`)), true, `${what} of ${mode}`);
      }
    }
  });

  it('is never offered of the original machine, whose disks were replaced', () => {
    assert.equal(isRestartable(kinds, restore('replace'), failed('rebuild.verify-agent-silent')), false);
  });

  it('is not offered where there is no machine that it could mend', () => {
    assert.equal(isRestartable(kinds, restore('rebuild'), failed('rebuild.verify-gone')), false);
    assert.equal(isRestartable(kinds, restore('rebuild'), failed('known-refusal')), false);
  });
});
