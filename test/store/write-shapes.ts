import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { changedWithoutVersion, listShapes, parseShapes, shapesFile, writeShapes } from './stored-shapes.ts';

/**
 * Writes the file; with `--tell` prints what it would write, from a process in which no test has defined any shapes.
 */
const tell = process.argv.includes('--tell');
const agreed = existsSync(shapesFile) ? parseShapes(readFileSync(shapesFile, 'utf8')) : [];
const today = await listShapes();
const changed = changedWithoutVersion(agreed, today);
if (tell) {
  console.log(JSON.stringify(today));
} else if (changed.length > 0) {
  console.error(`Nothing is written: these changed and have no new version: ${changed.join(', ')}.`);
  console.error('See "A change of what is stored as JSON" in docs/recipes/stored-data.md.');
  process.exitCode = 1;
} else {
  writeFileSync(shapesFile, writeShapes(today));
}
