import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storeError } from '../../src/store/errors.ts';

test('a database that PgBouncer does not reach is away, as one that refuses is, and a broken protocol is not', () => {
  const said = (message: string) => storeError(Object.assign(new Error(message), { code: '08P01' }));
  for (const message of [
    'server login has been failing, try again later (server_login_retry)',
    'query_wait_timeout',
    'server conn crashed?',
    'no more connections allowed (max_client_conn)',
  ]) {
    assert.equal((said(message) as { code?: string }).code, 'store.unavailable', message);
  }
  assert.equal((said('invalid message format') as { code?: string }).code, '08P01');
});
