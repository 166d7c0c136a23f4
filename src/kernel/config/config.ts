import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import type { Language } from '../languages.ts';
import { type Cloud, clouds } from './clouds.ts';
import type { Pager } from './rules/pager.ts';
import { environment, migrateEnvironment, type RestoreProfile, restoreProfile, toolEnvironment } from './settings.ts';
import { readSignIn, type SignIn } from './sign-in.ts';

export type Config = {
  cloud: Cloud;
  tenantId: string;
  botAppId: string;
  signIn: SignIn;
  subscriptions: string[];
  /** Object ids of people or groups who may change settings; empty: nobody. */
  admins: string[];
  restoreProfiles: RestoreProfile[];
  /** Strongroom may let Azure Backup read a machine's keys, once an authorised person approves. */
  grantKeyAccess: boolean;
  /** Also on key vaults with access policies, which Azure cannot restrict by a condition. */
  grantKeyPolicies: boolean;
  /** Path of the approval policy; absent: one approval by another holder of the gated action. */
  approvalPolicy?: string;
  /** The paging service; absent: nobody is paged. */
  pager?: Pager;
  /** Key of the on-call service. Only the sandbox sets the origin, an address on this machine. */
  onCall?: { key?: string; origin?: string };
  host: string;
  port: number;
  /** Maximum simultaneous connections to that port, in all and from one address; absent: the server's own limits. */
  maxConnections?: number;
  maxConnectionsPerAddress?: number;
  /** Host of /healthz, /readyz and /metrics; `host` if absent. */
  opsHost?: string;
  opsPort: number;
  databaseUrl?: string;
  /** entra: signs in to the database as the bot's identity, with a token for each connection. */
  databaseAuth: 'password' | 'entra';
  databaseConnections: number;
  dataDir: string;
  language: Language;
  timeZone: string;
  logLevel: string;
  /** Destination of traces and metrics; absent: none. */
  otlpEndpoint?: string;
  applicationInsights?: string;
  /** Real milliseconds after which a call to Azure counts as unanswered. */
  azureTimeoutMs: number;
  /** Command lines and clicks of one person, see chat/line-queue.ts. */
  linesPerMinute: number;
  /** Decisions that one person asks of approvers, see requests/rules/ask-next.ts. */
  asksPerHour: number;
  /** Decisions that one approver is asked for, see requests/rules/ask-next.ts. */
  approverAsksPerHour: number;
  /** Minutes (world time) to decide on a request, to begin after approval, and to retry under one approval. */
  decideMinutes: number;
  beginMinutes: number;
  retryMinutes: number;
  /** Days (world time) after which ended records are removed; the audit stays. */
  keepDays: number;
  /** ARM id of the container that holds each day's head of the audit. */
  auditAnchor?: string;
  /** Tag whose value evidence gives beside each machine. */
  criticalityTag?: string;
  /** Tag of the machines whose restore is printed each night into the container beside it. */
  commandsTag?: { name: string; value: string };
  /** Tenants whose people are answered. Absent: only the bot's own. */
  allowedTenants?: string[];
  /**
   * Permissions of channels until an administrator sets them there. Only the sandbox sets this, as it does the clock.
   */
  channels?: Record<string, { commands: 'all' | readonly string[]; vaults: 'all' | readonly string[] }>;
  /**
   * Real milliseconds after which a person is answered without what Azure or Graph has not returned yet. Each such wait
   * has its own default; only the sandbox sets this, so that tests do not depend on the speed of their machine.
   */
  patienceMs?: number;
  /** Only the sandbox sets a clock: no environment variable does. */
  clock?: { realOrigin: number; worldOrigin: number; rate: number };
};

/**
 * Default times to decide and to begin, for tools that read a policy alone.
 * @throws Error as `loadConfig`
 */
export function loadExpiries(env: NodeJS.ProcessEnv): Pick<Config, 'decideMinutes' | 'beginMinutes'> {
  const e = parseSettings(environment.pick({ DECIDE_MINUTES: true, BEGIN_MINUTES: true }), env);
  return { decideMinutes: e.DECIDE_MINUTES, beginMinutes: e.BEGIN_MINUTES };
}

