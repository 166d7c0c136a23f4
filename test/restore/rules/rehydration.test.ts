import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rehydrationHours, rehydrationOf } from '../../../src/restore/rules/rehydration.ts';

describe('bringing a point back from the archive', () => {
  const archived = { tier: { tier: 'vault-archive' } } as const;

  it('is asked for at the priority that was chosen, for as long as az does', () => {
    assert.deepEqual(rehydrationOf(archived, {}), { priority: 'Standard', days: 15 });
    assert.deepEqual(rehydrationOf(archived, { urgent: false }), { priority: 'Standard', days: 15 });
    assert.deepEqual(rehydrationOf(archived, { urgent: true }), { priority: 'High', days: 15 });
  });

  it('is asked for nothing that lies elsewhere', () => {
    for (const tier of ['snapshot', 'vault-standard', 'unknown', 'none'] as const) {
      assert.equal(rehydrationOf({ tier: { tier } }, { urgent: true }), undefined);
    }
  });

  it('takes up to 15 hours, or one where it is urgent', () => {
    assert.deepEqual([rehydrationHours({ priority: 'Standard' }), rehydrationHours({ priority: 'High' })], [15, 1]);
  });
});
