import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isRebuilt,
  joinsOriginal,
  makesMachine,
  restoreKinds,
  toRestoreChoice,
} from '../../../src/restore/rules/restore-kinds.ts';
import { encryptionSet, subnet } from './plan-facts.ts';

const those = (is: (make: (typeof restoreKinds)[number]) => boolean) => restoreKinds.filter(is);

describe('what a restore is to make', () => {
  it('is a machine with a name, one that Strongroom deploys, or one where the original is', () => {
    assert.deepEqual(those(makesMachine), ['isolated', 'quarantine', 'beside', 'in-place', 'new-vm']);
    assert.deepEqual(those(isRebuilt), ['isolated', 'quarantine', 'beside', 'in-place']);
    assert.deepEqual(those(joinsOriginal), ['beside', 'in-place']);
  });

  it('is no more than the way and the network where nothing else is chosen', () => {
    assert.deepEqual(
      restoreKinds.map((make) => toRestoreChoice({ make })),
      [
        { mode: 'rebuild', network: 'isolated' },
        { mode: 'rebuild', network: 'quarantine' },
        { mode: 'rebuild', network: 'beside' },
        { mode: 'rebuild', network: 'in-place' },
        { mode: 'new-vm', network: 'isolated' },
        { mode: 'replace' },
        { mode: 'disks' },
      ],
    );
  });

  it('takes all that is chosen where Strongroom deploys the machine', () => {
    const luns = [0, 2];
    const wish = {
      name: 'copy',
      size: 'Standard_D4s_v5',
      zone: '2',
      luns,
      extension: true,
      set: encryptionSet,
      subnet,
    };
    assert.deepEqual(toRestoreChoice({ make: 'in-place', ...wish, urgent: true }), {
      mode: 'rebuild',
      network: 'in-place',
      names: { vm: 'copy' },
      size: 'Standard_D4s_v5',
      zone: '2',
      luns,
      adeExtension: true,
      diskEncryptionSetId: encryptionSet,
      subnetId: subnet,
      urgent: true,
    });
  });

  it('never takes a subnet where it is to be apart, whatever a form still holds', () => {
    for (const make of those((one) => !joinsOriginal(one)))
      assert.equal(toRestoreChoice({ make, name: 'copy', subnet }).subnetId, undefined, make);
  });

  it('hurries back from the archive whatever is made of it', () => {
    for (const make of restoreKinds) assert.equal(toRestoreChoice({ make, urgent: true }).urgent, true, make);
    assert.deepEqual(toRestoreChoice({ make: 'disks', urgent: false, extension: false }), { mode: 'disks' });
  });
});
