import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
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
        assert.match(target, /^src\/|^package\.json$/, `${file} imports ${name}`);
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
    'sentences/model.bin',
    'src',
    'tools/image',
    'tools/image/source-maps.mjs',
    'tools/image/types-erased.mjs',
  ]);
  const ignored = read('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  assert.equal(ignored[0], '*');
  const taken = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  // Builds in the registry look for it in what is sent.
  const sent = copied.filter((part) => !part.startsWith('tools/image/'));
  assert.deepEqual(taken.toSorted(), [...new Set(['Dockerfile', ...sent])].toSorted());
});

test('the image runs as a user without rights, by the same command as npm start', () => {
  const dockerfile = read('Dockerfile');
  const user = dockerfile.lastIndexOf('\nUSER 1000:1000');
  assert.ok(user > dockerfile.lastIndexOf('\nFROM') && user < dockerfile.indexOf('\nCMD'));
  const command = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]';
  assert.equal(JSON.parse(command).join(' '), JSON.parse(read('package.json')).scripts.start);
});

test('what nobody maintains is looked up by name', () => {
  const asked = archivedVersions(JSON.parse(read('package-lock.json'))).map(({ name }) => name);
  for (const name of archived) {
    assert.ok(asked.includes(name), name);
    assert.ok(read('docs/decisions/packages.md').includes(name.replace('@microsoft/', '')), name);
  }
});
