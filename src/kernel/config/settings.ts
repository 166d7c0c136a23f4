import { IANAZone } from 'luxon';
import { z } from 'zod/v4';
import { longestTimeoutSeconds } from '../attempt-times.ts';
import { languages } from '../languages.ts';
import { isNamePattern } from '../normalise.ts';
import { isOutsideUrl, outsideUrlWanted } from '../outside-url.ts';
import { pagerFormats } from './rules/pager.ts';

/** Ids of nested resources are built by appending to it. */
const armId = z
  .string()
  .trim()
  .startsWith('/subscriptions/')
  .overwrite((id) => id.replace(/\/+$/, ''));

/** Place for copies of restore drills: a place of its own, in which they may be deleted again. */
const drillPlace = z.strictObject({
  resourceGroupId: armId.describe('ARM id of a resource group for drills alone: what a drill made in it is deleted'),
  stagingStorageAccountId: armId.describe('ARM id of a staging account of its own'),
  subnetId: armId.describe('ARM id of a subnet that nothing leads into or out of'),
  openings: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'what may be reached from it all the same: service tags such as AzureKeyVault and Storage, which unlocking Linux data disks and a probe need, addresses, or ARM ids of private endpoints',
    ),
});

/** Place for possibly compromised copies until somebody releases them. */
const quarantinePlace = z
  .strictObject({
    resourceGroupId: armId.describe('ARM id of a resource group for copies in quarantine alone'),
    stagingStorageAccountId: armId.describe('ARM id of a staging account of its own'),
    subnetId: armId.describe('ARM id of a subnet that nothing leads into or out of'),
    openings: z
      .array(z.string().min(1))
      .default([])
      .describe('what may be reached from it all the same, as for drills: only what unlocking the disks needs'),
    releaseSubnetIds: z
      .array(armId)
      .default([])
      .describe(
        'ARM ids of subnets of the same virtual network that a copy may be released to; Azure moves a machine no further',
      ),
    days: z
      .number()
      .int()
      .min(1)
      .max(365)
      .default(14)
      .describe('days after which a copy that is still there is told as overdue'),
  })
  .refine(
    ({ subnetId, releaseSubnetIds }) =>
      releaseSubnetIds.every(
        (id) => networkKey(id) === networkKey(subnetId) && id.toLowerCase() !== subnetId.toLowerCase(),
      ),
    'releaseSubnetIds must be other subnets of the virtual network of subnetId: Azure moves a machine no further',
  );

function networkKey(subnetId: string): string {
  return subnetId.toLowerCase().replace(/\/subnets\/.*$/, '');
}

/** Place for copies on the day the vault's region is lost. */
const pairedRegionPlace = z.strictObject({
  resourceGroupId: armId.describe('ARM id of a resource group in the paired region'),
  stagingStorageAccountId: armId.describe('ARM id of a staging account there, which takes account keys'),
  subnetId: armId.describe('ARM id of a subnet there'),
  diskEncryptionSetId: armId
    .optional()
    .describe('ARM id of a disk encryption set there, for machines with a key of their own'),
  keyVaultId: armId.optional().describe('ARM id of a key vault there, for machines with Azure Disk Encryption'),
});

export const restoreProfile = z.strictObject({
  vault: z.string().min(1).describe('name of the vault'),
  targetResourceGroupId: armId.describe('ARM id of the group that restored disks and machines go to'),
  stagingStorageAccountId: armId.describe(
    'ARM id of the storage account that Azure Backup stages restores in: in the vault’s region, and its subscription or that of the target group; replacing disks takes its own',
  ),
  isolatedSubnetId: armId
    .optional()
    .describe('ARM id of the subnet that a restored machine is isolated in; without one only disks are restored'),
  subnetIds: z
    .array(armId)
    .optional()
    .describe('ARM ids of the subnets that a machine may join otherwise; the first is proposed'),
  vmName: z
    .string()
    .refine(isNamePattern, 'expected a VM name with {vm} in it once, and {day} if you like')
    .optional()
    .describe('what a restored machine is called: {vm} is the original, {day} the day of the point; else {vm}-r{day}'),
  vmSize: z.string().optional().describe('VM size that is proposed instead of its own'),
  zone: z
    .enum(['1', '2', '3'])
    .optional()
    .describe('availability zone that is proposed where Azure can restore into another than the original’s'),
  vmSizes: z
    .array(z.string())
    .optional()
    .describe('VM sizes that a machine may be made with when its own cannot be had'),
  drill: drillPlace.optional().describe('where copies for restore drills go; without it there are none'),
  quarantine: quarantinePlace
    .optional()
    .describe('where copies go that nobody may meet; without it no restore is quarantined'),
  pairedRegion: pairedRegionPlace
    .optional()
    .describe(
      'where copies go when the region of the vault is lost: `resourceGroupId`, `stagingStorageAccountId`, `subnetId`, `diskEncryptionSetId` for keys of the customer, `keyVaultId` for Azure Disk Encryption',
    ),
});

