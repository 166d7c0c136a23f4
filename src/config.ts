import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';

/** The endpoints of one cloud. Only the known clouds can be chosen by environment. */
export type Cloud = {
  name: string;
  resourceManager: string;
  /** Scope for ARM tokens. */
  resourceManagerScope: string;
  authorityHost: string;
  keyVaultSuffix: string;
  blobSuffix: string;
  /** Scope of the tokens that Azure's PostgreSQL takes as passwords. */
  databaseScope: string;
  graph: string;
  portal: string;
  /** Backup Management Service's application id in this cloud. */
  backupManagementAppId: string;
  bot: {
    /** Audience of the bot's outgoing tokens and issuer of the incoming ones. */
    tokenScope: string;
    issuer: string;
    openIdMetadata: string;
    /** Hosts (exact, with port where not 443) that may be a service URL. */
    serviceUrlHosts: string[];
  };
};

const publicCloud: Cloud = {
  name: 'public',
  resourceManager: 'https://management.azure.com',
  resourceManagerScope: 'https://management.azure.com/.default',
  authorityHost: 'https://login.microsoftonline.com',
  keyVaultSuffix: 'vault.azure.net',
  blobSuffix: 'blob.core.windows.net',
  databaseScope: 'https://ossrdbms-aad.database.windows.net/.default',
  graph: 'https://graph.microsoft.com',
  portal: 'https://portal.azure.com',
  backupManagementAppId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
  bot: {
    tokenScope: 'https://api.botframework.com',
    issuer: 'https://api.botframework.com',
    openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    // The last is Teams of the US Government Community Cloud, whose tenants and bots are in the public cloud.
    serviceUrlHosts: [
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ],
  },
};

const usGovernmentCloud: Cloud = {
  name: 'usgov',
  resourceManager: 'https://management.usgovcloudapi.net',
  resourceManagerScope: 'https://management.usgovcloudapi.net/.default',
  authorityHost: 'https://login.microsoftonline.us',
  keyVaultSuffix: 'vault.usgovcloudapi.net',
  blobSuffix: 'blob.core.usgovcloudapi.net',
  databaseScope: 'https://ossrdbms-aad.database.usgovcloudapi.net/.default',
  graph: 'https://graph.microsoft.us',
  portal: 'https://portal.azure.us',
  backupManagementAppId: 'ff281ffe-705c-4f53-9f37-a40e6f2c68f3',
  bot: {
    tokenScope: 'https://api.botframework.us',
    issuer: 'https://api.botframework.us',
    openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    // GCC High: Teams of other government clouds is not reached from Azure Government.
    serviceUrlHosts: ['smba.infra.gov.teams.microsoft.us'],
  },
};

export const clouds: Record<string, Cloud> = { public: publicCloud, usgov: usGovernmentCloud };

const armId = z.string().startsWith('/subscriptions/');

export const restoreProfile = z.strictObject({
  vault: z.string().min(1).describe('name of the vault'),
  targetResourceGroupId: armId.describe('ARM id of the group that restored disks and machines go to'),
  stagingStorageAccountId: armId.describe('ARM id of the storage account that Azure Backup stages restores in'),
  isolatedSubnetId: armId
    .optional()
    .describe('ARM id of the subnet that a restored machine is isolated in; without one only disks are restored'),
  vmSizes: z
    .array(z.string())
    .optional()
    .describe('VM sizes that a machine may be made with when its own cannot be had; the approver signs them'),
});

/** Where restores from one vault go: a setting, so that forms stay short. */
export type RestoreProfile = z.infer<typeof restoreProfile>;

export type Config = {
  cloud: Cloud;
  tenantId: string;
  botAppId: string;
  /** How the bot signs in; absent: managed identity, with the client id of the bot. */
  clientSecret?: string;
  subscriptions: string[];
  /** Object ids of people or groups who may change settings; empty: nobody. */
  admins: string[];
  restoreProfiles: RestoreProfile[];
  /** Strongroom may let Azure Backup read the keys of a machine, once somebody who may do that approved it. */
  grantKeyAccess: boolean;
  /** Path of the approval policy; absent: one approval by another holder of the gated action. */
  approvalPolicy?: string;
  host: string;
  port: number;
  /** Where /healthz, /readyz and /metrics are. */
  opsPort: number;
  databaseUrl?: string;
  /** entra: signs in to the database as the bot's identity, with a token for each connection. */
  databaseAuth: 'password' | 'entra';
  dataDir: string;
  language: 'en' | 'nl';
  zone: string;
  logLevel: string;
  /** Where traces and metrics are sent; absent: nowhere. */
  otlpEndpoint?: string;
  applicationInsights?: string;
  /** Real milliseconds until a call to Azure is given up as unanswered. */
  azureTimeoutMs: number;
  /** Minutes (world time) to decide on a request, to begin after approval, and to retry under one approval. */
  decideMinutes: number;
  beginMinutes: number;
  retryMinutes: number;
  /** Days (world time) after which what has ended is removed; the audit stays. */
  keepDays: number;
  /** Tenants whose people are answered. Absent: its own only. */
  allowedTenants?: string[];
  /** What channels may be used for until an administrator says so there. Only the sandbox sets it, as the clock. */
  channels?: Record<string, { commands: 'all' | readonly string[]; vaults: 'all' | readonly string[] }>;
  /** Only the sandbox sets one: no environment variable does. */
  clock?: { realOrigin: number; worldOrigin: number; rate: number };
};

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected a GUID');

