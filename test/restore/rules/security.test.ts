import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  lacksHostEncryption,
  securityOf,
  securityProfileOf,
  stateEncryptionOf,
} from '../../../src/restore/rules/security.ts';
import { point, vm } from '../../machines/rules/machines.ts';

const trusted = vm({ securityType: 'TrustedLaunch', uefi: { secureBoot: true, vTpm: true } });

describe('what protects a machine beside its disks', () => {
  it('is what the original has', () => {
    assert.deepEqual(securityOf(vm(), point()), []);
    assert.deepEqual(securityOf(vm({ encryptionAtHost: 'yes' }), point()), ['encryption-at-host']);
    assert.deepEqual(securityOf(trusted, point()), ['trusted-launch', 'secure-boot', 'vtpm']);
  });

  it('is trusted launch by the point, whose disks they are, where the point tells', () => {
    assert.deepEqual(securityOf(trusted, point({ securityType: 'None' })), []);
    assert.deepEqual(securityOf(vm(), point({ securityType: 'TrustedLaunch' })), ['trusted-launch', 'vtpm']);
  });

  it('is confidential by the point, whose spelling has no underscores, and Azure takes no other machine for its disk', () => {
    const type = 'ConfidentialVMDiskEncryptedWithCustomerKey';
    const before = vm({ securityType: 'ConfidentialVM', uefi: { secureBoot: false, vTpm: true } });
    assert.deepEqual(securityOf(before, point({ securityType: type })), ['confidential', 'vtpm']);
    assert.deepEqual(securityOf(undefined, point({ securityType: type })), ['confidential', 'secure-boot', 'vtpm']);
    const stateOnly = point({ securityType: 'ConfidentialVMVMGuestStateOnlyEncryptedWithPlatformKey' });
    assert.deepEqual(securityOf(undefined, stateOnly), ['confidential', 'vtpm']);
    assert.deepEqual(securityProfileOf(['confidential', 'secure-boot', 'vtpm']), {
      securityProfile: {
        securityType: 'ConfidentialVM',
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
      },
    });
  });

  it('is told of the OS disk by the type that the disk has', () => {
    assert.equal(stateEncryptionOf('ConfidentialVM_DiskEncryptedWithPlatformKey'), 'DiskWithVMGuestState');
    assert.equal(stateEncryptionOf('ConfidentialVMVMGuestStateOnlyEncryptedWithPlatformKey'), 'VMGuestStateOnly');
    assert.equal(stateEncryptionOf('ConfidentialVM_NonPersistedTPM'), 'NonPersistedTPM');
    for (const other of [undefined, '', 'TrustedLaunch', 'ConfidentialVM'])
      assert.equal(stateEncryptionOf(other), undefined);
  });

  it('of a machine that is gone is what the point tells', () => {
    assert.deepEqual(securityOf(undefined, point()), []);
    assert.deepEqual(securityOf(undefined, point({ securityType: 'TrustedLaunch' })), ['trusted-launch', 'vtpm']);
  });

  it('is missed only where it was wanted', () => {
    assert.ok(lacksHostEncryption(vm(), ['encryption-at-host']));
    assert.ok(!lacksHostEncryption(vm({ encryptionAtHost: 'yes' }), ['encryption-at-host']));
    assert.ok(!lacksHostEncryption(vm(), undefined));
  });
});
