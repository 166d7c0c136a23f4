import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { languages } from '../../src/kernel/languages.ts';

const root = path.join(import.meta.dirname, '../..');

/** By name, why several files may export it. */
const conventional: Record<string, string> = {
  up: 'what every migration does',
};

/** The same file of every language has the same names, so these are one owner. */
const ownerOf = (file: string) =>
  languages.reduce((owner, language) => owner.replace(`src/i18n/${language}/`, 'src/i18n/<language>/'), file);

/** Every file is formatted, so what it exports begins a line. */
const declared = /^export (?:abstract |async |declare )*(?:class|const|function\*?|interface|let|type) (\w+)/gm;

function exportedBy(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(declared)].map(([, name = '']) => name);
}

test('a name is exported by one file, so that whoever meets it finds what it means', () => {
  const owners = new Map<string, Set<string>>();
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    for (const name of exportedBy(file)) owners.set(name, (owners.get(name) ?? new Set()).add(ownerOf(file)));
  }
  assert.ok(owners.size > 1000, `only ${owners.size} names were found`);
  const several = [...owners].filter(([, files]) => files.size > 1);
  assert.deepEqual(
    several.filter(([name]) => !(name in conventional)).map(([name, files]) => `${name}: ${[...files].join(', ')}`),
    [],
  );
  const unneeded = Object.keys(conventional).filter((name) => !several.some(([each]) => each === name));
  assert.deepEqual(unneeded, [], 'an exception that nothing needs');
});

test('what throws unless something holds is called require', () => {
  const demanding = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    exportedBy(file)
      .filter((name) => /^(demand|ensure|must)[A-Z]/.test(name))
      .map((name) => `${file}: ${name}`),
  );
  assert.deepEqual(demanding, []);
});
