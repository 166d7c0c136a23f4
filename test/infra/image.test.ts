import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { archived, archivedVersions } from '../../infra/advisories.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('what runs in the image imports nothing but Node, itself and packages that are installed there', () => {
  const installed = Object.keys(JSON.parse(read('package.json')).dependencies);
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    for (const [, name = ''] of read(file).matchAll(
      /(?:^import |^(?:import|export|\}).* from |\bimport\()'([^']+)'/gm,
    )) {
      if (name.startsWith('node:')) continue;
      if (name.startsWith('.')) {
        const target = path.relative(root, path.resolve(root, path.dirname(file), name));
        assert.match(target, /^src\//, `${file} imports ${name}`);
        continue;
      }
      const parts = name.split('/').slice(0, name.startsWith('@') ? 2 : 1);
      assert.ok(!builtinModules.includes(name), `${file}: write node:${name}`);
      assert.ok(installed.includes(parts.join('/')), `${file} imports ${name}`);
    }
  }
});

test('the image is made of the program, its cards and its packages, without the sandbox', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) =>
    from.split(' '),
  );
  assert.deepEqual(copied.toSorted(), [
    '.npmrc',
    'LICENSE',
    'cards',
    'package-lock.json',
    'package.json',
    'package.json',
    'src',
    'tools/image',
  ]);
  const ignored = read('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  assert.equal(ignored[0], '*');
  const taken = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  // Builds in the registry look for it in what is sent.
  assert.deepEqual(taken.toSorted(), [...new Set(['Dockerfile', ...copied])].toSorted());
});

test('the image runs as a user without rights, by the same command as npm start', () => {
  const dockerfile = read('Dockerfile');
  const user = dockerfile.lastIndexOf('\nUSER 1000:1000');
  assert.ok(user > dockerfile.lastIndexOf('\nFROM') && user < dockerfile.indexOf('\nCMD'));
  const command = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]';
  assert.equal(JSON.parse(command).join(' '), JSON.parse(read('package.json')).scripts.start);
});

test('the sources in the image have no types, start as they are, and stand on the lines where they stood', (t) => {
  const app = mkdtempSync(path.join(tmpdir(), 'strongroom-image-'));
  t.after(() => rmSync(app, { recursive: true, force: true }));
  for (const part of ['src', 'cards', 'tools', 'package.json']) {
    cpSync(path.join(root, part), path.join(app, part), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(app, 'node_modules'));
  const node = (...args: string[]) =>
    spawnSync(process.execPath, args, { cwd: app, encoding: 'utf8', env: { PATH: process.env.PATH } });
  assert.equal(node('--no-warnings', 'tools/image/erase-types.mjs', 'src').status, 0);
  for (const file of ['src/main.ts', 'src/store/open.ts']) {
    const lines = (text: string) => text.split('\n').map((line) => line.length);
    const erased = readFileSync(path.join(app, file), 'utf8');
    assert.deepEqual(lines(erased), lines(read(file)), file);
    assert.doesNotMatch(erased, /: Promise</, file);
  }
  const [, options = ''] = /NODE_OPTIONS="([^"]*)"/.exec(read('Dockerfile')) ?? [];
  // Node refuses every source that is left to it; without settings the program gets as far as to say so.
  const started = node('--no-experimental-strip-types', ...options.replace('/app/', './').split(' '), 'src/main.ts');
  assert.match(started.stdout, /BOT_APP_ID: .*Strongroom cannot start/s);
  assert.equal(started.status, 1);
});

test('what is taken out of the image is nothing that the program imports, and what nobody maintains is looked up by name', () => {
  const removed = [...read('Dockerfile').matchAll(/node_modules\/((?:@[\w-]+\/)?[\w-]+)(?= |\n)/g)].map(
    ([, name = '']) => name,
  );
  assert.ok(removed.includes('gpt-tokenizer'));
  const imported = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/'((?:@[\w-]+\/)?[\w-]+)[^']*'/g)].map(([, name = '']) => name),
  );
  for (const name of removed) assert.ok(!imported.includes(name), name);

  const asked = archivedVersions(JSON.parse(read('package-lock.json'))).map(({ name }) => name);
  for (const name of archived) {
    assert.ok(asked.includes(name), name);
    assert.ok(read('docs/decisions/packages.md').includes(name.replace('@microsoft/', '')), name);
  }
});
