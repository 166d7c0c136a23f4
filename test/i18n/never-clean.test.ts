import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type Language, languages } from '../../src/kernel/languages.ts';

/** Names of commands, and clean-up by people afterwards, which say nothing about a backup. */
const otherwise = /'clean up'|clean up what it made/g;
/** Files of sentences that people write and the bot never says. */
const heard: ReadonlySet<string> = new Set(['sentences/plain-words.ts', 'sentences/plain-details.ts']);
const promises: Record<Language, RegExp> = {
  en: /\b(clean|uninfected|malware-free|virus-free|threat-free|trustworthy)\b/i,
  nl: /\b(schoon|schone|virusvrij|malwarevrij|onbesmet|betrouwbaar herstelpunt)\b/i,
};

test('nothing is ever called clean: no text promises what a backup is free of', () => {
  for (const language of languages) {
    const folder = path.join(import.meta.dirname, '../../src/i18n', language);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts') && !heard.has(name))) {
      const text = readFileSync(path.join(folder, file), 'utf8').replaceAll(otherwise, '');
      assert.doesNotMatch(text, promises[language], `${language}/${file}`);
    }
  }
});
