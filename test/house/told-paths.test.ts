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

/** Folders of the sources from before there were rooms: whatever names one is older than they are. */
const before = ['domain', 'services', 'text', 'workflows'];
const folders = new Set([...before, ...everything.flatMap((file) => file.split('/').slice(0, -1))]);

/** What stands behind two slashes, or between a slash and a star and their like. */
function commentsIn(source: string): string[] {
  const all = source.matchAll(/^(?:[^'"`\n]*?[\s;,{(])?\/\/(.*)$|(?:^|\s)\/\*([\s\S]*?)\*\//gm);
  return [...all].map(([, line = '', block = '']) => line + block);
}

/** In prose a slash is also of a date, a type of Azure or a verb of Teams: a path ends as a file, or begins with a folder. */
function pathsInProse(comment: string): string[] {
  const words = comment.split(/[\s,;:()"'`?#]+/).map((word) => word.replace(/\.$/, ''));
  return words.filter((word) => {
    const [first = '', ...rest] = word.split('/');
    if (!/^[\w./-]+$/.test(word)) return false;
    if (/^[a-z].*\.ts$/.test(word) || /^[a-z][\w-]*\/$/.test(word)) return true;
    return rest.length > 0 && folders.has(first);
  });
}

test('what comments in sources, sandbox and tests name of files and folders is there', () => {
  const told = globSync('{src,sandbox,test}/**/*.{ts,js}', { cwd: root }).flatMap((file) =>
    commentsIn(readFileSync(path.join(root, file), 'utf8'))
      .flatMap(pathsInProse)
      .map((name) => ({ file, name })),
  );
  assert.ok(told.length > 40, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !exists(name)),
    [],
  );
});

test('a comment is found to name what is gone, and what else has a slash is no path', () => {
  const named = (source: string) => commentsIn(source).flatMap(pathsInProse);
  assert.deepEqual(named('/**\n * Its effects hold theirs, see rules/members.\n */'), ['rules/members']);
  assert.deepEqual(named('/** The error as domain/notify names it. */'), ['domain/notify']);
  assert.deepEqual(named('const a = 1; // else Graph is asked (services/members.ts)'), ['services/members.ts']);
  assert.deepEqual(named('/** `text/` renders message and remedy; see gone.ts. */'), ['text/', 'gone.ts']);
  for (const other of [
    '07/14/2021',
    '10.0.2.0/24',
    'Europe/Kyiv',
    'Microsoft.Compute/disks',
    'task/fetch',
    'vault/name',
  ])
    assert.deepEqual(named(`// Of ${other}.`), [], other);
  assert.deepEqual(named("const url = 'https://graph/domain/x'; const glob = 'src/**/*.ts';"), []);
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
