import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '../..');
const everything = globSync('{src,test,sandbox,cards,docs,infra,bench,tools,appPackage}/**', { cwd: root });
const packages = Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies);
const withoutEnding = (file: string) => file.replace(/\.ts$/, '');
const there = new Set([...everything, ...everything.map(withoutEnding)].map((file) => `/${file}`));

/** What a page names in code type that reads as a file or folder of the repository, such as `rules/codes.ts` or `saga/run`. */
function pathsIn(text: string): string[] {
  const words = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/\s+/));
  return words.filter((word) => /^[a-z][\w.-]*(\/[\w.-]+)+\/?$/i.test(word) || /^[a-z][\w-]+\.ts$/.test(word));
}

/** A name may leave out what it lies in, as readers in a room do. `i18n` is also the folder of each language. */
function exists(name: string): boolean {
  if (packages.some((one) => name.startsWith(`${one}/`))) return true;
  const tail = name.replace(/^\//, '').replace(/\/$/, '');
  if (tail.startsWith('i18n/')) return there.has(`/src/${tail}`) || there.has(`/src/i18n/en/${tail.slice(5)}`);
  return [...there].some((file) => file.endsWith(`/${tail}`));
}

function textOf(page: string): string {
  return readFileSync(path.join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
}

/** These speak of the sources by their short names. */
const ofSources = ['CONTRIBUTING.md', 'docs/architecture.md', ...globSync('docs/decisions/*.md', { cwd: root })];

test('what CONTRIBUTING, the architecture and the decisions name of files and folders is there', () => {
  const told = ofSources.flatMap((page) => pathsIn(textOf(page)).map((name) => ({ page, name })));
  assert.ok(told.length > 100, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !exists(name)),
    [],
  );
});

test('so is what any page names from the root on', () => {
  const told = globSync(['*.md', 'docs/*.md'], { cwd: root }).flatMap((page) =>
    pathsIn(textOf(page))
      .filter((name) => there.has(`/${name.split('/')[0]}`))
      .map((name) => ({ page, name })),
  );
  assert.ok(told.length > 100, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !exists(name)),
    [],
  );
});

test('what CONTRIBUTING and the architecture name of functions, types and members is in the sources', () => {
  const sources = everything.filter((file) => /^(src|test|sandbox|cards)\/.*\.ts$/.test(file));
  const known = new Set(sources.flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(/\w+/g) ?? []));
  const told = ['CONTRIBUTING.md', 'docs/architecture.md'].flatMap((page) =>
    [...textOf(page).matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) =>
      (code.match(/\b[a-z]+[A-Z]\w*|\b(?:[A-Z][a-z]+){2,}\b/g) ?? []).map((name) => ({ page, name })),
    ),
  );
  assert.ok(told.length > 40, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !known.has(name)),
    [],
  );
});
