import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { environment } from '../../src/config/settings.ts';
import { commands } from '../../src/features/commands.ts';

const root = path.join(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

test('the README tells every command, and none that is not there', () => {
  const names = commands.map(({ spec }) => spec.name).toSorted((a, b) => b.length - a.length);
  const told = [...readme.matchAll(/^\| `([a-z][^`]*)/gm)].map(
    ([, line = '']) => names.find((name) => line === name || line.startsWith(`${name} `)) ?? line,
  );
  assert.deepEqual(told.toSorted(), names.toSorted());
});

test('the README tells every setting', () => {
  const settings = Object.keys(environment.shape);
  assert.ok(settings.length > 10);
  assert.deepEqual(
    settings.filter((name) => !readme.includes(`\`${name}\``)),
    [],
  );
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
