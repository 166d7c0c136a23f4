import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { environment } from '../../src/config/settings.ts';
import { commands } from '../../src/features/commands.ts';

const root = path.join(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

const names = commands.map(({ spec }) => spec.name).toSorted((a, b) => b.length - a.length);
/** The commands of a table's rows. */
function commandsIn(page: string): string[] {
  return [...page.matchAll(/^\| `([a-z][^`]*)/gm)].map(
    ([, line = '']) => names.find((name) => line === name || line.startsWith(`${name} `)) ?? line,
  );
}

test('the page of commands begins with a row for each, and docs/pages/commands-table.md has none that is not there', () => {
  const page = readFileSync(path.join(root, 'docs/commands.md'), 'utf8');
  assert.deepEqual(commandsIn(page).toSorted(), names.toSorted());
  const table = readFileSync(path.join(root, 'docs/pages/commands-table.md'), 'utf8');
  assert.deepEqual(
    commandsIn(table).filter((name) => !names.includes(name)),
    [],
  );
});

test('before it tells how to deploy, the README has a thousand words at most, and ten commands', () => {
  const [before = ''] = readme.split('## Deploy');
  const words = before.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  assert.ok(words.length <= 1_000, `${words.length}`);
  const told = commandsIn(before);
  assert.equal(told.length, 10);
  assert.deepEqual(
    told.filter((name) => !names.includes(name)),
    [],
  );
});

test('the README tells the settings that it does not start without, and none that is not there', () => {
  const [, part = ''] = readme.split('## Settings');
  const [table = ''] = part.split('##');
  const told = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, name = '']) => name.match(/[A-Z][A-Z_]+/g) ?? []);
  const settings = Object.entries(environment.shape);
  const required = settings.filter(([, schema]) => !schema.safeParse(undefined).success).map(([name]) => name);
  assert.ok(required.length > 2);
  assert.deepEqual(
    required.filter((name) => !told.includes(name)),
    [],
  );
  assert.deepEqual(
    told.filter((name) => !Object.hasOwn(environment.shape, name)),
    [],
  );
});

test('one optional package alone brings a Node, as npm 10 links no command that two of them bring', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const optional = Object.keys(packages[''].optionalDependencies);
  const brought = optional.flatMap((name) => Object.keys(packages[`node_modules/${name}`].bin ?? {}));
  assert.deepEqual(brought, ['node']);
});

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every file and heading that the README and the other pages link to exists', () => {
  const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });
  assert.ok(pages.length > 10);
  for (const file of pages) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, target = '', anchor] of text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)) {
      const linked = target ? path.join(root, path.dirname(file), target) : path.join(root, file);
      assert.ok(existsSync(linked), `${file} links to ${target}`);
      if (!anchor) continue;
      assert.ok(anchorsOf(readFileSync(linked, 'utf8')).includes(anchor), `${file} links to ${target}#${anchor}`);
    }
  }
});
