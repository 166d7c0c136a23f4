import { byHand, inTeams, traffic } from './other-permissions.ts';
import { builtInRoles, type Permission, type Role, roles } from './roles.ts';

const head = `# Permissions

What Strongroom needs to be allowed, why, and what fails without it. \`npm run permissions\` writes this page from \`infra/roles\`.
A test compares the roles with the actions of every call: none too few, none too many.

- The bot's own rights never count for a person ([security](security.md)).
- Where a tier is off, the bot shows the whole plan and sends nothing. \`(data)\` is an action of a data plane.
- Only copies of keys beside restored disks (tier keys) and what a drill made (tier drill) are ever deleted.
- Only tier grant gives rights, and only to Azure Backup. No tier writes roles.

`;

/** Text of docs/permissions.md. */
export function permissionsPage(): string {
  const observe = roles.filter(({ tier }) => tier === 'observe');
  const others = roles.filter(({ tier }) => tier !== 'observe');
  return [
    head,
    '## Tier observe (on)\n\n',
    'Consent, for every tier: Owner or User Access Administrator, who may write and assign roles. Role Based Access Control ',
    'Administrator may only assign them, which does for built-in Reader, which `azd up` gives in place of the first role.\n\n',
    ...observe.map(roleSection),
    ...[...Map.groupBy(others, ({ tier }) => tier)].flatMap(([tier, ofTier]) => [
      `## Tier ${tier} (off at first)\n\n`,
      ...ofTier.map(roleSection),
      builtInSection(tier),
    ]),
    '## By hand\n\nFor the identity of the bot, unless the row names another.\n\n',
    table(
      ['What', 'Why', 'Who consents', 'Without it'],
      byHand.map(({ what, why, consent, without }) => [what, why, consent, without]),
    ),
    '## Teams\n\n',
    table(
      ['What', 'Why', 'Who consents', 'Without it'],
      inTeams.map(({ what, why, consent, without }) => [what, why, consent, without]),
    ),
    '## Network\n\n',
    table(
      ['Direction', 'What', 'Why', 'Without it'],
      traffic.map(({ direction, what, why, without }) => [direction, what, why, without]),
    ),
    tail,
  ].join('');
}

const tail = `## People

| To | A person needs, through their own roles |
|---|---|
| see machines, points and jobs | reading protected items of the vault |
| ask for a restore | the restore action on the vault, write where the disks go, on the staging account and, while it exists, the machine |
| type the lines of \`commands\` | the above and Reader on the vault. To make a machine, Storage Blob Data Contributor on the staging account. For encrypted machines, in the key vault: keys \`get, list, recover, restore\` and secrets \`list, set, recover, restore\`, and \`Microsoft.KeyVault/vaults/deploy/action\`, which Key Vault Contributor has. For tags, Tag Contributor on the disks' group. The card names what its lines take |
| decide on a request | the restore action on that vault, and to be somebody else than who asked |
| change settings | to be listed in \`ADMINS\`, or in a group that is |
`;

function roleSection({ name, description, scope, permissions, dataPermissions }: Role): string {
  const rows = [...permissions.map((one) => row(one, '')), ...dataPermissions.map((one) => row(one, ' (data)'))];
  return `### ${name}\n\n${description} Given on ${scope}.\n\n${table(['Action', 'Why', 'Without it'], rows)}`;
}

function row({ action, why, without }: Permission, plane: string): string[] {
  return [`\`${action}\`${plane}`, why, without];
}

function builtInSection(tier: string): string {
  const given = builtInRoles.filter((one) => one.tier === tier);
  if (given.length === 0) return '';
  return [
    "### Built-in roles beside it\n\nAzure Backup checks these in the caller's name.\n\n",
    table(
      ['Role', 'Given on', 'Why', 'Without it'],
      given.map(({ role, scope, why, without }) => [role, scope, why, without]),
    ),
  ].join('');
}

function table(titles: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`;
  return `${line(titles)}|${'---|'.repeat(titles.length)}\n${rows.map(line).join('')}\n`;
}
