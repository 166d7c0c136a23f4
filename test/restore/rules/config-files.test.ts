import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOfConfig } from '../../../src/restore/rules/config-files.ts';

const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/ststaging';
const suffix = 'blob.core.windows.net';
const config = (os: string, data: string) => ({
  'properties.storageProfile': { osDisk: { vhd: { uri: os } }, dataDisks: [{ lun: 0, vhd: { uri: data } }] },
});

test('a config names the files of its disks, without what stands behind their addresses', () => {
  const at = (name: string) => `https://ststaging.${suffix}/vhds/${name}.vhd`;
  assert.deepEqual(filesOfConfig(config(at('os'), `${at('data')}?sig=x`), account, suffix), [
    { lun: -1, uri: at('os') },
    { lun: 0, uri: at('data') },
  ]);
});

test('a config names no files of managed disks, nor what is no address over TLS', () => {
  const managed = {
    osDisk: { managedDisk: { id: '/disks/os' } },
    dataDisks: [
      { lun: 0, vhd: {} },
      { lun: 1, vhd: { uri: 7 } },
    ],
  };
  assert.deepEqual(filesOfConfig({ 'properties.storageProfile': managed }, account, suffix), []);
  assert.deepEqual(filesOfConfig({}, account, suffix), []);
  const bare = `http://ststaging.${suffix}/vhds/os.vhd`;
  assert.deepEqual(filesOfConfig(config(bare, ''), account, suffix), []);
});

test('nobody is given lines for a file outside of the blob storage of the cloud', () => {
  const files = config(`https://ststaging.${suffix}/vhds/os.vhd`, 'https://ststaging.blob.evil.example/vhds/data.vhd');
  assert.throws(() => filesOfConfig(files, account, suffix), { code: 'blob-elsewhere' });
});
