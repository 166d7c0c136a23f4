import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { texts } from '../../src/i18n/texts.ts';

const src = path.join(import.meta.dirname, '../../src');
const sources = globSync('**/*.ts', { cwd: src }).map((file) => ({
  file,
  source: readFileSync(path.join(src, file), 'utf8'),
}));
const { has } = texts('en');

/** What the sources name by a pattern of theirs, and where. */
function namedBy(pattern: RegExp): { name: string; file: string }[] {
  return sources.flatMap(({ file, source }) => [...source.matchAll(pattern)].map(([, name = '']) => ({ name, file })));
}

// What another language lacks of English is for the compiler to find.
test('every text that is asked for by its whole key is there', () => {
  const asked = namedBy(/\bt\(\s*'([\w.-]+)'/g);
  assert.ok(asked.length > 500, `${asked.length}`);
  const missing = asked.filter(({ name }) => !has(name));
  assert.deepEqual(
    missing.map(({ name, file }) => `src/${file} asks for ${name}, which no file of src/i18n/en has`),
    [],
  );
});

/** As failureParts looks for it. */
function isTold(code: string): boolean {
  return ['message', 'remedy'].every((part) => has(`errors.${code}.${part}`) || has(`${code}.${part}`));
}

test('every failure that is named where it is made has a message and a remedy', () => {
  const made = namedBy(/(?:new CodedError\(\s*|failure: \{\s*code: )'([\w.-]+)'/g);
  assert.ok(made.length > 300, `${made.length}`);
  const missing = made.filter(({ name }) => !isTold(name));
  assert.deepEqual(
    missing.map(
      ({ name, file }) => `src/${file} fails with ${name}, whose message and remedy no file of src/i18n/en has`,
    ),
    [],
  );
});
