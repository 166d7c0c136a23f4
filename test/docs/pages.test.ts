import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { azurePage } from '../../docs/pages/azure-page.ts';
import { commandsPage } from '../../docs/pages/commands-page.ts';
import { settingsPage } from '../../docs/pages/settings-page.ts';

const read = (name: string) => readFileSync(path.join(import.meta.dirname, '../../docs', name), 'utf8');

/** The page on plain words is checked where its sets are read: test/chat/rules/plain-words/plain-words.test.ts. */
test('the pages in docs are what npm run docs writes', () => {
  assert.equal(read('commands.md'), commandsPage());
  assert.equal(read('settings.md'), settingsPage());
  assert.equal(read('../sandbox/azure/README.md'), azurePage());
});
