import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '../..');

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
  const pages = globSync(['*.md', 'docs/**/*.md', 'sandbox/**/*.md'], { cwd: root });
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
