import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  kindOf,
  lacksHostEncryption,
  type Security,
  securityOf,
  securityProfileOf,
  stateEncryptionOf,
} from '../../../src/restore/rules/signed-machine.ts';
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

  it('is no more than Azure tells of the machine', () => {
    assert.deepEqual(securityOf(vm({ securityType: 'TrustedLaunch' }), point()), ['trusted-launch']);
    const booted = vm({ securityType: 'TrustedLaunch', uefi: { secureBoot: true, vTpm: false } });
    assert.deepEqual(securityOf(booted, point()), ['trusted-launch', 'secure-boot']);
  });

  it('is not guessed from a type that Azure may add', () => {
    for (const type of ['TrustedLaunchPlus', 'NoTrustedLaunch', 'NonConfidentialVM'])
      assert.equal(kindOf(type), undefined);
    for (const type of ['Confidential', 'NonConfidentialVM_DiskEncryptedWithPlatformKey'])
      assert.equal(stateEncryptionOf(type), undefined);
    assert.equal(stateEncryptionOf('NonConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey'), undefined);
    assert.equal(stateEncryptionOf('NonConfidentialVM_NonPersistedTPM'), undefined);
    assert.equal(stateEncryptionOf('ConfidentialVMNonPersistedTPM'), 'NonPersistedTPM', 'as a point spells it');
  });

  it('is set on the machine as it was signed, and nothing where nothing was', () => {
    const profile = (...wanted: Security[]) => securityProfileOf(wanted);
    assert.deepEqual([securityProfileOf(undefined), profile()], [{}, {}]);
    assert.deepEqual(profile('encryption-at-host'), { securityProfile: { encryptionAtHost: true } });
    assert.deepEqual(profile('trusted-launch', 'vtpm'), {
      securityProfile: { securityType: 'TrustedLaunch', uefiSettings: { secureBootEnabled: false, vTpmEnabled: true } },
    });
    assert.deepEqual(profile('encryption-at-host', 'confidential', 'secure-boot'), {
      securityProfile: {
        encryptionAtHost: true,
        securityType: 'ConfidentialVM',
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: false },
      },
    });
  });

  it('is missed only where it was wanted', () => {
    assert.ok(lacksHostEncryption(undefined, ['encryption-at-host']), 'a machine that nobody could read');
    assert.ok(lacksHostEncryption(vm(), ['encryption-at-host']));
    assert.ok(!lacksHostEncryption(vm({ encryptionAtHost: 'yes' }), ['encryption-at-host']));
    assert.ok(!lacksHostEncryption(vm(), undefined));
  });
});
