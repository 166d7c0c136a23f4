import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { folders } from '../../src/i18n/folders.ts';
import { languages } from '../../src/kernel/languages.ts';

const root = path.join(import.meta.dirname, '../..');

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else for (const below of Object.values(value ?? {})) yield* stringsOf(below);
}
const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

test('what people type in a language stands in its folder, and in no rule', () => {
  const english = new Set([...stringsOf(folders.en)].flatMap(wordsOf));
  for (const language of languages.slice(1)) {
    const { grammar, commands, keywords } = folders[language];
    const own = new Set(
      [...stringsOf(grammar), ...stringsOf(keywords), ...Object.values(commands).flatMap(({ names }) => names)]
        .flatMap(wordsOf)
        .filter((word) => !english.has(word)),
    );
    assert.ok(own.size > 50, `${own.size}`);
    const elsewhere = globSync('src/**/*.ts', { cwd: root })
      // Languages share words: one that is French as well stands in that folder too.
      .filter((file) => !languages.some((each) => file.startsWith(`src/i18n/${each}/`)))
      .flatMap((file) =>
        [...new Set(wordsOf(readFileSync(path.join(root, file), 'utf8')))].flatMap((word) =>
          own.has(word) ? [`${file}: ${word}`] : [],
        ),
      );
    assert.deepEqual(elsewhere, []);
  }
});