/**
 * Reads the settings of docs/settings.md from the environment.
 * @throws Error naming every mistake and its remedy, one line each.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const mistakes: string[] = [];
  const tried = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      mistakes.push((error as Error).message);
      return undefined;
    }
  };
  const e = tried(() => parseSettings(environment, env));
  // Read separately, so that its mistakes are reported together with the others.
  const signIn = tried(() => readSignIn(env));
  const restoreProfiles = tried(() => (env.RESTORE_PROFILES ? readRestoreProfiles(env.RESTORE_PROFILES) : []));
  tried(() => requireWholePager(env));
  tried(() => requireContainer(env));
  if (!e || !signIn || !restoreProfiles || mistakes.length > 0) throw new Error(mistakes.join('\n'));
  const pager = e.PAGER_URL && e.PAGER_SECRET && { url: e.PAGER_URL, secret: e.PAGER_SECRET, format: e.PAGER_FORMAT };
  return {
    cloud: requireCloud(e.CLOUD),
    tenantId: e.TENANT_ID.toLowerCase(),
    botAppId: e.BOT_APP_ID.toLowerCase(),
    signIn,
    subscriptions: e.SUBSCRIPTIONS.map((id) => id.toLowerCase()),
    ...(e.ALLOWED_TENANTS.length > 0 && { allowedTenants: e.ALLOWED_TENANTS.map((id) => id.toLowerCase()) }),
    admins: e.ADMINS.map((id) => id.toLowerCase()),
    grantKeyAccess: e.GRANT_KEY_ACCESS !== 'off',
    grantKeyPolicies: e.GRANT_KEY_ACCESS === 'all',
    restoreProfiles,
    ...(pager && { pager }),
    ...(e.ONCALL_KEY && { onCall: { key: e.ONCALL_KEY } }),
    ...(e.APPROVAL_POLICY && { approvalPolicy: e.APPROVAL_POLICY }),
    host: e.HOST,
    port: e.PORT,
    maxConnections: e.MAX_CONNECTIONS,
    ...(e.MAX_CONNECTIONS_PER_ADDRESS && { maxConnectionsPerAddress: e.MAX_CONNECTIONS_PER_ADDRESS }),
    ...(e.OPS_HOST && { opsHost: e.OPS_HOST }),
    opsPort: e.OPS_PORT,
    ...(e.DATABASE_URL && { databaseUrl: e.DATABASE_URL }),
    databaseAuth: e.DATABASE_AUTH,
    databaseConnections: e.DATABASE_CONNECTIONS,
    dataDir: e.DATA_DIR,
    language: e.LANGUAGE,
    timeZone: e.TIME_ZONE,
    logLevel: e.LOG_LEVEL,
    ...(e.OTEL_EXPORTER_OTLP_ENDPOINT && { otlpEndpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT }),
    ...(e.APPLICATIONINSIGHTS_CONNECTION_STRING && { applicationInsights: e.APPLICATIONINSIGHTS_CONNECTION_STRING }),
    azureTimeoutMs: e.AZURE_TIMEOUT_SECONDS * 1000,
    linesPerMinute: e.LINES_PER_MINUTE,
    asksPerHour: e.ASKS_PER_HOUR,
    approverAsksPerHour: e.APPROVER_ASKS_PER_HOUR,
    decideMinutes: e.DECIDE_MINUTES,
    beginMinutes: e.BEGIN_MINUTES,
    retryMinutes: e.RETRY_MINUTES,
    keepDays: e.KEEP_DAYS,
    ...(e.AUDIT_ANCHOR && { auditAnchor: e.AUDIT_ANCHOR }),
    ...(e.CRITICALITY_TAG && { criticalityTag: e.CRITICALITY_TAG }),
    ...(e.COMMANDS_TAG && { commandsTag: tagOf(e.COMMANDS_TAG) }),
  };
}

function tagOf(text: string): { name: string; value: string } {
  const [name = '', value = ''] = text.split('=').map((part) => part.trim());
  return { name, value };
}

function requireContainer({ COMMANDS_TAG: tag, AUDIT_ANCHOR: anchor }: NodeJS.ProcessEnv): void {
  if (tag && !anchor)
    throw new Error('AUDIT_ANCHOR: COMMANDS_TAG keeps commands beside it, and this is not set; set both');
}

function parseSettings<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
    missingOnes,
  );
  if (!parsed.success) throw new Error(describe(parsed.error, 'set it as docs/settings.md says'));
  return parsed.data;
}

function requireCloud(name: string): Cloud {
  const cloud = clouds[name];
  if (!cloud) throw new Error(`CLOUD: ${name} is unknown; use public or usgov`);
  return cloud;
}

/** How `npm run migrate` signs in to the database, and which roles it grants access. */
export type MigrateConfig = Pick<Config, 'cloud' | 'tenantId' | 'botAppId' | 'signIn' | 'databaseAuth'> & {
  /** Connection of the role that owns the tables. */
  databaseUrl: string;
  /** Connection of the bot's role; absent: the same. */
  botDatabaseUrl?: string;
  botObjectId?: string;
  /** Role that may only read and verify the audit. */
  auditor?: { role: string; objectId?: string };
};

/**
 * Reads the settings of a migration from the environment.
 * @throws Error naming every mistake and its remedy, one line each.
 */
