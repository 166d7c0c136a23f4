import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { powerFailure } from '../../../src/restore/rules/power-failure.ts';
import { vm } from '../../machines/rules/machines.ts';

const since = new Date('2026-11-24T02:00:00Z');
const failed = (code: string, at: string) =>
  vm({ provisioningState: 'Failed', provisioningFailure: { code, message: 'No room.', at: new Date(at) } });

describe('why a machine was not started', () => {
  it('is what Azure says, with what the catalogue knows of it', () => {
    const failure = powerFailure(failed('AllocationFailed', '2026-11-24T02:00:30Z'), since, 'running');
    assert.equal(failure?.code, 'rebuild.start-failed-known');
    assert.equal(failure.params.azureCode, 'AllocationFailed');
    assert.equal(failure.params.message, 'No room.');
    assert.equal(failure.params.known, 'compute-failed');
  });

  it('is told in Azure’s words alone where the catalogue does not know it', () => {
    const failure = powerFailure(failed('NeverSeen', '2026-11-24T02:00:30Z'), since, 'deallocated');
    assert.equal(failure?.code, 'rebuild.deallocate-failed');
    assert.deepEqual(failure.params, { vm: 'sql-01', azureCode: 'NeverSeen', message: 'No room.' });
    const known = powerFailure(failed('AllocationFailed', '2026-11-24T02:00:00Z'), since, 'deallocated');
    assert.equal(known?.code, 'rebuild.deallocate-failed-known', 'and of the very moment when it was asked');
    assert.equal(
      powerFailure(failed('NeverSeen', '2026-11-24T02:00:30Z'), since, 'running')?.code,
      'rebuild.start-failed',
    );
  });

  it('is not what failed before it was asked, nor anything once something succeeded', () => {
    assert.equal(powerFailure(failed('AllocationFailed', '2026-11-24T01:59:59Z'), since, 'running'), undefined);
    const mended = { ...failed('AllocationFailed', '2026-11-24T02:00:30Z'), provisioningState: 'Succeeded' };
    assert.equal(powerFailure(mended, since, 'running'), undefined);
    assert.equal(powerFailure(vm({ provisioningState: 'Failed' }), since, 'running'), undefined, 'nothing is told');
    const undated = vm({ provisioningState: 'Failed', provisioningFailure: { code: 'x', message: 'y' } });
    assert.equal(powerFailure(undated, since, 'running'), undefined, 'nobody knows when');
  });
});
