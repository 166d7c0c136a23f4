import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const pages = { 'azure-2026-findings': 60, 'operations-findings': 37 };

/** A path in code, a colon and the title, to the end of the cell, of the sentence or to the next one. */
function namedTests(row: string): { file: string; title: string }[] {
  return [...row.matchAll(/`(test\/[^`]+\.test\.ts)`: (.*?)(?= · `|\. \*\*Open|\. Rule | \|$)/g)].map(
    ([, file = '', title = '']) => ({ file, title }),
  );
}

const rowsOf = (page: string) =>
  readFileSync(`docs/${page}.md`, 'utf8')
    .split('\n')
    .filter((line) => /^\| (?!Finding|\||-)[A-Z0-9]/.test(line));
const rows = Object.keys(pages).flatMap(rowsOf);

test('each finding names the test that holds it, says why it does not apply, or is open', () => {
  for (const [page, count] of Object.entries(pages)) assert.ok(rowsOf(page).length >= count, page);
  for (const row of rows) {
    const isAnswered = namedTests(row).length > 0 || /\*\*Open|Not mended|Rule \d|sends none/.test(row);
    assert.ok(isAnswered, row);
    assert.equal(namedTests(row).length, [...row.matchAll(/`test\//g)].length, row);
  }
});

test('each test that a finding names is there, by file and title', () => {
  const gone = rows.flatMap(namedTests).filter(({ file, title }) => {
    if (!existsSync(file)) return true;
    return !readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(title);
  });
  assert.deepEqual(gone, []);
});
