import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LeftoverSource, type ListedResource, leftovers } from '../../src/domain/leftovers.ts';

const group = '/subscriptions/s/resourceGroups/rg-restore/providers';
const request = { id: 'R-7K2M', requester: 'Olivia Novak', vm: 'sql-01', endedAt: new Date('2026-11-24T02:40:00Z') };
const source: LeftoverSource = {
  request,
  jobIds: ['12bea6a4-0fec-46f3-9df1-0574d511c777'],
  machineId: `${group}/Microsoft.Compute/virtualMachines/copy`,
  blobs: [
    { uri: 'https://ststagingprod.blob.core.windows.net/box/azuredeploy.json', kind: 'blob' },
    { uri: 'https://ststagingprod.blob.core.windows.net/box/it%27s.json', kind: 'key-copy' },
  ],
  restoredKeys: [{ url: 'https://kv-prod.vault.azure.net/keys/kek-sql/1', only: 'whole' }],
};
const resource = (type: string, name: string, tags: Record<string, string>): ListedResource => ({
  id: `${group}/${type}/${name}`,
  name,
  type,
  tags,
});

describe('what restores left behind', () => {
  it('is told with key material first, then what costs', () => {
    const found = leftovers(
      [source],
      [
        resource('Microsoft.Network/networkInterfaces', 'copy-nic', { 'strongroom-request': 'R-7K2M' }),
        resource('Microsoft.Compute/disks', 'os', { RSVaultBackup: '12BEA6A4-0FEC-46F3-9DF1-0574D511C777' }),
        resource('Microsoft.Compute/virtualMachines', 'copy', { 'strongroom-request': 'R-7K2M' }),
        resource('Microsoft.Insights/x', 'alert', { 'strongroom-request': 'R-7K2M' }),
      ],
    );
    assert.deepEqual(
      found.map(({ kind, why }) => `${kind} ${why}`),
      ['key-copy exposes', 'restored-key exposes', 'vm costs', 'disk costs', 'nic stays', 'blob costs', 'other stays'],
    );
    assert.deepEqual(
      found.map(({ line }) => line),
      [
        `az storage blob delete --auth-mode login --account-name ststagingprod --container-name box --name 'it'\\''s.json'`,
        'az keyvault key delete --vault-name kv-prod --name kek-sql',
        'az vm delete --resource-group rg-restore --name copy --yes',
        'az disk delete --resource-group rg-restore --name os --yes',
        'az network nic delete --resource-group rg-restore --name copy-nic',
        'az storage blob delete --auth-mode login --account-name ststagingprod --container-name box --name azuredeploy.json',
        `az resource delete --ids ${group}/Microsoft.Insights/x/alert`,
      ],
    );
  });

  it('is nothing of other requests, and nothing that nobody tagged', () => {
    const bare = { request, jobIds: [], blobs: [], restoredKeys: [] };
    const others = [
      resource('Microsoft.Compute/disks', 'theirs', { 'strongroom-request': 'R-2222' }),
      resource('Microsoft.Compute/disks', 'job of another', { RSVaultBackup: 'other' }),
      resource('Microsoft.Compute/disks', 'bare', {}),
    ];
    assert.deepEqual(leftovers([bare], others), []);
  });

  it('of a secret that was set anew is its version alone', () => {
    const url = 'https://kv-prod.vault.azure.net/secrets/BEK/2';
    const [found] = leftovers([{ ...source, blobs: [], restoredKeys: [{ url, only: 'version' }] }], []);
    assert.equal(found?.line, `az keyvault secret set-attributes --id ${url} --enabled false --output none`);
  });

  it('is no disk that a machine of others runs on, as after its disks were replaced, but those that it had', () => {
    const disk = (name: string, managedBy?: string) => ({
      ...resource(
        'Microsoft.Compute/disks',
        name,
        name.startsWith('new') ? { RSVaultBackup: source.jobIds[0] ?? '' } : {},
      ),
      ...(managedBy && { managedBy: `${group}/Microsoft.Compute/virtualMachines/${managedBy}` }),
    });
    const swapped = { groupId: '/subscriptions/S/resourceGroups/RG-restore', names: ['old-os', 'old-data'] };
    const found = leftovers(
      [{ ...source, blobs: [], restoredKeys: [], replaced: swapped }],
      [disk('new-os', 'sql-01'), disk('new-of-copy', 'copy'), disk('new-loose'), disk('old-os'), disk('old-data', 'x')],
    );
    assert.deepEqual(
      found.map(({ kind, name }) => `${kind} ${name}`),
      ['disk new-of-copy', 'disk new-loose', 'old-disk old-os'],
    );
  });
});
