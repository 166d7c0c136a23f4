import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { recordedFiles } from '../../src/drills/drill-files.ts';

const { resourceGroupId: groupId, stagingStorageAccountId: stagingId, subnetId } = drillPlace;
const place = { groupId, stagingId, subnetId, openings: [] };
const none = { point: null, vm: [] };
const key = { secret: 'https://kv-prod.vault.azure.net/secrets/sql-os', kek: null };

type Effects = Parameters<typeof recordedFiles>[1]['restore']['plan']['effects'];

function recorded(effects: Effects, account = 'stdrillprod') {
  const properties = { 'Config Blob Uri': `https://${account}.blob.core.windows.net/box/config-1.json` };
  const steps = [{ kind: 'restore-disks', state: 'done' as const, result: { v: 1, jobId: 'job-1', properties } }];
  const azure = { stagingBlobs: { suffix: 'blob.core.windows.net' } };
  return recordedFiles({ azure }, { place, restore: { plan: { effects } } }, steps);
}

describe('the files that a drill wrote down', () => {
  it('are all there are of a machine that has no keys', () => {
    assert.deepEqual(recorded({ keys: none, target: {} }), {
      jobId: 'job-1',
      files: ['https://stdrillprod.blob.core.windows.net/box/config-1.json'],
      isWhole: true,
    });
  });

  it('may lack a copy of the keys of one that has some', () => {
    assert.equal(recorded({ keys: { ...none, point: key }, target: {} })?.isWhole, false);
    assert.equal(recorded({ keys: { ...none, vm: [key] }, target: {} })?.isWhole, false);
    assert.equal(recorded({ keys: none, target: { security: ['confidential'] } })?.isWhole, false);
  });

  it('are none in an account that nobody signed', () => {
    assert.deepEqual(recorded({ keys: none, target: {} }, 'stother'), { jobId: 'job-1', files: [], isWhole: false });
  });
});
