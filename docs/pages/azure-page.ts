import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allRoutes } from '../../sandbox/azure/routes.ts';
import type { Tokens } from '../../sandbox/azure/sign-in.ts';

const folder = path.join(import.meta.dirname, '../../sandbox/azure');
const begin = '<!-- routes: npm run docs writes what follows -->\n';
const end = '<!-- end -->';

/** sandbox/azure/README.md, with the tables of what is served and refused made from the code. */
export function azurePage(): string {
  const text = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const [before = '', after = ''] = [text.split(begin)[0], text.split(end).at(-1)];
  return `${before}${begin}\n${served()}\n## What it refuses\n\n${refused()}\n${end}${after}`;
}

function served(): string {
  // Routes are listed, not run: only a running service needs tokens.
  const routes = allRoutes({} as Tokens);
  const rows = [...Map.groupBy(routes, ({ host, template }) => `${host} ${template}`).values()].map((same) => {
    const methods = same.map(({ method }) => method).join(', ');
    const [{ host, template } = { host: '', template: '' }] = same;
    return { service: serviceOf(host, template), line: `| ${methods} | \`${shortOf(template)}\` |` };
  });
  const groups = [...Map.groupBy(rows, ({ service }) => service)].sort(([a], [b]) => a.localeCompare(b));
  return groups
    .map(([service, lines]) => `### ${service}\n\n| | Path |\n|---|---|\n${lines.map(({ line }) => line).join('\n')}\n`)
    .join('\n');
}

function serviceOf(host: string, template: string): string {
  if (host !== 'management.azure.com') return host.startsWith('.') ? `*${host}` : host;
  return [...template.matchAll(/providers\/([\w.]+)/g)].at(-1)?.[1] ?? 'Resource Manager';
}

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';

function shortOf(template: string): string {
  return template.replace(group, '…').replace('/subscriptions/{subscriptionId}', '/subscriptions/{}');
}

/** What the code says it does not serve, where it knows the route. */
function refused(): string {
  const reasons = globSync('*.ts', { cwd: folder }).flatMap((name) =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(/notServed\(\s*[`']([^`']+)[`']/g)].map(
      ([, reason = '']) => reason.replaceAll(/\$\{[^}]*\}/g, '…'),
    ),
  );
  const rows = [...new Set(reasons)].filter((one) => !one.includes('${') && !one.startsWith('… …')).sort();
  return `Every call without a row above, and these, get **501** with a reason, never a 404, which a client would read as "there is
none".

| Refused |
|---|
${rows.map((one) => `| ${one} |`).join('\n')}
`;
}
