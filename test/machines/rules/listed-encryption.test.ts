import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VmFacts } from '../../../src/kernel/facts.ts';
import { isEncrypted, listedEncryption } from '../../../src/machines/rules/listed-encryption.ts';
import { disk, keys, vm } from './machines.ts';

/** A machine as a list of VMs carries it: without instance view. */
function listed(over: Partial<VmFacts> = {}): VmFacts {
  const { instanceDisks: _, ...rest } = vm({ power: 'unknown', agentReady: 'unknown', ...over });
  return rest;
}

const plain = [disk('os'), disk('data')];

describe('encryption as lists tell it', () => {
  it('is proven by what disks and VM model carry', () => {
    const ade = { enabled: true, version: '1.1', keys: keys(true) };
    assert.equal(listedEncryption(listed(), [disk('os', { ade }), disk('data')]), 'ade-bek-kek');
    const customer = [disk('os', { encryptionType: 'customer-key' }), disk('data')];
    assert.equal(listedEncryption(listed(), customer), 'cmk');
    assert.equal(listedEncryption(listed({ encryptionAtHost: 'yes' }), plain), 'host');
    const dual = listed({ osEncryptionSettings: { enabled: true, keys: keys(false) } });
    assert.equal(listedEncryption(dual, plain), 'ade-bek');
  });

  it('is never ruled out by a list', () => {
    assert.equal(listedEncryption(listed(), plain), 'unknown');
    assert.equal(listedEncryption(listed(), []), 'unknown');
    assert.equal(isEncrypted('unknown'), false);
    assert.equal(isEncrypted('pmk'), false);
    assert.equal(isEncrypted('ade'), true);
  });
});
