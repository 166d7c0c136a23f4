import { start } from '../src/main.ts';
import { loopbackClient } from './azure/loopback-client.ts';
import type { BotSettings, FromBot, ToBot } from './bot-process.ts';
import { bot, people, tenantId } from './world/people.ts';
import { prod, restoreTargets, test } from './world/places.ts';

type Config = Parameters<typeof start>[0];
type Features = Parameters<typeof start>[1];

function config(settings: BotSettings): Config {
  const teams = new URL(settings.teamsOrigin);
  return {
    cloud: {
      name: 'sandbox',
      // Azure's real addresses: the loopback client leads them to this machine, and nothing else out of it.
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
        openIdMetadata: `${teams.origin}/v1/.well-known/openidconfiguration`,
        serviceUrlHosts: [teams.host],
      },
    },
    tenantId,
    botAppId: bot.appId,
    clientSecret: bot.secret,
    subscriptions: [prod.id, test.id],
    admins: [people.platform.objectId],
    // As if an administrator had typed `channel allow all` there; General is left as a new channel is.
    channels: Object.fromEntries(
      ['19:ops@thread.tacv2', '19:approvals@thread.tacv2'].map((id) => [id, { commands: 'all', vaults: 'all' }]),
    ),
    restoreProfiles: restoreTargets,
    grantKeyAccess: settings.grantKeyAccess ?? true,
    ...(settings.approvalPolicy && { approvalPolicy: settings.approvalPolicy }),
    host: '127.0.0.1',
    port: 0,
    opsPort: 0,
    databaseAuth: 'password',
    ...(settings.databaseUrl && { databaseUrl: settings.databaseUrl }),
    dataDir: settings.dataDir,
    language: 'en',
    zone: 'Europe/Amsterdam',
    logLevel: process.env.LOG_LEVEL ?? 'info',
    azureTimeoutMs: settings.azureTimeoutMs ?? 30_000,
    linesPerMinute: settings.linesPerMinute ?? 1_000_000,
    asksPerHour: settings.asksPerHour ?? 1_000_000,
    decideMinutes: 240,
    beginMinutes: 60,
    retryMinutes: 24 * 60,
    keepDays: 400,
    clock: settings.clock,
  };
}

async function run(settings: BotSettings, features: Features): Promise<void> {
  let { clock } = settings;
  let running: Awaited<ReturnType<typeof start>> | undefined;
  // Heard from the beginning: the world's clock may be set while the bot starts.
  process.on('message', (message: ToBot) => {
    if (message.kind === 'clock') clock = message.setting;
    running?.clock.set(clock);
  });
  running = await start(config(settings), features, { httpClient: loopbackClient(settings.azurePort) });
  running.clock.set(clock);
  const { address, opsAddress, stop: end } = running;
  const stop = () => void end().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  // Ctrl-C reaches the whole process group; the sandbox stops the bot itself.
  process.on('SIGINT', () => undefined);
  const ready: FromBot = { kind: 'ready', address, health: `${opsAddress}/healthz` };
  process.send?.(ready);
}

/**
 * Makes this process the bot of the sandbox: the real one, with authentication on, whose HTTP client leads to the local
 * Azure. It starts when it is told its settings.
 */
export function runBot(features: Features): void {
  // The channel closes when the sandbox dies, however it dies: a bot without its world must not live on.
  process.once('disconnect', () => process.exit(1));
  process.once('message', (message: ToBot) => {
    if (message.kind !== 'start') return;
    run(message.settings, features).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
}
