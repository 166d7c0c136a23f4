import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lacksHostEncryption, securityOf } from '../../../src/restore/rules/security.ts';
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
