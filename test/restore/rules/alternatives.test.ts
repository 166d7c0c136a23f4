import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherSizes } from '../../../src/restore/rules/alternatives.ts';

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
  ]) {
    assert.deepEqual(otherSizes(refused(code), approved, 'standard_d2s_v5'), ['Standard_D4s_v5'], code);
  }
});

test('the catalogue names the same failures by their title', () => {
  const known = { code: 'known-refusal', params: { title: 'AllocationFailed', known: 'x' } };
  assert.deepEqual(otherSizes(known, approved, undefined), approved);
});

test('another size mends nothing else', () => {
  assert.deepEqual(otherSizes(refused('InvalidParameter'), approved, undefined), []);
  assert.deepEqual(otherSizes({ code: 'plan.in-place-running', params: { vm: 'x' } }, approved, undefined), []);
});
