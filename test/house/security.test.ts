import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '../..');

test('every test that docs/security.md calls as a witness exists', () => {
  const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
  const named = [...new Set([...text.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file))];
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((file) => !existsSync(path.join(root, file))),
    [],
  );
});
