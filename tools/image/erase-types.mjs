import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** Blanks the types of all sources in a folder, as Node does whenever it loads one: names, lines and columns stay. */

const [folder = 'src'] = process.argv.slice(2);
for (const file of globSync('**/*.ts', { cwd: folder }).map((found) => join(folder, found))) {
  writeFileSync(file, stripTypeScriptTypes(readFileSync(file, 'utf8')));
}
