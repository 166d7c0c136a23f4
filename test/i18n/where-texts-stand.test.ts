import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, test } from 'node:test';
import { languageName } from '../../src/i18n/grammar.ts';
import { languages } from '../../src/kernel/languages.ts';

const src = path.join(import.meta.dirname, '../../src');
const files = (pattern: string) => globSync(pattern, { cwd: src }).toSorted();

/** All exports of a file, by any name. */
async function exportsOf(file: string): Promise<unknown[]> {
  return Object.values((await import(path.join(src, file))) as Record<string, unknown>);
}

describe('where the texts of a known error of Azure stand', () => {
  for (const rules of files('azure/rules/*-errors.ts')) {
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

/** Rooms of texts, each a file or a folder; the words of sentences and of Azure's errors are beside them. */
const rooms = [...new Set(files('i18n/en/**/*.ts').map((file) => file.split(/[/.]/)[2] ?? ''))].filter(
  (name) => !['index', 'catalogue', 'sentences'].includes(name),
);

async function textsOf(room: string): Promise<{ cards?: object; errors?: object }[]> {
  const named = [`i18n/en/${room}.ts`, `i18n/en/${room}/*.ts`].flatMap(files);
  const exported = await Promise.all(named.map(exportsOf));
  return exported.flat().flatMap((each) => (each as { texts?: object }).texts ?? []);
}

describe('where the texts of a room stand', () => {
  it('is a file or a folder of its name, so that one finds it', () => {
    assert.deepEqual(
      rooms.filter((room) => files(`${room}/`).length === 0),
      [],
    );
  });

  for (const area of ['errors', 'cards'] as const) {
    it(`is that of a room which names it: of each of its ${area}`, async () => {
      const astray: string[] = [];
      let seen = 0;
      const keys = new Map<string, Set<string>>();
      for (const room of rooms)
        keys.set(room, new Set((await textsOf(room)).flatMap((texts) => Object.keys(texts[area] ?? {}))));
      const shared = (key: string) => [...keys.values()].filter((each) => each.has(key)).length > 1;
      for (const [room, own] of keys) {
        const source = files(`${room}/**/*.ts`)
          .map((file) => readFileSync(path.join(src, file), 'utf8'))
          .join('\n');
        const patterns = patternsIn(source);
        for (const key of own) {
          if (shared(key)) continue;
          seen += 1;
          const names = [key, `cards.${key}`];
          const found = names.some((one) => source.includes(`'${one}'`) || source.includes(`${one}.`));
          if (!found && !patterns.some((pattern) => pattern.test(key))) astray.push(`${room}: ${key}`);
        }
      }
      assert.ok(seen > 30, `only ${seen} were found`);
      assert.deepEqual(astray, []);
    });
  }
});

/** Templates from which codes are built, such as `standing-${why}`. */
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