export const environment = z.object({
  CLOUD: z.enum(['public', 'usgov']).default('public').describe('which Azure'),
  TENANT_ID: guid.describe('your Entra tenant; nobody else is answered, but for ALLOWED_TENANTS'),
  BOT_APP_ID: guid.describe('application (client) id of the bot’s identity, which is the id of the Azure Bot'),
  BOT_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('secret of the app registration; without it, the managed identity of BOT_APP_ID'),
  SUBSCRIPTIONS: list
    .pipe(z.array(guid).min(1, 'name at least one subscription id'))
    .describe('ids of the subscriptions whose vaults it works with, separated by commas'),
  ALLOWED_TENANTS: list
    .pipe(z.array(guid))
    .default([])
    .describe('ids of further tenants whose people are answered, separated by commas; guests never are'),
  ADMINS: list
    .pipe(z.array(guid))
    .default([])
    .describe(
      'object ids of people or groups who may change settings and read the audit, separated by commas; none: nobody',
    ),
  RESTORE_PROFILES: z
    .string()
    .min(1)
    .optional()
    .describe('path of a JSON file: where restores from each vault go; none: no restores'),
  GRANT_KEY_ACCESS: z
    .enum(['on', 'off'])
    .default('off')
    .describe('whether keyaccess … grant is carried out (tier grant) or printed for a human'),
  APPROVAL_POLICY: z
    .string()
    .min(1)
    .optional()
    .describe('path of a YAML file: who decides what; none: one approval by another holder of the action'),
  HOST: z.string().default('0.0.0.0').describe('address it listens at'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3978).describe('port that Teams reaches, behind TLS'),
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
    .describe('postgres://…, which replicas share; none: the embedded database in DATA_DIR'),
  DATABASE_AUTH: z
    .enum(['password', 'entra'])
    .default('password')
    .describe(
      'how it signs in there: with the password in DATABASE_URL, or as the bot’s identity with a token for each connection',
    ),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('directory of the embedded database on a local disk; one process at a time'),
  LANGUAGE: z.enum(['en', 'nl']).default('en').describe('language where neither person nor channel chose'),
  TIME_ZONE: z
    .string()
    .default('UTC')
    .refine(isZone, 'expected an IANA time zone such as Europe/Amsterdam')
    .describe('IANA name, e.g. Europe/Amsterdam, where neither chose'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('how much is logged'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe('OTLP/HTTP collector that traces and metrics are sent to, e.g. http://collector:4318'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .includes('InstrumentationKey=')
    .optional()
    .describe('Application Insights that they are sent to, as the bot’s identity'),
  AZURE_TIMEOUT_SECONDS: z.coerce
    .number()
    .min(1)
    .max(300)
    .default(30)
    .describe('seconds until a call to Azure counts as unanswered'),
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
});

/**
 * Reads the settings of docs/settings.md from the environment.
 * @throws Error naming every mistake and its remedy, one line each.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new Error(describe(parsed.error, 'set it as README.md, "Settings", says'));
  const e = parsed.data;
  const cloud = clouds[e.CLOUD];
  if (!cloud) throw new Error(`CLOUD: ${e.CLOUD} is unknown; use public or usgov`);
  return {
    cloud,
    tenantId: e.TENANT_ID.toLowerCase(),
    botAppId: e.BOT_APP_ID.toLowerCase(),
    ...(e.BOT_CLIENT_SECRET && { clientSecret: e.BOT_CLIENT_SECRET }),
    subscriptions: e.SUBSCRIPTIONS.map((id) => id.toLowerCase()),
    ...(e.ALLOWED_TENANTS.length > 0 && { allowedTenants: e.ALLOWED_TENANTS.map((id) => id.toLowerCase()) }),
    admins: e.ADMINS.map((id) => id.toLowerCase()),
    grantKeyAccess: e.GRANT_KEY_ACCESS === 'on',
    restoreProfiles: e.RESTORE_PROFILES ? readRestoreProfiles(e.RESTORE_PROFILES) : [],
    ...(e.APPROVAL_POLICY && { approvalPolicy: e.APPROVAL_POLICY }),
    host: e.HOST,
    port: e.PORT,
    opsPort: e.OPS_PORT,
    ...(e.DATABASE_URL && { databaseUrl: e.DATABASE_URL }),
    databaseAuth: e.DATABASE_AUTH,
    dataDir: e.DATA_DIR,
    language: e.LANGUAGE,
    zone: e.TIME_ZONE,
    logLevel: e.LOG_LEVEL,
    ...(e.OTEL_EXPORTER_OTLP_ENDPOINT && { otlpEndpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT }),
    ...(e.APPLICATIONINSIGHTS_CONNECTION_STRING && { applicationInsights: e.APPLICATIONINSIGHTS_CONNECTION_STRING }),
    azureTimeoutMs: e.AZURE_TIMEOUT_SECONDS * 1000,
    decideMinutes: e.DECIDE_MINUTES,
    beginMinutes: e.BEGIN_MINUTES,
    retryMinutes: e.RETRY_MINUTES,
    keepDays: e.KEEP_DAYS,
  };
}

function readRestoreProfiles(file: string): RestoreProfile[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`RESTORE_PROFILES: ${file} cannot be read; name a JSON file with one profile per vault`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`RESTORE_PROFILES: ${file} is not JSON; see README.md, "Settings"`);
  }
  const parsed = z.array(restoreProfile).safeParse(json);
  if (!parsed.success) throw new Error(describe(parsed.error, `mend it in ${file}`));
  return parsed.data;
}

function describe(error: z.ZodError, remedy: string): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}; ${remedy}`).join('\n');
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
