import { existsSync, readFileSync } from 'node:fs';
import type { Outcome, Part } from './part.ts';

const row = /^\| `([\w-]+)` \|.*$/gm;

/** Text of docs/outside.md, with the table of the last run. A part that did not run, or was skipped, keeps its old row. */
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
    const kept = old.get(name);
    if (kept && (!now || now.state === 'skipped')) return kept;
    if (!now) return `| \`${name}\` | ${about} | | never run | | |`;
    const { state, version, ran, why } = now;
    return `| ${[`\`${name}\``, about, version, `**${state}** ${day}`, ran, why.join('; ')].map(cell).join(' | ')} |`;
  });
  return `${head}
| Part | Held against | Version | Last run | What ran | What failed |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
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
npm run outside                       # every part: an hour, most of it az
npm run outside -- bicep powershell   # these
npm run outside -- --write            # and writes this page
\`\`\`

It installs nothing; what it downloads stands in \`~/.cache/strongroom-outside\`. A part whose tool is missing names the command that
would bring it, and counts as skipped, with \`--strict\` as failed. The CI runs all parts weekly, and for a pull request with the label
\`outside\`.

* \`az\` is that of the machine (2.45 of Debian 12 won't do), or of a Debian in the cache: \`debootstrap --variant=minbase --include=azure-cli,jq,python3-ply trixie ~/.cache/strongroom-outside/debian\`.
  It types what \`commands\` and \`check … grant\` print, as the bot and as [people](permissions.md#people), and asks for what each may
  not do. \`--only sql-01\` runs one step. Not typed: the
  paired region, keys of a Managed HSM, settings of a vault, and \`az vm encryption enable\` for a dual pass.
* \`powershell\` has a stub for each cmdlet, by a table written from Microsoft's documentation. It shows that the lines parse, bind
  and quote. No Az module has run any of them.
* \`kql\` and \`workflows\` parse queries and what the CI runs; neither was run in Azure or at GitHub.
* \`oav\` needs Microsoft's OpenAPI documents (\`STRONGROOM_SPECS\`); the CI fetches them.
* \`container\` needs root, buildah and runc, and debootstrap where no registry can be reached. On arm64 it never ran.

Bugs of az itself, which the printed lines work around where they can:

* \`az backup restore restore-disks\` finds no item whose resource group has letters outside ASCII (2.74; Azure/azure-cli#25154).
* \`az vm create\` drops \`--os-disk-security-encryption-type\` where the OS disk is attached (2.74, by its source).
* \`az vm encryption enable\` sends its body as a form before 2.77 (Azure/azure-cli#31885). For a single pass the lines use
  \`az rest\`; for a dual pass they stop and name the version that it takes.
* \`az monitor\` is missing from Debian's az 2.74, which lacks a library.
`;
