import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CodedError } from '../../../src/kernel/errors.ts';
import { disksOfConfig, stagedOf } from '../../../src/restore/rules/staged.ts';
import { staging } from './plan-facts.ts';

const disk = (name: string) => ({ managedDisk: { id: `/subscriptions/s/resourceGroups/g/disks/${name}` } });

test('a job of a restore says where template and config are', () => {
  const box = 'https://ststagingprod.blob.core.windows.net/box';
  const uris = { 'Template Blob Uri': `${box}/t`, 'Config Blob Uri': `${box}/c` };
  assert.deepEqual(stagedOf({ ...uris, 'Job Type': 'x' }, staging), { template: `${box}/t`, config: `${box}/c` });
  assert.deepEqual(stagedOf({}, staging), {});
  assert.throws(() => stagedOf(uris, staging.replace('ststagingprod', 'stother')), { code: 'blob-elsewhere' });
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