export function loadMigrateConfig(env: NodeJS.ProcessEnv): MigrateConfig {
  const e = parseSettings(ofMigration, env);
  const { DATABASE_URL: bots, MIGRATE_DATABASE_URL: owners } = e;
  const databaseUrl = owners ?? bots;
  if (!databaseUrl || !bots) {
    throw new Error(
      'DATABASE_URL: name the database on a server; the embedded one is brought up to date at the start of the bot',
    );
  }
  const identity = e.MIGRATE_CLIENT_ID ?? e.BOT_APP_ID;
  if (e.DATABASE_AUTH === 'entra' && !identity) {
    throw new Error('MIGRATE_CLIENT_ID: name the identity that signs in to the database with DATABASE_AUTH=entra');
  }
  const signIn = signInOf(e.MIGRATE_CLIENT_ID, e);
  if (e.DATABASE_AUTH === 'entra') requireTenant(signIn, e.TENANT_ID);
  return {
    cloud: requireCloud(e.CLOUD),
    tenantId: e.TENANT_ID ?? '',
    botAppId: identity ?? '',
    signIn,
    databaseAuth: e.DATABASE_AUTH,
    databaseUrl,
    ...(owners && { botDatabaseUrl: bots }),
    ...(e.BOT_OBJECT_ID && { botObjectId: e.BOT_OBJECT_ID }),
    ...(e.AUDITOR_ROLE && {
      auditor: { role: e.AUDITOR_ROLE, ...(e.AUDITOR_OBJECT_ID && { objectId: e.AUDITOR_OBJECT_ID }) },
    }),
  };
}

/** The BOT_ settings sign in as the bot's registration, and as no other identity. */
function signInOf(otherIdentity: string | undefined, given: Parameters<typeof readSignIn>[0]): SignIn {
  return otherIdentity ? { kind: 'managed-identity' } : readSignIn(given);
}

/** A registration signs in to its tenant; a managed identity has only one. */
function requireTenant(signIn: SignIn, tenantId: string | undefined): void {
  if (signIn.kind === 'managed-identity' || tenantId) return;
  throw new Error('TENANT_ID: name the Entra tenant of the app registration, which signs in with DATABASE_AUTH=entra');
}

/** Settings of a tool that works on the database: none for Teams or Azure are required. */
export type DatabaseConfig = Pick<
  Config,
  'cloud' | 'tenantId' | 'botAppId' | 'signIn' | 'databaseUrl' | 'databaseAuth' | 'dataDir' | 'auditAnchor'
>;

/** @throws Error naming every mistake and its remedy, one line each */
export function loadDatabaseConfig(env: NodeJS.ProcessEnv): DatabaseConfig {
  const e = parseSettings(ofDatabase, env);
  const identity = e.DATABASE_CLIENT_ID ?? e.BOT_APP_ID;
  if (e.DATABASE_URL && e.DATABASE_AUTH === 'entra' && !identity) {
    throw new Error('DATABASE_CLIENT_ID: name the identity that signs in to the database with DATABASE_AUTH=entra');
  }
  const signIn = signInOf(e.DATABASE_CLIENT_ID, e);
  if (e.DATABASE_URL && e.DATABASE_AUTH === 'entra') requireTenant(signIn, e.TENANT_ID);
  return {
    cloud: requireCloud(e.CLOUD),
    tenantId: e.TENANT_ID ?? '',
    botAppId: identity ?? '',
    signIn,
    databaseAuth: e.DATABASE_AUTH,
    ...(e.DATABASE_URL && { databaseUrl: e.DATABASE_URL }),
    dataDir: e.DATA_DIR,
    ...(e.AUDIT_ANCHOR && { auditAnchor: e.AUDIT_ANCHOR }),
  };
}

/** Settings for signing in to a database. */
const signingIn = {
  CLOUD: true,
  TENANT_ID: true,
  BOT_APP_ID: true,
  BOT_CLIENT_SECRET: true,
  BOT_CERTIFICATE_FILE: true,
  BOT_FEDERATED_TOKEN_FILE: true,
  DATABASE_URL: true,
  DATABASE_AUTH: true,
} as const;

const ofDatabase = environment
  .pick({ ...signingIn, DATA_DIR: true, AUDIT_ANCHOR: true })
  .partial({ TENANT_ID: true, BOT_APP_ID: true })
  .extend(toolEnvironment.shape);

const ofMigration = environment
  .pick(signingIn)
  .partial({ TENANT_ID: true, BOT_APP_ID: true })
  .extend(migrateEnvironment.shape);

function requireWholePager({ PAGER_URL: url, PAGER_SECRET: secret }: NodeJS.ProcessEnv): void {
  if (secret && !url) throw new Error('PAGER_URL: PAGER_SECRET is set and this is not; set both, or neither');
  if (url && !secret) throw new Error('PAGER_SECRET: nothing is sent unsigned; set it as docs/pager.md says');
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
  const parsed = z.array(restoreProfile).safeParse(json, missingOnes);
  if (!parsed.success) throw new Error(describe(parsed.error, `mend it in ${file}`));
  const names = parsed.data.map(({ vault }) => vault.toLowerCase());
  const twice = parsed.data.find(({ vault }, index) => names.indexOf(vault.toLowerCase()) < index);
  if (twice) {
    throw new Error(
      `RESTORE_PROFILES: ${file} has two profiles of vault ${twice.vault}, and only the first would count; keep one`,
    );
  }
  return parsed.data;
}

/** Replaces the parser's message for missing settings. */
const missingOnes = {
  error: ({ code, input }: { code?: string; input?: unknown }) =>
    code === 'invalid_type' && input === undefined ? 'it is missing' : undefined,
};

function describe(error: z.ZodError, remedy: string): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}; ${remedy}`).join('\n');
}