/** Destination of restores from one vault: a setting, so that forms stay short. */
export type RestoreProfile = z.infer<typeof restoreProfile>;

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected a GUID');

/** Every setting and its purpose: docs/settings.md is generated from this. */
export const environment = z.object({
  CLOUD: z.enum(['public', 'usgov']).default('public').describe('which Azure'),
  TENANT_ID: guid.describe('your Entra tenant'),
  BOT_APP_ID: guid.describe('application (client) id of the bot’s identity and of the Azure Bot'),
  BOT_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('secret of the app registration; with none of these, the managed identity of BOT_APP_ID signs in'),
  BOT_CLIENT_SECRET_ENDS: z.iso
    .date()
    .optional()
    .describe('day on which that secret expires, e.g. 2027-05-31: doctor warns a month before'),
  BOT_CERTIFICATE_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('instead of a secret: path of a PEM file with its certificate and private key'),
  BOT_FEDERATED_TOKEN_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('instead of a secret: path of the token of another issuer that it trusts, such as a Kubernetes cluster'),
  SUBSCRIPTIONS: list
    .pipe(z.array(guid).min(1, 'name at least one subscription id'))
    .describe('ids of the subscriptions whose vaults it works with, separated by commas'),
  ALLOWED_TENANTS: list
    .pipe(z.array(guid))
    .default([])
    .describe('ids of further tenants whose people are answered, separated by commas; never guests'),
  ADMINS: list
    .pipe(z.array(guid))
    .default([])
    .describe('object ids of people or groups who may change settings and read the audit, separated by commas'),
  RESTORE_PROFILES: z.string().min(1).optional().describe('path of a JSON file: where restores from each vault go'),
  GRANT_KEY_ACCESS: z
    .enum(['on', 'all', 'off'])
    .default('off')
    .describe(
      'whether `check … grant` is carried out (tier grant) or printed for a human; all: on key vaults with access policies too',
    ),
  APPROVAL_POLICY: z
    .string()
    .min(1)
    .optional()
    .describe('path of a YAML file: who decides what; none: one approval by another holder of the action'),
  PAGER_URL: z
    .string()
    .refine(isOutsideUrl, outsideUrlWanted)
    .optional()
    .describe('address that is told when somebody must wake up, see docs/pager.md'),
  PAGER_SECRET: z
    .string()
    .min(16, 'give at least 16 characters')
    .optional()
    .describe('key that signs what is sent there, or the key that the service gave you'),
  PAGER_FORMAT: z.enum(pagerFormats).default('cloudevents').describe('what PAGER_URL takes'),
  ONCALL_KEY: z.string().min(1).optional().describe('key that reads who is on call; none: only Shifts of Teams'),
  HOST: z.string().default('0.0.0.0').describe('address it listens at'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3978).describe('port that Teams reaches, behind TLS'),
  MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(20)
    .max(100_000)
    .default(1_000)
    .describe('connections at once at Teams’ port; at most a quarter of the descriptors'),
  MAX_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(10)
    .max(100_000)
    .optional()
    .describe('of them from one address; none: half'),
  OPS_HOST: z.string().optional().describe('address that OPS_PORT listens at; none: HOST'),
  OPS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(9464)
    .describe('port of /healthz, /readyz and /metrics; keep it inside your network'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe(
      'postgres://…?sslmode=verify-full, which replicas share; without TLS only on this host; none: the embedded database',
    ),
  DATABASE_AUTH: z
    .enum(['password', 'entra'])
    .default('password')
    .describe('how it signs in there: with the password in DATABASE_URL, or as the bot’s identity'),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(5)
    .max(100)
    .default(12)
    .describe(
      'connections of each process to a server; it must take twice as many as all replicas while a new version is deployed',
    ),
  DATA_DIR: z.string().default('./data').describe('directory of the embedded database, on a local disk'),
  LANGUAGE: z.enum(languages).default('en').describe('language where neither person nor channel chose'),
  TIME_ZONE: z
    .string()
    .default('UTC')
    .refine((zone) => IANAZone.isValidZone(zone), 'expected an IANA time zone such as Europe/Amsterdam')
    .describe('IANA name, e.g. Europe/Amsterdam, where neither chose'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('how much is logged; with less than info the lines that alerts and objectives go by are missing'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe('OTLP/HTTP collector that traces and metrics are sent to, e.g. http://collector:4318'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .includes('InstrumentationKey=')
    .refine(
      (text) => (/(?:^|;)\s*IngestionEndpoint=([^;]*)/i.exec(text)?.slice(1) ?? []).every((url) => isOutsideUrl(url)),
      `IngestionEndpoint: ${outsideUrlWanted}`,
    )
    .optional()
    .describe('Application Insights that they are sent to, as the bot’s identity'),
  AZURE_TIMEOUT_SECONDS: z.coerce
    .number()
    .min(1)
    // Longer calls outlast the time after which "not there" is believed of a sent call (saga/rules/reconcile.ts).
    .max(longestTimeoutSeconds)
    .default(30)
    .describe('seconds until a call to Azure counts as unanswered, at most 50'),
  LINES_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(5)
    .default(30)
    .describe('lines and clicks of one person a minute; the rest waits'),
  ASKS_PER_HOUR: z.coerce
    .number()
    .int()
    .min(2)
    .default(12)
    .describe('decisions that one person may ask of approvers in an hour; the rest is put to them later'),
  APPROVER_ASKS_PER_HOUR: z.coerce
    .number()
    .int()
    .min(2)
    .default(24)
    .describe('decisions that one approver is asked for in an hour; the rest reaches them later'),
  DECIDE_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(240)
    .describe('minutes to decide on a request, where the policy says nothing else'),
  BEGIN_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(60)
    .describe('minutes to begin after the approval, where the policy says nothing else'),
  RETRY_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(24 * 60)
    .describe('minutes in which a failed step may be tried again under one approval'),
  KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .default(400)
    .describe('days after which what has ended is removed from the database; the audit stays'),
  AUDIT_ANCHOR: armId
    .regex(/\/storageAccounts\/[a-z0-9]{3,24}\/blobServices\/default\/containers\/[a-z0-9-]+$/)
    .optional()
    .describe(
      "ARM id of a blob container under an immutability policy with protected append, for each day's head of the audit",
    ),
  CRITICALITY_TAG: z
    .string()
    .optional()
    .describe('tag whose value the evidence gives beside each machine; none: it says nothing of how critical they are'),
  COMMANDS_TAG: z
    .string()
    .regex(/^[^=]+=[^=]+$/, 'expected a tag and its value, such as criticality=high')
    .optional()
    .describe(
      'tag=value of the machines whose `commands` are kept each night in the container `commands` beside AUDIT_ANCHOR, for the day that the bot or Teams is gone; none: nothing is kept',
    ),
});

/** Settings of `npm run migrate`, beside CLOUD, TENANT_ID and the settings of the database above. */
export const toolEnvironment = z.object({
  DATABASE_CLIENT_ID: guid
    .optional()
    .describe('client id of the managed identity that it signs in as, with DATABASE_AUTH=entra; none: BOT_APP_ID'),
});

export const migrateEnvironment = z.object({
  MIGRATE_DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe(
      'postgres://… as the role that owns the tables; DATABASE_URL names the role that is given what the bot needs; none: one role for both, which the doctor warns of',
    ),
  MIGRATE_CLIENT_ID: guid
    .optional()
    .describe('client id of the identity that this role belongs to, with DATABASE_AUTH=entra; none: BOT_APP_ID'),
  BOT_OBJECT_ID: guid
    .optional()
    .describe(
      'object id of the bot’s identity: its role is made where Azure does not know it yet; none: it must exist',
    ),
  AUDITOR_ROLE: z.string().min(1).optional().describe('role that may read and verify the audit, and nothing else'),
  AUDITOR_OBJECT_ID: guid
    .optional()
    .describe('object id of the identity that this role belongs to: it is made where Azure does not know it yet'),
});
