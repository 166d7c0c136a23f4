import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RecoveryPointFacts, Tier } from '../../../src/kernel/facts.ts';
import {
  backupTrouble,
  isFailing,
  isInVault,
  isReady,
  shownTiers,
  usableTier,
} from '../../../src/machines/rules/item-state.ts';
import { point } from './machines.ts';
import { item } from './protected-item.ts';

type Entry = RecoveryPointFacts['tiers'][number];
const at = (tier: Tier, status: Entry['status'] = 'valid'): Entry => ({ tier, status });
const tierOf = (tiers: Entry[], asManagedDisks = true, ...elsewhere: boolean[]) =>
  usableTier(point({ tiers }), asManagedDisks, ...elsewhere).tier;

const snapshot = at('snapshot');
const vault = at('vault-standard');
const archive = at('vault-archive');

describe('the tier that Azure restores from', () => {
  it('is the snapshot for managed disks, else the copy in the vault, else the archive', () => {
    assert.equal(tierOf([vault, snapshot]), 'snapshot');
    assert.equal(tierOf([vault, snapshot], false), 'vault-standard');
    assert.equal(tierOf([snapshot], false), 'snapshot', 'where there is nothing else');
    assert.equal(tierOf([snapshot, archive], false), 'snapshot');
    assert.equal(tierOf([vault, archive]), 'vault-standard');
    assert.equal(tierOf([archive]), 'vault-archive');
  });

  it('is the copy in the vault for another zone or subscription', () => {
    assert.equal(tierOf([snapshot, vault], true, true), 'vault-standard');
    assert.equal(tierOf([snapshot], true, true), 'snapshot', 'which is then refused by what is asked');
    assert.equal(tierOf([archive], true, true), 'vault-archive');
  });

  it('is the vault once a point is back from the archive, whichever entry says so', () => {
    assert.equal(tierOf([at('vault-archive', 'rehydrated')]), 'vault-standard');
    assert.equal(tierOf([at('vault-standard', 'rehydrated'), archive]), 'vault-standard');
    assert.equal(tierOf([snapshot, at('vault-archive', 'rehydrated')], false), 'vault-standard');
    assert.equal(tierOf([snapshot, at('vault-archive', 'rehydrated')]), 'snapshot');
    assert.equal(tierOf([at('snapshot', 'rehydrated')]), 'none', 'a snapshot never was there');
  });

  it('is not known of a point of before tiers, nor where a status is; and none where all are gone', () => {
    assert.equal(tierOf([]), 'unknown');
    assert.equal(tierOf([at('snapshot', 'deleted'), at('vault-standard', 'unknown')]), 'unknown');
    assert.equal(tierOf([at('snapshot', 'unknown'), archive]), 'vault-archive', 'what is known goes before it');
    for (const status of ['disabled', 'deleted', 'invalid'] as const) {
      assert.equal(tierOf([at('snapshot', status), at('vault-standard', status), at('vault-archive', status)]), 'none');
    }
  });

  const anyEntries = fc.array(
    fc.record<Entry>({
      tier: fc.constantFrom('snapshot', 'vault-standard', 'vault-archive'),
      status: fc.constantFrom('valid', 'disabled', 'deleted', 'rehydrated', 'invalid', 'unknown'),
    }),
    { maxLength: 4 },
  );
  it('is always one that the point is in, in whatever order Azure lists them', () => {
    fc.assert(
      fc.property(anyEntries, fc.boolean(), fc.boolean(), (tiers, managed, elsewhere) => {
        const tier = tierOf(tiers, managed, elsewhere);
        assert.equal(tierOf(tiers.toReversed(), managed, elsewhere), tier);
        if (tier !== 'unknown' && tier !== 'none') assert.ok(shownTiers({ tiers }).includes(tier));
        else assert.ok(!tiers.some(({ status }) => status === 'valid'));
      }),
    );
  });
});

describe('a restore from a tier', () => {
  it('begins at once unless the point is in the archive or nowhere', () => {
    const ready = (['snapshot', 'vault-standard', 'unknown'] as const).map((tier) => isReady({ tier }));
    assert.deepEqual(ready, [true, true, true]);
    assert.deepEqual([isReady({ tier: 'vault-archive' }), isReady({ tier: 'none' })], [false, false]);
  });
});

describe('the tiers of a point', () => {
  it('count as in the vault only by a copy that is there by itself', () => {
    assert.ok(isInVault({ tiers: [snapshot, vault] }));
    for (const tiers of [
      [],
      [snapshot],
      [archive],
      [at('vault-standard', 'rehydrated')],
      [at('vault-standard', 'deleted')],
    ]) {
      assert.ok(!isInVault({ tiers }));
    }
  });

  it('are shown each once: what came back from the archive is in the vault, and what is gone is in none', () => {
    assert.deepEqual(shownTiers({ tiers: [snapshot, vault, at('vault-archive', 'rehydrated')] }), [
      'snapshot',
      'vault-standard',
    ]);
    assert.deepEqual(shownTiers({ tiers: [at('snapshot', 'deleted'), archive] }), ['vault-archive']);
    assert.deepEqual(shownTiers({ tiers: [at('vault-standard', 'unknown')] }), []);
  });
});

describe('trouble with a backup', () => {
  it('is what makes it fail, not what is stopped on purpose or still to come', () => {
    const cases = [
      [{}, undefined, false],
      [{ lastBackupStatus: 'Failed' }, 'last-failed', true],
      [{ health: 'ActionRequired' }, 'unhealthy', true],
      [{ protectionState: 'ProtectionError' }, 'unhealthy', true],
      [{ protectionState: 'ProtectionStopped', lastBackupStatus: 'Failed' }, 'stopped', false],
      [{ protectionState: 'IRPending', lastBackupStatus: '' }, 'no-backup-yet', false],
      [{ softDeleted: true }, 'deleted', false],
    ] as const;
    for (const [change, trouble, failing] of cases) {
      assert.equal(backupTrouble({ ...item, ...change }), trouble);
      assert.equal(isFailing({ ...item, ...change }), failing);
    }
  });
});
