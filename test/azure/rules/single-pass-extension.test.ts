import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { singlePassExtension } from '../../../src/azure/rules/single-pass-extension.ts';
import { extensionFailure } from '../../../src/restore/rules/failures.ts';
import { extension, keys, keyVaultId, vm } from '../../machines/rules/machines.ts';

const settings = {
  KeyVaultURL: 'https://kv-prod.vault.azure.net',
  KeyVaultResourceId: keyVaultId,
  KeyEncryptionAlgorithm: 'RSA-OAEP',
  VolumeType: 'ALL',
  EncryptionOperation: 'EnableEncryption',
};

describe('the extension that unlocks the disks of a restored machine', () => {
  it('is that of Windows, with its secret and its key where they lie', () => {
    assert.deepEqual(singlePassExtension('Windows', keys(true)), {
      publisher: 'Microsoft.Azure.Security',
      type: 'AzureDiskEncryption',
      typeHandlerVersion: '2.2',
      autoUpgradeMinorVersion: true,
      settings: { ...settings, KeyEncryptionKeyURL: keys(true).kek?.keyUrl, KekVaultResourceId: keyVaultId },
    });
  });

  it('is that of Linux, and names no key where a secret has none', () => {
    assert.deepEqual(singlePassExtension('Linux', keys(false)), {
      publisher: 'Microsoft.Azure.Security',
      type: 'AzureDiskEncryptionForLinux',
      typeHandlerVersion: '1.1',
      autoUpgradeMinorVersion: true,
      settings: { ...settings, KeyEncryptionKeyURL: null, KekVaultResourceId: '' },
    });
  });
});

describe('why that extension came to nothing', () => {
  const failed = extension({ provisioningState: 'Failed' });
  const name = failed.name;

  it('is what the machine says, else the state of the extension', () => {
    const at = new Date('2026-11-24T02:00:00Z');
    const told = vm({ provisioningFailure: { code: 'VMExtensionProvisioningError', message: 'No key.', at } });
    const said = 'VMExtensionProvisioningError: No key.';
    assert.deepEqual(extensionFailure(failed, told), { code: 'rebuild.extension-failed', params: { name, said } });
    const short = vm({ provisioningFailure: { code: 'VMExtensionProvisioningError', message: '', at } });
    assert.equal(extensionFailure(failed, short).params.said, 'VMExtensionProvisioningError');
    for (const one of [vm(), undefined]) {
      const params = { name, said: 'Failed' };
      assert.deepEqual(extensionFailure(failed, one), { code: 'rebuild.extension-failed', params });
    }
  });

  it('is a machine that did not come up, where its agent does not report', () => {
    for (const agentReady of ['no', 'unknown'] as const) {
      assert.deepEqual(extensionFailure(failed, vm({ agentReady })), {
        code: 'rebuild.extension-agent-silent',
        params: { name, vm: 'sql-01', said: 'Failed' },
      });
    }
  });
});
