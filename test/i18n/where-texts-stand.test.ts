import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, test } from 'node:test';
import { languageName } from '../../src/i18n/language-name.ts';
import { languages } from '../../src/kernel/languages.ts';

const src = path.join(import.meta.dirname, '../../src');
const files = (pattern: string) => globSync(pattern, { cwd: src }).toSorted();

/** All that a file exports, whatever it is called. */
async function exportsOf(file: string): Promise<unknown[]> {
  return Object.values((await import(path.join(src, file))) as Record<string, unknown>);
}

describe('where the texts of a known error of Azure stand', () => {
  for (const rules of files('errors/rules/*-errors.ts')) {
    const name = path.basename(rules).replace('-errors.ts', '');
    for (const language of languages) {
      it(`is the file that is named as its entry's: ${name}, ${language}`, async () => {
        const entries = (await exportsOf(rules)).flat() as { id: string }[];
        const [texts = {}] = (await exportsOf(`i18n/${language}/catalogue/${name}.ts`)) as object[];
        assert.deepEqual(Object.keys(texts).toSorted(), entries.map(({ id }) => id).toSorted());
      });
    }
  }
});

/** What belongs to the language, or is put together from the rooms. */
const ofLanguage =
  'buttons cards catalogue command-words commands common errors grammar help index plain-details plain-words say words';

const rooms = files('*/').filter((each) => each !== 'i18n');

/** The longest that the name begins with: `by-hand` of `by-hand-errors`. */
const roomOf = (name: string): string | undefined =>
  rooms.filter((room) => name === room || name.startsWith(`${room}-`)).toSorted((a, b) => b.length - a.length)[0];

describe('where the texts of a room stand', () => {
  const named = files('i18n/en/*.ts').map((file) => path.basename(file, '.ts'));

  it('is a file that begins with its name, so that one finds it', () => {
    const own = new Set(ofLanguage.split(' '));
    assert.deepEqual(
      named.filter((name) => !own.has(name) && roomOf(name) === undefined),
      [],
    );
  });

  for (const [kind, exported] of [
    ['failure', /Errors$/],
    ['card', /Cards?$/],
  ] as const) {
    it(`is that of a room which names it: of each ${kind}`, async () => {
      const astray: string[] = [];
      let seen = 0;
      for (const name of named) {
        const room = roomOf(name);
        if (room === undefined) continue;
        const source = files(`${room}/**/*.ts`)
          .map((file) => readFileSync(path.join(src, file), 'utf8'))
          .join('\n');
        const patterns = patternsIn(source);
        const all = (await import(path.join(src, `i18n/en/${name}.ts`))) as Record<string, object>;
        for (const [constant, texts] of Object.entries(all)) {
          if (!exported.test(constant)) continue;
          for (const key of Object.keys(texts)) {
            seen += 1;
            const names = [key, `cards.${key}`];
            const found = names.some((one) => source.includes(`'${one}'`) || source.includes(`${one}.`));
            if (!found && !patterns.some((pattern) => pattern.test(key))) astray.push(`${name}: ${key}`);
          }
        }
      }
      assert.ok(seen > 30, `only ${seen} were found`);
      assert.deepEqual(astray, []);
    });
  }
});

/** Templates that codes are put together by, such as `standing-${why}`. */
function patternsIn(source: string): RegExp[] {
  return [...source.matchAll(/`((?:[a-z.-]|\$\{[^}`]*\})+)`/g)].flatMap(([, template = '']) => {
    const fixed = template.split(/\$\{[^}]*\}/);
    return fixed.join('').length < 5 ? [] : [new RegExp(`^${fixed.join('[a-z-]+').replaceAll('.', '\\.')}$`)];
  });
}

describe('every language', () => {
  for (const language of languages.filter((each) => each !== 'en')) {
    it(`has the files that English has, and helpers of its own beside them: ${language}`, () => {
      const own = new Set(files(`i18n/${language}/**/*.ts`).map((file) => file.replace(`i18n/${language}/`, '')));
      const missing = files('i18n/en/**/*.ts')
        .map((file) => file.replace('i18n/en/', ''))
        .filter((file) => !own.has(file));
      assert.deepEqual(missing, []);
    });
  }
});

test('the Bicep file and the README, which cannot derive them, name all languages', () => {
  const bicep = readFileSync(path.join(src, '../infra/main.bicep'), 'utf8');
  const [, allowed = ''] = /@allowed\(\[(.*?)\]\)\s*param language /.exec(bicep) ?? [];
  assert.deepEqual(allowed.match(/\w+/g), [...languages], 'infra/main.bicep allows all');
  const readme = readFileSync(path.join(src, '../README.md'), 'utf8');
  for (const language of languages)
    assert.ok(readme.includes(languageName(language, 'en')), `README.md names ${language}`);
});
