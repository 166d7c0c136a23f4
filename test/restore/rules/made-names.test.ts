import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentName } from '../../../src/restore/rules/deployment.ts';
import { hasJobTag, madeTags } from '../../../src/restore/rules/made.ts';

describe('the tags of what a request makes', () => {
  it('are its id, and that it is held where it is in quarantine', () => {
    for (const networkMode of ['isolated', 'beside', 'in-place', null] as const) {
      assert.deepEqual(madeTags('R-7K2M', { networkMode }), { 'strongroom-request': 'R-7K2M' });
    }
    assert.deepEqual(madeTags('R-7K2M', { networkMode: 'quarantine' }), {
      'strongroom-request': 'R-7K2M',
      'strongroom-quarantine': 'held',
    });
  });
});

describe('the tag of what Azure Backup restored', () => {
  it('is the id of its job, in whatever case, and no other', () => {
    assert.equal(hasJobTag({ tags: { RSVaultBackup: 'ABC' } }, 'abc'), true);
    assert.equal(hasJobTag({ tags: { RSVaultBackup: 'abc' } }, 'ABC'), true);
    assert.equal(hasJobTag({ tags: { RSVaultBackup: 'abcd' } }, 'abc'), false);
    assert.equal(hasJobTag({ tags: { other: 'abc' } }, 'abc'), false);
    assert.equal(hasJobTag({ tags: {} }, 'abc'), false);
    assert.equal(hasJobTag({}, 'abc'), false);
  });
});

describe('the name of a deployment', () => {
  const attempt = { number: 2, id: '5f0c1e2d-0000-4000-8000-00000000a1b2' };

  it('ends in what nobody can guess: the end of the id of its attempt', () => {
    assert.equal(deploymentName('R-7K2M', 'deploy-vm', attempt), 'strongroom-R-7K2M-deploy-vm-2-00000000a1b2');
  });

  it('is another one for each step, number and attempt', () => {
    const names = [
      deploymentName('R-7K2M', 'deploy-vm', attempt),
      deploymentName('R-7K2M', 'release', attempt),
      deploymentName('R-7K2M', 'deploy-vm', { ...attempt, number: 3 }),
      deploymentName('R-7K2M', 'deploy-vm', { ...attempt, id: '5f0c1e2d-0000-4000-8000-00000000a1b3' }),
    ];
    assert.equal(new Set(names).size, names.length);
  });
});
