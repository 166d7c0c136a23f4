import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../../src/machines/rules/ade.ts';
import { disk, extension, listed, point, vm } from './machines.ts';

/** Facts read from bodies that Azure really sent. */
const kv2016 = '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/ArpitTestKeyVault';
const point2016 = point({
  name: '13738976139650',
  at: new Date('2016-06-20T13:28:40.706Z'),
  tiers: [],
  encrypted: 'yes',
  hasKeyAndSecret: true,
  keys: {
    bek: {
      secretUrl: 'https://arpittestkeyvault.vault.azure.net/secrets/DE990D5D-652A-4043-9326-7F4BB9378277/ca478666',
      keyVaultId: kv2016,
    },
    kek: {
      keyUrl: 'https://arpittestkeyvault.vault.azure.net:443/keys/ArpitTestKeyVaultKey/a571b984',
      keyVaultId: kv2016,
    },
  },
  mechanism: 'unknown',
  managed: 'unknown',
  osType: 'unknown',
  disks: [],
});

describe('bodies from real traffic', () => {
  it('the encrypted recovery point of 2016 by its own GET: BEK and KEK, mechanism not said', () => {
    const verdict = classify({ point: point2016 });
    assert.equal(verdict.kind, 'ade-bek-kek');
    assert.equal(verdict.ade.pass, 'unknown');
    assert.equal(verdict.ade.entraApp, 'unknown');
    assert.equal(verdict.managed.value, 'unknown');
  });

  it('the same recovery point from the list: unknown', () => {
    const verdict = classify({ point: listed(point2016) });
    assert.equal(verdict.kind, 'unknown');
  });

  it('the unencrypted recovery point of 2021: not ADE, managed', () => {
    const verdict = classify({ point: point() });
    assert.equal(verdict.ade.value, 'no');
    assert.equal(verdict.managed.value, 'yes');
  });

  it('an encrypted point in a list without keyAndSecret, as in the 2023 example: ADE, KEK open', () => {
    const modern = point({ encrypted: 'yes', detailed: false, securityType: 'None' });
    assert.equal(classify({ point: modern }).kind, 'ade');
  });

  it('the single-pass VM of 2021: null KEK address and empty KEK vault mean BEK only', () => {
    const vaultId = '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/vault000002';
    const secretUrl = 'https://vault000002.vault.azure.net/secrets/EB07E81D-0000-4000-8000-000000000001/c49cc945';
    const machine = vm({
      disks: [{ name: 'vm1_disk1', lun: -1, diskId: disk('vm1_disk1').id }],
      adeExtension: extension({
        keyVaultUrl: 'https://vault000002.vault.azure.net',
        keyVaultId: vaultId,
        kekVaultId: '',
      }),
      instanceDisks: [
        {
          name: 'vm1_disk1',
          statusCodes: ['ProvisioningState/succeeded', 'EncryptionState/encrypted'],
          enabled: true,
          keys: { bek: { secretUrl, keyVaultId: vaultId } },
        },
      ],
    });
    const verdict = classify({ vm: machine, disks: [] });
    assert.equal(verdict.kind, 'ade-bek');
    assert.equal(verdict.ade.pass, 'single');
    assert.deepEqual(
      verdict.ade.keysNow.map((pair) => pair.bek.secretUrl),
      [secretUrl],
    );
  });

  it('the dual-pass VMs of 2015, one with and one without KEK: encrypted by the VM model alone', () => {
    const { keys } = point2016;
    assert.ok(keys);
    const withKek = vm({ managed: 'no', osEncryptionSettings: { enabled: true, keys } });
    assert.equal(classify({ vm: withKek }).kind, 'ade-bek-kek');
    const bekOnly = vm({ managed: 'no', osEncryptionSettings: { enabled: true, keys: { bek: keys.bek } } });
    assert.equal(classify({ vm: bekOnly }).kind, 'ade-bek');
    assert.equal(classify({ vm: bekOnly }).ade.pass, 'dual');
  });
});
