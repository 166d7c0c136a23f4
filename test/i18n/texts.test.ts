import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../src/i18n/en/index.ts';
import { folders } from '../../src/i18n/folders.ts';
import { texts } from '../../src/i18n/texts.ts';
import { wholeLanguage } from '../../src/i18n/whole-language.ts';

/** Every text of a catalogue by its key. */
function* flat(value: unknown, path = ''): Generator<[key: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, below] of Object.entries(value)) yield* flat(below, path ? `${path}.${key}` : key);
  }
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const english = new Map(flat(folders.en.texts));
const translations = Object.entries(folders).map(
  ([language, folder]) => [language, new Map(flat(folder.texts))] as const,
);

describe('the catalogues', () => {
  it('have the same keys with the same parameters in every language', () => {
    const unique = (list: (string | undefined)[]) => [...new Set(list)];
    for (const [language, translation] of translations) {
      assert.deepEqual([...translation.keys()].sort(), [...english.keys()].sort(), language);
      for (const [key, text] of english) {
        const translated = translation.get(key) ?? '';
        assert.deepEqual(unique(placeholders(translated)), unique(placeholders(text)), `${key} (${language})`);
      }
    }
  });

  it('have no empty text, no dashes that phones cannot type and no reference to another text', () => {
    for (const [key, text] of translations.flatMap(([, translation]) => [...translation])) {
      assert.ok(text.trim() !== '', key);
      assert.doesNotMatch(text, /[—–]|\$t\(|\$\{/, key);
    }
  });

  it('give every failure a message and a remedy', () => {
    const failures = [...english.keys()].filter((key) => key.startsWith('errors.'));
    const codes = new Set(failures.map((key) => key.replace(/\.[^.]+$/, '')));
    for (const code of codes) {
      for (const part of ['message', 'remedy']) {
        const key = `${code}.${part}`;
        assert.ok(english.has(key) || english.has(`${key}_other`), key);
      }
    }
  });
});

describe('two rooms', () => {
  it('that have one text, command or keyword are refused', () => {
    const { jobs } = en.rooms;
    for (const [own, told] of [
      [{ texts: { jobs: { percent: '' } } }, /two rooms have the text jobs\.percent/],
      [{ texts: { jobs: '' } }, /two rooms have the text jobs/],
      [{ commands: { status: jobs.commands.status } }, /two rooms have the words of status/],
      [{ keywords: jobs.keywords }, /two rooms have the words of failures/],
    ] as const) {
      const rooms = { ...en.rooms, ui: { texts: {}, ...own } } as unknown as typeof en.rooms;
      assert.throws(() => wholeLanguage({ ...en, rooms }), told);
    }
  });
});

describe('a text', () => {
  it('is in the language asked for, with its values as they are', () => {
    assert.equal(texts('nl').t('common.yes'), 'ja');
    assert.equal(texts('en').t('jobs.percent', { percent: 40 }), '40%');
    assert.equal(texts('en').t('common.duration.days', { count: 1 }), '1 day');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the value of another template language
    const odd = '$t(common.yes) {{percent}} <b> &amp; ${x}';
    assert.equal(texts('en').t('jobs.percent', { percent: odd }), `${odd}%`);
  });

  it('that does not exist, or lacks a value, is a mistake', () => {
    assert.throws(() => texts('en').t('errors.nothing.message'), /missing text: errors\.nothing\.message/);
    assert.throws(() => texts('nl').t('jobs.percent'), /missing parameter/);
    assert.equal(texts('en').has('errors.nothing.message'), false);
    assert.equal(texts('en').has('errors.expired.message'), true);
    assert.equal(texts('en').has('common.duration.days'), true);
  });
});
