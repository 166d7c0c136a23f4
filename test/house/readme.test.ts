import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/commands/commands.ts';

const root = path.join(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

test('the README tells every command, and none that is not there', () => {
  const names = commands.map(({ spec }) => spec.name).toSorted((a, b) => b.length - a.length);
  const told = [...readme.matchAll(/^\| `([a-z][^`]*)/gm)].map(
    ([, line = '']) => names.find((name) => line === name || line.startsWith(`${name} `)) ?? line,
  );
  assert.deepEqual(told.toSorted(), names.toSorted());
});

test('the README tells every setting', () => {
  const config = readFileSync(path.join(root, 'src/config.ts'), 'utf8');
  const settings = [...config.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name ?? '');
  assert.ok(settings.length > 10);
  assert.deepEqual(
    settings.filter((name) => !readme.includes(`\`${name}\``)),
    [],
  );
});

test('every file that the README and docs link to exists', () => {
  for (const file of ['README.md', 'docs/architecture.md', 'docs/sandbox.md']) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      assert.ok(existsSync(path.join(root, path.dirname(file), target)), `${file} links to ${target}`);
    }
  }
});
