import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import { otherSizes, otherZones, powerFailure, suspectSecret } from '../../../src/restore/rules/failures.ts';
import { storedResults } from '../../../src/restore/rules/results.ts';
import { vm } from '../../machines/rules/machines.ts';

const key = { keyUrl: 'https://kv-prod.vault.azure.net/keys/kek/1', keyVaultId: '/vault' };
const secret = (version: string): AdeKeys => ({
  bek: { secretUrl: `https://kv-prod.vault.azure.net/secrets/Bek-1/${version}`, keyVaultId: '/vault' },
  kek: key,
});
const replaced = (...to: string[]) => ({
  kind: 'recover-keys',
  result: storedResults['recover-keys'].write({
    replaced: to.map((version) => ({ from: secret('old'), to: secret(version) })),
  }),
});
const failedBy = (code: string) => ({ id: 'R-7K2M', failure: { code, params: {} } });

describe('a secret that a request set anew', () => {
  it('may be false where its machine does not come up: each version, and the line that disables it', () => {
    const said = suspectSecret(replaced('one', 'two'), failedBy('rebuild.verify-agent-silent'));
    assert.equal(said?.params.names, 'kv-prod/Bek-1, version one; kv-prod/Bek-1, version two');
    assert.match(
      String(said?.params.lines),
      /^az keyvault secret set-attributes --vault-name kv-prod --name Bek-1 --version one --enabled false --output none; az .* two /,
    );
  });

  for (const [what, step, request] of [
    ['the request failed for something else', replaced('one'), failedBy('azure.forbidden')],
    ['it has not failed', replaced('one'), { id: 'R-7K2M', failure: null }],
    ['it is the version of before', replaced('old'), failedBy('rebuild.verify-agent-silent')],
    ['nothing was set anew', replaced(), failedBy('rebuild.verify-agent-silent')],
    ['another step made it', { ...replaced('one'), kind: 'verify' }, failedBy('rebuild.verify-agent-silent')],
  ] as const) {
    it(`is none to speak of where ${what}`, () => {
      assert.equal(suspectSecret(step, request), undefined);
    });
  }
});

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

const approved = ['Standard_D2s_v5', 'Standard_D4s_v5'];
const refused = (azureCode: string) => ({ code: 'azure.failed', params: { status: 409, azureCode, message: '' } });

test('when there is no room for a size, the other approved ones are offered', () => {
  for (const code of [
    'AllocationFailed',
    'ZonalAllocationFailed',
    'OverconstrainedAllocationRequest',
    'OverconstrainedZonalAllocationRequest',
    'SkuNotAvailable',
    'QuotaExceeded',
    'OperationNotAllowed',
    'UserErrorSkuNotAvailable',
    'UserErrorCoreCountSubscriptionQuotaReached',
  ]) {
    assert.deepEqual(otherSizes(refused(code), approved, 'standard_d2s_v5'), ['Standard_D4s_v5'], code);
  }
});

test('the catalogue names the same failures by their title', () => {
  const known = { code: 'known-refusal', params: { title: 'AllocationFailed', known: 'x' } };
  assert.deepEqual(otherSizes(known, approved, undefined), approved);
});

test('another zone helps where Azure lacks room, and not where a quota is used up', () => {
  const fits = (code: string) => otherZones(refused(code), ['2', '3']).length > 0;
  assert.ok(['ZonalAllocationFailed', 'SkuNotAvailable', 'UserErrorSkuNotAvailable'].every(fits));
  assert.ok(!['QuotaExceeded', 'UserErrorCoreCountSubscriptionQuotaReached', 'InvalidParameter'].some(fits));
});

test('another size mends nothing else', () => {
  assert.deepEqual(otherSizes(refused('InvalidParameter'), approved, undefined), []);
  assert.deepEqual(otherSizes({ code: 'plan.in-place-running', params: { vm: 'x' } }, approved, undefined), []);
});
