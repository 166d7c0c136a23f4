import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { prod } from '../../sandbox/world/places.ts';
import { deleteKeys } from '../../sandbox/world/vm-changes.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

type Settings = { encryptionSettings: { diskEncryptionKey: { secretUrl: string } }[] };

it('sql-01, of which the key and the secrets of all three disks are lost: each disk opens with its own again', async () => {
  deleteKeys(
    saga.world,
    resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', 'sql-01'),
    saga.world.clock.now(),
    true,
  );
  const request = await saga.asked('sql-01 latest as sql-copy isolated');
  await saga.approve(request);
  const { all } = await saga.until(request.card, over);
  assert.match(all, /✓ Done[\s\S]*✓ \*\*Restore the keys\*\*[\s\S]*✓ \*\*Write the encryption settings\*\*/);

  const storage = saga.machine('sql-copy')?.properties.storageProfile as {
    osDisk: { managedDisk: { id: string } };
    dataDisks: { managedDisk: { id: string } }[];
  };
  const urls = [storage.osDisk, ...storage.dataDisks].map(({ managedDisk }) => {
    const settings = saga.world.resources.get(managedDisk.id)?.properties.encryptionSettingsCollection as Settings;
    return settings.encryptionSettings[0]?.diskEncryptionKey.secretUrl ?? '';
  });
  assert.equal(new Set(urls).size, 3, 'a secret for each disk');
  const { secrets } = saga.world.keyVault('kv-prod');
  for (const url of urls) {
    const [, , , , name = '', version] = url.split('/');
    assert.equal(secrets.get(name)?.versions.at(-1)?.version, version, 'the one that was set anew');
  }
});
