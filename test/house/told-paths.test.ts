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

/** A name may leave out what it lies in, as readers in a room do. `i18n` is the folder of a language. */
function exists(name: string): boolean {
  if (packages.some((one) => name.startsWith(`${one}/`))) return true;
  const tail = name
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/^i18n\//, '');
  return [...there].some((file) => file.endsWith(`/${tail}`));
}

test('what CONTRIBUTING, the architecture and the decisions name of files and folders is there', () => {
  const pages = ['CONTRIBUTING.md', 'docs/architecture.md', ...globSync('docs/decisions/*.md', { cwd: root })];
  const told = pages.flatMap((page) =>
    pathsIn(readFileSync(path.join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '')).map((name) => ({ page, name })),
  );
  assert.ok(told.length > 100, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !exists(name)),
    [],
  );
});
