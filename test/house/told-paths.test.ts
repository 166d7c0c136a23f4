import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { rooms } from './rooms.ts';

const root = path.join(import.meta.dirname, '../..');
const everything = globSync('{src,test,sandbox,cards,docs,infra,bench,tools,appPackage}/**', { cwd: root });
const packages = Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies);
const withoutEnding = (file: string) => file.replace(/\.ts$/, '');
const tops = new Set(everything.map((file) => file.split('/')[0]));
/** What each file and folder may be called: with its ending or without, from the root on or from below it. */
const there = new Set(
  [...everything, ...everything.map(withoutEnding)].flatMap((file) => {
    const parts = file.split('/');
    return parts.map((_, index) => parts.slice(index).join('/'));
  }),
);

/** What a page names in code type that reads as a file or folder of the repository, such as `rules/codes.ts` or `saga/run`. */
function pathsIn(text: string): string[] {
  const words = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/\s+/));
  return words.filter((word) => /^[a-z][\w.-]*(\/[\w.-]+)+\/?$/i.test(word) || /^[a-z][\w-]+\.ts$/.test(word));
}

/** A name may leave out what it lies in, as readers in a room do. `i18n` is also the folder of each language. */
function exists(name: string): boolean {
  if (packages.some((one) => name.startsWith(`${one}/`))) return true;
  const tail = name.replace(/^\//, '').replace(/\/$/, '');
  if (tail.startsWith('i18n/')) return there.has(`src/${tail}`) || there.has(`src/i18n/en/${tail.slice(5)}`);
  return there.has(tail);
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
      .filter((name) => tops.has(name.split('/')[0]))
      .map((name) => ({ page, name })),
  );
  assert.ok(told.length > 100, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !exists(name)),
    [],
  );
});

/** The root of the sources, and their folders from before there were rooms: whatever begins with one is a path. */
const roots = ['src', 'domain', 'services', 'text', 'workflows'];
const folders = new Set(everything.flatMap((file) => file.split('/').slice(0, -1)));
/** Rooms are words of prose too, and none lies in another. */
const within = new Set(
  everything.flatMap((file) => withoutEnding(file).split('/')).filter((name) => !rooms.includes(name)),
);

/** What stands behind two slashes, or between a slash and a star and their like. */
function commentsIn(source: string): string[] {
  const all = source.matchAll(/^(?:[^'"`\n]*?[\s;,{(])?\/\/(.*)$|(?:^|\s)\/\*([\s\S]*?)\*\//gm);
  return [...all].map(([, line = '', block = '']) => line + block);
}

/** In prose a slash is also of a date, a type of Azure or a verb of Teams: a path ends as a file, or goes on from a folder to what may lie in one. */
function pathsInProse(comment: string): string[] {
  const words = comment.split(/[\s,;:()"'`?#]+/).map((word) => word.replace(/\.$/, ''));
  return words.filter((word) => {
    const [first = '', second] = word.split('/');
    if (!/^[\w./-]+$/.test(word)) return false;
    if (/^[a-z].*\.ts$/.test(word) || /^[a-z][\w-]*\/$/.test(word)) return true;
    if (second === undefined) return false;
    return roots.includes(first) || (folders.has(first) && (/[.-]/.test(word) || within.has(second)));
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
  assert.deepEqual(named('// See saga/gone-away, docs/gone.md and src/gone.'), [
    'saga/gone-away',
    'docs/gone.md',
    'src/gone',
  ]);
  for (const other of [
    '07/14/2021',
    '10.0.2.0/24',
    'Europe/Kyiv',
    'Microsoft.Compute/disks',
    'task/fetch',
    'vault/name',
    'backup/restore',
    'check/restore',
    'access/denied',
    'cards/replies',
    'backup/restore/drill',
  ])
    assert.deepEqual(named(`// Of ${other}.`), [], other);
  assert.deepEqual(named("const url = 'https://graph/domain/x'; const glob = 'src/**/*.ts';"), []);
});

const names = /\b[a-z]+[A-Z]\w*|\b(?:[A-Z][a-z]+){2,}\b/g;

test('what CONTRIBUTING and the architecture name of functions, types and members is in the sources', () => {
  const sources = everything.filter((file) => /^(src|test|sandbox|cards)\/.*\.ts$/.test(file));
  const known = new Set(sources.flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(names) ?? []));
  const told = ['CONTRIBUTING.md', 'docs/architecture.md'].flatMap((page) =>
    [...textOf(page).matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) =>
      (code.match(names) ?? []).map((name) => ({ page, name })),
    ),
  );
  assert.ok(told.length > 40, `${told.length}`);
  assert.deepEqual(
    told.filter(({ name }) => !known.has(name)),
    [],
  );
});
