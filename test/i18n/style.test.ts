import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { folders } from '../../src/i18n/folders.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';
import { everyCard } from '../cards/every-card.ts';

function* textsOf(value: unknown, path = ''): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else
    for (const [key, below] of Object.entries(value ?? {})) yield* textsOf(below, path === '' ? key : `${path}.${key}`);
}

/** Words that sound translated or differ from the Azure portal's, with their replacements. */
const banned: Partial<Record<Language, readonly [RegExp, string][]>> = {
  en: [
    [/\bhave a vault\b/i, 'protect it in a vault'],
    [/\bproven through me\b/i, 'tested here'],
    [/^Of (?:the |each |\{\{)/, 'name the thing first'],
    [/\bmend(?:ed|s)?\b/i, 'fix'],
    [/\bput away\b/i, 'closed, or deleted'],
    [/\bthe wish to\b/i, 'a request to'],
    [/\b(?:I|they) tell of\b/i, 'post about'],
    [/\bsays? nothing of\b/i, 'mute, or "doesn\'t tell"'],
    [/\bwhat there is\b/i, 'name what it is'],
    [/\bhear (?:here|no more)\b/i, 'get messages'],
    [
      /\b(?:is|are|was|were|do|does|did|has|have|had|could|would|should|will) not\b(?! only)|\bcannot\b/i,
      'a contraction',
    ],
    [/\bplease\b/i, 'leave it out'],
    [/\b(?:e\.g\.|i\.e\.|etc\.)/i, 'for example, that is'],
    [/\blog(?: |-)?in\b/i, 'sign in'],
    [/\b(?:white|black)list/i, 'allow list, block list'],
    [/\brestore points? of\b/i, 'recovery point'],
    [/\b(?:utili[sz]e|leverage|in order to)\b/i, 'use, to'],
    [/\p{L}!(?:\s|$)/u, 'a full stop'],
  ],
  nl: [
    [/\bde wens om\b/i, 'een aanvraag om'],
    [/\bnog nooit bewezen\.$/i, 'nog nooit getest'],
    [/\blaat een kluis\b/i, 'beveilig in een kluis'],
    [/\bzoals mensen het lezen\b/i, 'in gewone woorden'],
    [/\b(?:gelieve|middels|teneinde|dienen te)\b/i, 'gewone woorden'],
    [/\binloggen\b/i, 'aanmelden'],
    [/\p{L}!(?:\s|$)/u, 'een punt'],
  ],
};

/** Words of commands and keywords, which people type in other spellings. */
const typedWords = /\*\*[^*]*\*\*|"[^"]*"|`[^`]*`/g;

suite('what is said', () => {
  for (const language of languages) {
    test(`in ${language} reads as people write it, with the terms of the Azure portal`, () => {
      const found = [...textsOf(folders[language].texts)].flatMap(({ path, text }) =>
        (banned[language] ?? []).flatMap(([phrase, instead]) => {
          const said = phrase.exec(text.replace(typedWords, ''));
          return said ? [`${path}: ${text} ("${said[0]}"; in its place: ${instead})`] : [];
        }),
      );
      assert.deepEqual(found, []);
    });
  }

  test('what a locked phone shows of a card fits on it', () => {
    const longest = everyCard
      .map(({ title, text }) => ({ title, length: text.length }))
      .filter(({ length }) => length > 300);
    assert.deepEqual(longest, []);
  });
});
