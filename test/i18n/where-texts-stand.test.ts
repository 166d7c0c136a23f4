import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
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

describe('what lists the languages and cannot derive them', () => {
  const root = path.join(src, '..');
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

  it('has all of them: the parameter of the Bicep files, and the settings of README.md', () => {
    const [, allowed = ''] = /@allowed\(\[(.*?)\]\)\s*param language /.exec(read('infra/main.bicep')) ?? [];
    assert.deepEqual(allowed.match(/\w+/g), [...languages]);
    const readme = read('README.md');
    assert.ok(readme.includes(`| \`LANGUAGE\` | ${languages.map((each) => `\`${each}\``).join(' or ')},`));
  });
});
