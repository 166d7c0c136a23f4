import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  lockedAnywhere,
  lockedWarnings,
  missingOpenings,
  type UnlockedInside,
} from '../../../src/drills/rules/unlocking.ts';

const linux: UnlockedInside = { vm: 'web-01', osType: 'Linux', ade: 'yes', isDualPass: false, disks: 2 };
const codes = (change: Partial<UnlockedInside>, openings: string[] = []) =>
  lockedWarnings({ ...linux, ...change }, openings).map(({ code }) => code);

describe('what unlocking inside a copy needs', () => {
  it('is the key vault and storage, and Entra for dual pass, by tag of everywhere or of a region', () => {
    assert.deepEqual(missingOpenings([], false), ['AzureKeyVault', 'Storage']);
    assert.deepEqual(missingOpenings(['azurekeyvault', 'Storage.WestEurope'], false), []);
    assert.deepEqual(missingOpenings(['AzureKeyVault', 'Storage'], true), ['AzureActiveDirectory']);
  });

  it('is reached by a tag of all that Azure has, and of all there is', () => {
    for (const tag of ['AzureCloud', 'AzureCloud.WestEurope', 'Internet'])
      assert.deepEqual(missingOpenings([tag], true), []);
  });

  it('is not told as missing where a private endpoint or an address may lead there', () => {
    const endpoint = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/kv';
    assert.deepEqual(missingOpenings([endpoint], false), []);
    assert.deepEqual(missingOpenings(['10.0.0.4/32'], false), []);
  });

  it('is warned of for encrypted data disks of Linux, and where nobody knows that it is neither', () => {
    assert.deepEqual(lockedWarnings(linux, ['AzureKeyVault']), [
      { code: 'drill-may-stay-locked', params: { vm: 'web-01', names: 'Storage' } },
    ]);
    assert.deepEqual(codes({ osType: 'unknown', ade: 'unknown' }), ['drill-may-stay-locked']);
    assert.deepEqual(codes({}, ['AzureKeyVault', 'Storage']), []);
    for (const other of [{ osType: 'Windows' }, { ade: 'no' }, { disks: 1 }] as const)
      assert.deepEqual(codes(other), []);
  });

  it('is warned of for a definition whatever its machines are', () => {
    assert.deepEqual(
      lockedAnywhere(['Storage']).map(({ params }) => params.names),
      ['AzureKeyVault'],
    );
    assert.deepEqual(lockedAnywhere(['Storage', 'AzureKeyVault']), []);
  });
});
