import { z } from 'zod/v4';
import { environment, migrateEnvironment, restoreProfile, toolEnvironment } from '../../src/kernel/config/settings.ts';
import { languages } from '../../src/kernel/languages.ts';

const head = `# Settings

Environment variables, read once at the start. A mistake stops the start, and every mistake is named at once with its
remedy. An empty variable counts as not set. Written by \`npm run docs\` from the settings themselves.

`;

const middle = `
## Restore profiles

\`RESTORE_PROFILES\` names a JSON file: an array with one object for each vault:

\`\`\`json
[
  {
    "vault": "rsv-prod",
    "targetResourceGroupId": "/subscriptions/…/resourceGroups/rg-restore",
    "stagingStorageAccountId": "/subscriptions/…/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststaging",
    "isolatedSubnetId": "/subscriptions/…/virtualNetworks/vnet-restore/subnets/isolated",
    "subnetIds": ["/subscriptions/…/virtualNetworks/vnet-app/subnets/app"],
    "vmSizes": ["Standard_D4s_v5", "Standard_D8s_v5"]
  }
]
\`\`\`

`;

const migration = `
## Migrating a database on a server

\`npm run migrate\` makes the tables and brings them up to date; the bot never does. It reads \`CLOUD\`, \`DATABASE_URL\` and
\`DATABASE_AUTH\`; with \`DATABASE_AUTH=entra\` also \`TENANT_ID\`, \`BOT_APP_ID\` and how that signs in; and:

`;

const tools = `
## Tools on the database

\`npm run audit\`, \`npm run erase\` and \`npm run move-store\` read \`CLOUD\`, \`DATABASE_URL\`, \`DATABASE_AUTH\` and \`DATA_DIR\`;
with \`DATABASE_AUTH=entra\` also \`TENANT_ID\`, \`BOT_APP_ID\` and how that signs in; and:

`;

const end = `
## Where else settings are

- Channels: \`channel allow\` and \`channel approvals\`, typed by somebody in \`ADMINS\`; kept in the database and audited.
- Language of a person: \`settings language ${languages.join('|')}\`; of a channel: \`channel language ${languages.join('|')}\`, typed there by somebody in \`ADMINS\`. Without one, a channel takes the language of whoever sets it up.
- Who decides: [approval-policy.md](approval-policy.md).
`;

type Json = { description?: string; default?: unknown; enum?: unknown[]; type?: string };

/** docs/settings.md. */
export function settingsPage(): string {
  return [
    head,
    tableOf(environment),
    middle,
    tableOf(restoreProfile),
    migration,
    tableOf(migrateEnvironment),
    tools,
    tableOf(toolEnvironment),
    end,
  ].join('');
}

function tableOf(schema: z.ZodObject): string {
  // What is typed is documented, not what it is made into.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const rows = Object.entries(properties).map(([name, { description, default: fallback, enum: values }]) => {
    if (!description) throw new Error(`${name} is not described`);
    const meaning = values ? `${description}: ${values.map((value) => `\`${value}\``).join(', ')}` : description;
    const given = Array.isArray(fallback) ? fallback.join(',') : fallback;
    const standard = required.includes(name)
      ? 'required'
      : given === undefined || given === ''
        ? 'none'
        : `\`${given}\``;
    return `| \`${name}\` | ${meaning} | ${standard} |\n`;
  });
  return `| Name | Meaning | Default |\n|---|---|---|\n${rows.join('')}`;
}
