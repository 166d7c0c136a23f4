import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Failure } from '../../src/kernel/errors.ts';
import { isPassing } from '../../src/kernel/is-passing.ts';

const failed = (status: number | string, azureCode = ''): Failure => ({
  code: 'azure.failed',
  params: { status, azureCode, message: '' },
});

it('what comes and goes by itself passes: sign-in, throttles, outages, conflicts, half an answer', () => {
  const failures: Failure[] = [
    { code: 'azure.throttled', params: {} },
    { code: 'azure.unreachable', params: {} },
    { code: 'azure.timeout', params: {} },
    { code: 'azure.failed', params: {} },
    failed(''),
    failed(401, 'AADSTS7000222'),
    failed(408),
    failed(409),
    failed(425),
    failed(429),
    failed(500),
    failed(503, 'ServiceUnavailable'),
    { code: 'azure.unreadable', params: {} },
  ];
  for (const failure of failures) assert.ok(isPassing(failure), JSON.stringify(failure));
});

it('what Azure refuses does not: a firewall, a policy, a disabled key, a right, what is gone, what nobody can read', () => {
  const failures: Failure[] = [
    failed(400, 'BadRequest'),
    failed(402),
    failed(403, 'AuthorizationFailure'),
    failed(403, 'RequestDisallowedByPolicy'),
    failed(403, 'KeyDisabled'),
    failed(410),
    failed(412),
    failed(499),
    failed(200),
    failed('Failed', 'UserErrorX'),
    { code: 'azure.forbidden', params: {} },
    { code: 'azure.not-found', params: {} },
    { code: 'blob-unreadable', params: { blob: 'config.json' } },
  ];
  for (const failure of failures) assert.ok(!isPassing(failure), JSON.stringify(failure));
});
