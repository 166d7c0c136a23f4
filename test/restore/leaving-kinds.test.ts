import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { createRequestKinds, type RequestKind } from '../../src/requests/request-kind.ts';
import { leavingKinds } from '../../src/restore/restore-requests.ts';

const kindsWith = (...more: object[]) => createRequestKinds([...requestKinds, ...(more as RequestKind[])]);

test('what restores leave is looked for of every kind that restores, unless it deletes what it made', () => {
  assert.deepEqual(leavingKinds(kindsWith()), ['restore', 'quarantine']);
  const rehearsal = { name: 'rehearsal', stepKinds: { 'restore-disks': 'left', rehearse: 'left' } as const };
  assert.deepEqual(leavingKinds(kindsWith(rehearsal)), ['restore', 'quarantine', 'rehearsal']);
  assert.deepEqual(leavingKinds(kindsWith({ ...rehearsal, lifecycle: { temporary: true } })), [
    'restore',
    'quarantine',
  ]);
});
