import type { start as startBot } from '../src/app/main.ts';
import { loopbackClient } from './azure/loopback-client.ts';
import type { BotSettings, FromBot, ToBot } from './bot-process.ts';
import { bot, people, tenantId } from './world/people.ts';
import { auditAnchor, prod, restoreTargets, test, uncommonTargets } from './world/places.ts';

type Start = typeof startBot;
type Config = Parameters<Start>[0];
type Features = Parameters<Start>[1];

/** Configuration of the sandbox's bot, instead of its environment. */
export function botConfig(settings: BotSettings): Config {
  const teams = new URL(settings.teamsOrigin);
  return {
    cloud: {
      name: 'sandbox',
      // Azure's real addresses: the loopback client redirects them to this machine, and blocks all others.
      resourceManager: 'https://management.azure.com',
      resourceManagerScope: 'https://management.azure.com/.default',
      authorityHost: 'https://login.microsoftonline.com',
      keyVaultSuffix: 'vault.azure.net',
      managedHsmSuffix: 'managedhsm.azure.net',
      blobSuffix: 'blob.core.windows.net',
      databaseScope: 'https://ossrdbms-aad.database.windows.net/.default',
      graph: 'https://graph.microsoft.com',
      portal: 'https://portal.azure.com',
      teams: 'https://teams.microsoft.com',
      backupManagementAppId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
      bot: {
        tokenScope: 'https://api.botframework.com',
        issuer: 'https://api.botframework.com',
        openIdMetadata: `${teams.origin}/v1/.well-known/openidconfiguration`,
        serviceUrlHosts: [teams.host],
      },
    },
    tenantId,
    botAppId: bot.appId,
    signIn: { kind: 'secret', secret: bot.secret },
    subscriptions: [prod.id, test.id, ...(settings.subscriptions ?? [])],
    admins: [people.platform.objectId],
    // Like `channel allow all` typed by an administrator; General stays like a new channel.
    channels: Object.fromEntries(
      ['19:ops@thread.tacv2', '19:approvals@thread.tacv2'].map((id) => [id, { commands: 'all', vaults: 'all' }]),
    ),
    restoreProfiles: [...restoreTargets, ...(settings.uncommon ? uncommonTargets : [])],
    grantKeyAccess: settings.grantKeyAccess ?? true,
    grantKeyPolicies: settings.grantKeyPolicies ?? true,
    ...(settings.pager && { pager: settings.pager }),
    ...(settings.onCall && { onCall: settings.onCall }),
    ...(settings.approvalPolicy && { approvalPolicy: settings.approvalPolicy }),
    host: '127.0.0.1',
    port: 0,
    opsPort: 0,
    databaseAuth: 'password',
    databaseConnections: 12,
    ...(settings.databaseUrl && { databaseUrl: settings.databaseUrl }),
    dataDir: settings.dataDir,
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    logLevel: process.env.LOG_LEVEL ?? 'info',
    ...(process.env.OTEL_EXPORTER_OTLP_ENDPOINT && { otlpEndpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT }),
    azureTimeoutMs: settings.azureTimeoutMs ?? 30_000,
    ...(settings.patienceMs !== undefined && { patienceMs: settings.patienceMs }),
    linesPerMinute: settings.linesPerMinute ?? 1_000_000,
    asksPerHour: settings.asksPerHour ?? 1_000_000,
    approverAsksPerHour: settings.approverAsksPerHour ?? 1_000_000,
    decideMinutes: 240,
    beginMinutes: 60,
    retryMinutes: 24 * 60,
    keepDays: 400,
    auditAnchor,
    ...(settings.commandsTag && { commandsTag: settings.commandsTag }),
    clock: settings.clock,
  };
}

/**
 * Makes this process the sandbox's bot: the real one, with authentication on, whose HTTP client calls the local Azure.
 * It starts when its settings arrive, and again after a rest.
 * @param start from the sources, or from the image
 */
export function runBot(start: Start, features: Features): void {
  let running: Awaited<ReturnType<Start>> | undefined;
  let clock: BotSettings['clock'];

  async function run(settings: BotSettings): Promise<void> {
    clock = settings.clock;
    running = await start(botConfig(settings), features, { httpClient: loopbackClient(settings.azurePort) });
    // The world's clock may have changed while the bot started.
    running.clock.set(clock);
    tell({ kind: 'ready', address: running.address, health: `${running.opsAddress}/healthz` });
  }

  async function rest(): Promise<void> {
    await running?.stop();
    running = undefined;
    tell({ kind: 'at-rest' });
  }

  /** Without its database the bot can't tell, so it reports work left. */
  async function count(): Promise<void> {
    tell({ kind: 'in-hand', count: (await running?.inHand().catch(() => 1)) ?? 1 });
  }

  process.on('message', (message: ToBot) => {
    if (message.kind === 'start') run(message.settings).catch(fail);
    if (message.kind === 'rest') rest().catch(fail);
    if (message.kind === 'in-hand') void count();
    if (message.kind !== 'clock') return;
    clock = message.setting;
    running?.clock.set(clock);
  });
  process.once('SIGTERM', () => void Promise.resolve(running?.stop()).then(() => process.exit(0)));
  // Ctrl-C reaches the whole process group; the sandbox stops the bot itself.
  process.on('SIGINT', () => undefined);
  // The channel closes however the sandbox dies: a bot must not outlive its world.
  process.once('disconnect', () => process.exit(1));
}

function tell(message: FromBot): void {
  process.send?.(message);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}
