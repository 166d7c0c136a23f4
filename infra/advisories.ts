import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that nobody maintains any more: docs/decisions/packages.md says why each is still used. */
export const archived = ['botbuilder', 'botframework-connector', 'adaptive-expressions', '@microsoft/teams-ai'];

type Locked = { packages: Record<string, { version: string; dev?: boolean; optional?: boolean }> };

/** Archived packages and their dependencies from the publishers' archived repositories, at the locked versions. */
export function archivedVersions(lock: Locked): { name: string; version: string }[] {
  return Object.entries(lock.packages)
    .map(([path, { version }]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), version }))
    .filter(({ name }) => archived.includes(name) || /^(botbuilder|botframework)-/.test(name));
}

/** Queries OSV for each, prints the advisories, and exits with 1 if there are any. */
async function main(): Promise<void> {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as Locked;
  const asked = archivedVersions(lock);
  const response = await fetch('https://api.osv.dev/v1/querybatch', {
    method: 'POST',
    body: JSON.stringify({
      queries: asked.map(({ name, version }) => ({ package: { name, ecosystem: 'npm' }, version })),
    }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`OSV answers ${response.status}.`);
  const { results } = (await response.json()) as { results: { vulns?: { id: string }[] }[] };
  const known = asked.map((one, index) => ({ ...one, ids: results[index]?.vulns?.map(({ id }) => id) ?? [] }));
  for (const { name, version, ids } of known) console.log(`${name}@${version}: ${ids.join(', ') || 'nothing known'}`);
  if (known.some(({ ids }) => ids.length > 0)) process.exitCode = 1;
}

if (import.meta.main) await main();
