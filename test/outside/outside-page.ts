import { existsSync, readFileSync } from 'node:fs';
import type { Outcome, Part } from './part.ts';

const row = /^\| `([\w-]+)` \|.*$/gm;

/** docs/outside.md: the table of the last run. Rows of parts that did not run this time stay as they are. */
export function outsidePage(
  file: string,
  parts: Readonly<Record<string, Part>>,
  outcomes: ReadonlyMap<string, Outcome>,
): string {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const old = new Map([...before.matchAll(row)].map(([line, name = '']) => [name, line]));
  const day = new Date().toISOString().slice(0, 10);
  const rows = Object.entries(parts).map(([name, { about }]) => {
    const now = outcomes.get(name);
    if (!now) return old.get(name) ?? `| \`${name}\` | ${about} | | never run | | |`;
    const { state, version, ran, why } = now;
    return `| ${[`\`${name}\``, about, version, `**${state}** ${day}`, ran, why.join('; ')].map(cell).join(' | ')} |`;
  });
  return `${head}
| Part | Held against | Version | Last run | What ran | What failed, or why it did not run |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ')
    .slice(0, 900);
}

const head = `# Held against the outside

Tests meet an Azure that the authors of Strongroom wrote. \`npm run outside\` holds it against programs of others:

\`\`\`
npm run outside                       # every part
npm run outside -- bicep powershell   # these
npm run outside -- --write            # and writes this page
\`\`\`

It is no part of \`npm test\`: it takes minutes, and tools that not every machine has. It installs nothing on the
machine. What it downloads stands in \`~/.cache/strongroom-outside\`. A part whose tool is not there says so, with the
command that would bring it, and counts as skipped, never as passed; with \`--strict\` as failed. The CI runs all parts
weekly, and for a pull request with the label \`outside\`.

\`az\` is that of the machine, or of a Debian beside it where there is one in the cache: Debian 12 has az 2.45 with a
library that is too new for it, and none of its calls to Compute work. This makes one, with az 2.74:

\`\`\`
debootstrap --variant=minbase --include=azure-cli,jq trixie ~/.cache/strongroom-outside/debian
\`\`\`
`;
