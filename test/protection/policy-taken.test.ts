import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policyTaken } from '../../src/protection/replan-item.ts';
import { nightly } from './rules/policies.ts';

const taken = (there: object | undefined) => {
  const services = {
    azure: { policies: { get: async () => there } },
    inventory: { vault: async () => ({ name: 'rsv' }) },
  } as unknown as Parameters<typeof policyTaken>[0];
  return policyTaken(services, { vaultId: '/vaults/rsv' }, { name: 'hold-nightly', body: nightly });
};

describe('the name of a policy that keeps longer', () => {
  it('that another policy has meanwhile is mended by asking again, which takes a free name', async () => {
    const params = { vault: 'rsv', policy: 'hold-nightly' };
    assert.deepEqual(await taken({ ...nightly, retention: { daily: { count: 7 } } }), {
      code: 'protection.raised-there',
      params,
    });
  });

  it('is free, or its own already', async () => {
    assert.equal(await taken(undefined), undefined);
    assert.equal(await taken(nightly), undefined);
  });
});
