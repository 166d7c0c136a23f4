import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openServer, whereIs } from '../../../src/store/server/open-server.ts';
import { quiet } from '../quiet.ts';

test('a server that does not answer is named with what to check, without its password', async () => {
  await assert.rejects(openServer('postgres://bot:hunter2@127.0.0.1:1/strongroom', quiet), (error: Error) => {
    assert.match(error.message, /127\.0\.0\.1:1\/strongroom does not answer.*DATABASE_URL/s);
    assert.doesNotMatch(error.message, /hunter2/);
    return true;
  });
});

test('where a database is never shows who signs in', () => {
  assert.equal(whereIs('postgres://bot:hunter2@db.example:5432/strongroom?password=x'), 'db.example:5432/strongroom');
  assert.equal(whereIs('host=db password=x'), 'DATABASE_URL');
});
