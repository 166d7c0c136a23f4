import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { product } from '../../src/app/product.ts';
import { findCommand, parseCommandLine } from '../../src/chat/rules/parse-command-line.ts';
import type { CommandSpec } from '../../src/chat/rules/spec.ts';
import { splitWords } from '../../src/chat/rules/words.ts';
import { folders } from '../../src/i18n/folders.ts';
import { grammar } from '../../src/i18n/grammar.ts';
import { examplesIn, typedIn } from '../../src/i18n/texts.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

const { commands } = product;

const specs = commands.map(({ spec }) => spec);

const values: Record<string, string> = {
  id: 'R-7K2M',
  piece: '4F9C',
  number: '2',
  next: '3',
  page: '2',
  words: '',
  about: 'sql-01 ',
};

/** Quoted or bold parts of a text that begin like a command, with values for their parameters. */
function* linesOf(part: unknown, language: Language, key = ''): Generator<{ key: string; line: string }> {
  if (typeof part === 'string') {
    for (const [, , marked = ''] of part.matchAll(/("|\*\*)([^"*]+)\1/g)) {
      const word = folders[language].keywords.page[0] ?? 'page';
      const line = marked.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? { word }[name] ?? 'sql-01');
      // A step such as "Restore the keys" is named with a capital, a command never.
      if (/^\P{Lu}/u.test(line) && findCommand(splitWords(line), specs)) yield { key, line };
    }
    return;
  }
  for (const [name, below] of Object.entries(part ?? {})) yield* linesOf(below, language, `${key}.${name}`);
}

/** Whether it is a whole line, or the beginning of one whose rest the text describes in words. */
function readsAs(line: string): CommandSpec | undefined {
  const read = parseCommandLine(line, specs, grammar);
  const begun = read.kind === 'bad-arguments' && ['missing', 'no-value'].includes(read.problem.kind);
  return read.kind === 'command' || begun ? specs.find(({ name }) => name === read.name) : undefined;
}

describe('a command that a text names', () => {
  for (const language of languages) {
    const lines = [...linesOf(folders[language].texts, language)];

    it(`can be typed as it stands there (${language})`, () => {
      assert.ok(lines.length > 250, `${lines.length} lines`);
      const wrong = lines.filter(({ line }) => !readsAs(line));
      assert.deepEqual(wrong, []);
    });

    it(`has the name that texts give it (${language})`, () => {
      const names = typedIn(language) as Record<string, string>;
      const other = lines.filter(({ line }) => !line.startsWith(names[readsAs(line)?.name ?? ''] ?? '?'));
      assert.deepEqual(other, []);
    });
  }

  for (const language of languages) {
    it(`has the keywords of the language in a text (${language})`, () => {
      const foreign = [...linesOf(folders[language].texts, language)].filter(({ line }) => {
        const words = new Set(line.toLowerCase().split(/\s+/));
        return readsAs(line)?.arguments.some((argument) => {
          if (argument.kind !== 'keyword') return false;
          const own = argument.words[language];
          if (language === 'en' || own.length === 0) return false;
          return [argument.name, ...argument.words.en].some((word) => words.has(word) && !own.includes(word));
        });
      });
      assert.deepEqual(foreign, []);
    });

    it(`is shown with as many examples as in English, which begin with its name (${language})`, () => {
      for (const [name, typed] of Object.entries(typedIn(language))) {
        const examples = examplesIn(language, name);
        assert.equal(examples.length, examplesIn('en', name).length, name);
        for (const example of examples)
          assert.ok(example.startsWith(typed), `${name}: the example "${example}" begins with "${typed}"`);
      }
    });
  }
});
