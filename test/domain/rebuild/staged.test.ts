import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CodedError } from '../../../src/domain/errors.ts';
import { disksOfConfig, stagedOf } from '../../../src/domain/rebuild/staged.ts';

const disk = (name: string) => ({ managedDisk: { id: `/subscriptions/s/resourceGroups/g/disks/${name}` } });

test('a job of a restore says where template and config are', () => {
  const staged = stagedOf({ 'Template Blob Uri': 'https://a/t', 'Config Blob Uri': 'https://a/c', 'Job Type': 'x' });
  assert.deepEqual(staged, { template: 'https://a/t', config: 'https://a/c' });
  assert.deepEqual(stagedOf({}), {});
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
