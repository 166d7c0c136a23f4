import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { prod } from '../../sandbox/world/places.ts';

const folder = mkdtempSync(join(tmpdir(), 'strongroom-first-contact-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs it where there is no program but Node, and no setting. */
function firstContact(args: string[], input = '') {
  const script = join(import.meta.dirname, '../../first-contact/main.ts');
  return spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    env: { PATH: folder },
    encoding: 'utf8',
    input,
  });
}

describe('npm run first-contact', () => {
  it('with azure says that az is missing before it does anything', () => {
    const { status, stdout, stderr } = firstContact(['azure', '--subscription', prod.id], `${prod.id}\n`);
    assert.equal(status, 1);
    assert.match(stderr, /^az is missing: install it, then type "az login"\.$/m);
    assert.doesNotMatch(stderr, /clean/);
    assert.doesNotMatch(stdout, /local Azure/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('with teams says which settings are missing', () => {
    const { status, stderr } = firstContact(['teams']);
    assert.equal(status, 1);
    assert.match(stderr, /^TENANT_ID: it is missing/m);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });
});
