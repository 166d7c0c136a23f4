import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CodedError } from '../../../src/kernel/errors.ts';
import { disksOfConfig, stagedOf } from '../../../src/restore/rules/staged.ts';
import { staging } from './plan-facts.ts';

const suffix = 'blob.core.windows.net';
const disk = (name: string) => ({ managedDisk: { id: `/subscriptions/s/resourceGroups/g/disks/${name}` } });

test('a job of a restore says where template and config are', () => {
  const box = 'https://ststagingprod.blob.core.windows.net/box';
  const uris = { 'Template Blob Uri': `${box}/t`, 'Config Blob Uri': `${box}/c` };
  assert.deepEqual(stagedOf({ ...uris, 'Job Type': 'x' }, staging, suffix), {
    template: `${box}/t`,
    config: `${box}/c`,
  });
  assert.deepEqual(stagedOf({}, staging, suffix), {});
  assert.throws(() => stagedOf(uris, staging.replace('ststagingprod', 'stother'), suffix), { code: 'blob-elsewhere' });
});

test('the parameters of a template stand beside it, under the name that Azure gives them', () => {
  const box = 'https://ststagingprod.blob.core.windows.net/box';
  const of = (name: string) => stagedOf({ 'Template Blob Uri': `${box}/${name}` }, staging, suffix).parameters;
  assert.equal(of('azuredeploy3f.json'), `${box}/parameter3f.json`);
  assert.equal(of('azuredeploy/other.json'), undefined);
  assert.equal(of('template.json'), undefined);
});

test('a config names no disk that is not managed', () => {
  const storage = (osDisk: object, dataDisks: object[] = []) => ({
    'properties.storageProfile': { osDisk, dataDisks },
  });
  const vhd = { lun: 1, vhd: { uri: 'https://ststagingprod.blob.core.windows.net/vhds/d.vhd' } };
  assert.deepEqual(
    disksOfConfig(storage(disk('os'), [vhd])).map(({ lun }) => lun),
    [-1],
  );
  assert.throws(() => disksOfConfig(storage({ managedDisk: { id: 'https://evil.example/x' } })), {
    code: 'rebuild.config-unreadable',
  });
});

test('a config names the restored disks, the OS disk first', () => {
  const config = {
    'properties.storageProfile': { osDisk: disk('os'), dataDisks: [{ lun: 2, ...disk('two') }] },
  };
  assert.deepEqual(
    disksOfConfig(config).map(({ lun, id }) => [lun, id.split('/').at(-1)]),
    [
      [-1, 'os'],
      [2, 'two'],
    ],
  );
});

test('a config without a managed OS disk is refused, whatever else it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (config) => {
      assert.throws(
        () => disksOfConfig(config),
        (error) => error instanceof CodedError && error.code === 'rebuild.config-unreadable',
      );
    }),
  );
});
