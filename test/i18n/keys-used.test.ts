import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { folders } from '../../src/i18n/folders.ts';
import { languages } from '../../src/kernel/languages.ts';
import { planted } from './plant-texts.ts';

const root = path.join(import.meta.dirname, '../..');
const source = globSync('src/**/*.ts', { cwd: root })
  .filter((file) => !languages.some((language) => file.startsWith(path.join('src', 'i18n', language, '/'))))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

/** Leaves of the catalogue, e.g. cards.request.heading; plural forms count as their common key. */
function keysOf(part: object, prefix = ''): string[] {
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`${prefix}${name}`.replace(/_(?:zero|one|other)$/, '')]
      : keysOf(value, `${prefix}${name}.`),
  );
}

const literals = new Set([...source.matchAll(/'([\w.-]+)'/g)].map(([, text = '']) => text));
// A card's template reads its texts as members of t: those of its own area, and the shared ones.
for (const file of globSync('cards/*.json', { cwd: root })) {
  const name = path.basename(file, '.json');
  for (const [, dotted, quoted] of readFileSync(path.join(root, file), 'utf8').matchAll(
    /\bt(?:\.([\w.]+)|\['([^']+)'\])/g,
  )) {
    for (const area of [name, 'shared']) literals.add(`cards.${area}.${dotted ?? quoted}`);
  }
}

/** Beginnings of templates such as `cards.request.state.${state}` or `submitted-${what}`. */
const beginnings = [...new Set([...source.matchAll(/`([a-z][\w.-]*[.-])\$\{/g)].map(([, text = '']) => text))]
  // Excluded, because a card finds all texts of its area by this, used or not.
  .filter((text) => text !== 'cards.');

/** A beginning with the area is compared with the whole key; without it, with the key's last part. */
function isUsedByPattern(key: string): boolean {
  return beginnings.some((text) =>
    text.includes('.') ? key.startsWith(text) : (key.split('.').at(-1) ?? '').startsWith(text),
  );
}

/** Failures, findings and catalogue entries name their texts by a code, which is in the source. */
function isUsedByCode(key: string): boolean {
  const pieces = key.split('.');
  if (/^(?:message|remedy|cause|title)$/.test(pieces.at(-1) ?? '')) pieces.pop();
  // errors.azure.throttled is the code azure.throttled; check.keys.missing a finding `missing` of the check `keys`.
  return pieces.some((_, from) => literals.has(pieces.slice(from).join('.')));
}

test('every text is used: as it is, by a pattern, or by the code that it is filed under', () => {
  const keys = [...new Set(keysOf(folders.en.texts))].filter((key) => !planted.has(key));
  assert.ok(keys.length > 500);
  const unused = keys.filter((key) => !literals.has(key) && !isUsedByPattern(key) && !isUsedByCode(key));
  assert.deepEqual(unused, []);
});

test('a text that nothing asks for would be found', () => {
  assert.equal(isUsedByCode('errors.a-failure-that-never-happens.message'), false);
  assert.equal(isUsedByPattern('cards.nowhere.a-line-that-no-card-has'), false);
});
