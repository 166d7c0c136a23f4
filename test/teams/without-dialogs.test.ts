import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import '../../src/teams/router.ts';

test('teams-ai is loaded without the dialogs and recognisers of its sign-in', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  assert.ok(loaded.some((file) => file.includes('@microsoft/teams-ai/lib/Application.js')));
  assert.deepEqual(
    loaded.filter((file) => /recognizers-text|botbuilder-dialogs\/lib\/prompts/.test(file)),
    [],
  );
});
