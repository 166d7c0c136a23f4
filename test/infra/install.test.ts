import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

/** Those that Node 20, 22 and 24 bring. The newest of all is tried each week: .github/workflows/outside.yml. */
const versions = ['10.8.3', '10.9.4', '11.3.0', '11.6.2', '11.9.0'];
const root = join(import.meta.dirname, '../..');

const asked = spawnSync('npm', ['ping', '--fetch-retries=0'], { encoding: 'utf8' });

describe('the packages are installed from nothing', { skip: asked.status !== 0 && 'npm reaches no registry' }, () => {
  for (const version of versions) {
    test(`with npm ${version}`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'strongroom-install-'));
      try {
        for (const file of ['package.json', 'package-lock.json', '.npmrc'])
          copyFileSync(join(root, file), join(folder, file));
        const run = (...command: string[]) =>
          spawnSync('npx', ['--yes', ...command], { cwd: folder, encoding: 'utf8' });
        const { status, stderr } = run(`npm@${version}`, 'ci');
        assert.equal(status, 0, stderr);
        const door = "require('restify').createServer().close(); console.log(process.version)";
        const { stdout } = run('node', '-e', door);
        assert.match(stdout, /^v2[2-9]\./);
        // It can't be read by npm 11.6 from a lock file without addresses: docs/decisions/packages.md.
        assert.doesNotMatch(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'), /\/sshpk"/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

test('one optional package alone brings a Node, as npm 10 links no command that two of them bring', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const optional = Object.keys(packages[''].optionalDependencies);
  const brought = optional.flatMap((name) => Object.keys(packages[`node_modules/${name}`].bin ?? {}));
  assert.deepEqual(brought, ['node']);
});
