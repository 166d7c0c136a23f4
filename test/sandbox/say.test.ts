import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const say = join(import.meta.dirname, '../../sandbox/say.ts');

test('an option that `npm run say` does not know, and nothing to say, end with how it is used', () => {
  for (const args of [['--help'], ['--as'], []]) {
    const { status, stderr, stdout } = spawnSync(process.execPath, [say, ...args], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /Use: npm run say -- --as oncall/);
    assert.doesNotMatch(stderr, /\n +at /);
  }
});
