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

It is no part of \`npm test\`: it takes a quarter of an hour, and tools that not every machine has. It installs nothing on
the machine. What it downloads stands in \`~/.cache/strongroom-outside\`. A part whose tool is not there says so, with the
command that would bring it, and counts as skipped, never as passed; with \`--strict\` as failed. The CI runs all parts
weekly, and for a pull request with the label \`outside\`.

* \`az\` is that of the machine, or of a Debian beside it where there is one in the cache: Debian 12 has az 2.45 with a
  library that is too new for it, and none of its calls to Compute work. This makes one, with az 2.74:
  \`debootstrap --variant=minbase --include=azure-cli,jq trixie ~/.cache/strongroom-outside/debian\`.
  It types what \`byhand\` and \`keyaccess\` print into a real bash, as the bot and as people with no more rights than
  [permissions.md](permissions.md#people) says, does the guide from a policy to a restored machine, and asks for what
  each may not do. \`--only sql-01\` runs one step.
* \`clients\` are newer and older ones than the bot's. What the local Azure does not serve, it must say.
* \`azurite\` answers the same calls as the local Azure, which have to agree, and the bot's own code besides.
* \`oav\` needs Microsoft's OpenAPI documents, as the contract test does (\`STRONGROOM_SPECS\`).
* \`container\` needs root, buildah and runc, and debootstrap where no registry can be reached.
`;
