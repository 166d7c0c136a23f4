import { existsSync, readFileSync } from 'node:fs';
import type { Calls, Outcome, Part } from './part.ts';

const row = /^\| `([\w-]+)` \|.*$/gm;
const section = /^## `([\w-]+)`, call by call\n[\s\S]*?(?=^## |$(?![\s\S]))/gm;

/**
 * Text of docs/outside.md: the table of the last run, and each part's report on its calls. A part that did not run
 * keeps its old text.
 */
export function outsidePage(
  file: string,
  parts: Readonly<Record<string, Part>>,
  outcomes: ReadonlyMap<string, Outcome>,
): string {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const old = new Map([...before.matchAll(row)].map(([line, name = '']) => [name, line]));
  const sections = new Map([...before.matchAll(section)].map(([text, name = '']) => [name, text.trimEnd()]));
  for (const [name, { calls }] of outcomes) if (calls) sections.set(name, sectionOf(name, calls));
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
${[rows.join('\n'), ...Object.keys(parts).flatMap((name) => sections.get(name) ?? [])].join('\n\n')}
`;
}

function sectionOf(name: string, { columns, rows }: Calls): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [`## \`${name}\`, call by call\n`, line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join(
    '\n',
  );
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ')
    .slice(0, 2000);
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
  \`debootstrap --variant=minbase --include=azure-cli,jq,python3-ply trixie ~/.cache/strongroom-outside/debian\`.
  It types what \`byhand\` and \`keyaccess\` print into a real bash, as the bot and as people with no more rights than
  [permissions.md](permissions.md#people) says, does the guide from a policy to a restored machine, and asks for what
  each may not do. \`--only sql-01\` runs one step. Of what a request prints it types a restore of every kind, quarantine
  and release, work that is under way, leftovers, replaced disks, disks alone, some disks, and another subscription. Not
  typed: the paired region (the local Azure only reads there), keys of a Managed HSM, and \`az vm encryption enable\` for a
  dual pass (az before 2.77).
* \`powershell\` is PowerShell itself with a stub for each cmdlet, whose parameters stand in a table that was written here
  from Microsoft's documentation. It shows that the lines parse, bind and quote. No Az module has run any of them.
* \`clients\` are newer and older ones than the bot's, and its own client of Compute. What the local Azure does not serve, it must say.
* \`kql\` reads the queries as the snapshots of \`bicep\` have them. What a query finds in a workspace nobody has seen.
* \`workflows\` reads what the CI runs. Nothing but GitHub carries it out, and from here it never was.
* \`azurite\` answers the same calls as the local Azure, which have to agree, and the bot's own code besides.
* \`oav\` needs Microsoft's OpenAPI documents, as the contract test does (\`STRONGROOM_SPECS\`); the CI fetches them.
* \`container\` needs root, buildah and runc, and debootstrap where no registry can be reached. On arm64 it never ran.
`;
