import { join } from 'node:path';
import { type Exchange, type LocalAzure, startAzure } from './azure/start-azure.ts';
import { BotProcess, type PagerSettings } from './bot-process.ts';
import { botRoutes } from './bot-routes.ts';
import { CallTap } from './call-tap.ts';
import type { Behaviour } from './teams/behaviour.ts';
import type { DeliveryTimes } from './teams/delivery.ts';
import { startTeams, type Teams } from './teams/start-teams.ts';
import { type Databases, wipeData } from './wipe-data.ts';
import { makeWorld, seedOf, type WorldOptions } from './world/seed.ts';
import type { World } from './world/world.ts';
import { worldRoutes } from './world-routes.ts';

export type SandboxOptions = SandboxSettings &
  Databases & {
    /** Port; 0: any free one. */
    port: number;
    /** Where the bot's data and log go; its data is emptied at the start, because the world is new. */
    dataDir: string;
    /** Delivery times; Teams' own by default. */
    times?: Partial<DeliveryTimes>;
    /** How long the bot waits for Azure before it answers a person without it (real ms); its own default if absent. */
    patienceMs?: number;
    /** Behaviour of Teams, also after a reset. */
    teams?: Partial<Behaviour>;
    /**
     * True if the app is new to the team, which then gets a welcome; by default it is upgraded from an earlier version.
     */
    firstRun?: boolean;
    /** Program of the bot; the real one by default. */
    botScript?: string;
    /** Additional environment of the bot. */
    botEnv?: Record<string, string>;
    /** At the end, leaves the real bot's process to the next sandbox of this process. */
    leaveBot?: boolean;
    /** Receives each call to the local Azure and its answer. */
    witness?: (exchange: Exchange) => void;
    /** Receives everything that the bot shows to people: messages, edits, and answers to clicks. */
    audience?: (shown: unknown) => void;
  };

/** Settings that a reset may change. */
export type SandboxSettings = {
  world?: WorldOptions;
  /** The bot's timeout for calls to Azure in real milliseconds; 30 s by default. */
  azureTimeoutMs?: number;
  /** Whether the bot may give Azure Backup access to keys; true by default. */
  grantKeyAccess?: boolean;
  /** True if it may change access policies of key vaults too; true by default. */
  grantKeyPolicies?: boolean;
  /** An approval policy file for the bot; by default the default policy. */
  approvalPolicy?: string;
  /** Absent: nobody is paged. */
  pager?: PagerSettings;
  /** Source of the on-call person, on this machine; absent: none. */
  onCall?: { key: string; origin: string };
  /** Tag of machines whose commands are kept. */
  commandsTag?: { name: string; value: string };
  /** Limit per person. Absent: none, because tests press an hour of talk into seconds. */
  linesPerMinute?: number;
  /** Limit of decisions that one person may request; absent: none, for the same reason. */
  asksPerHour?: number;
  /** Limit of decisions requested from one approver; absent: none. */
  approverAsksPerHour?: number;
};

export type Sandbox = {
  /** Address of page, control API and Bot Connector, e.g. http://127.0.0.1:3979. */
  address: string;
  world: World;
  azure: LocalAzure;
  teams: Teams;
  bot: BotProcess;
  tap: CallTap;
  /**
   * Resolves when the bot has done everything due at this moment of world time: nothing more happens until time passes
   * or somebody speaks. A bot that does not run has nothing to do.
   */
  settled(): Promise<void>;
  /** Resets world, chat and data and restarts the bot. World time goes on, unless the settings say otherwise. */
  reset(settings?: SandboxSettings): Promise<void>;
  close(): Promise<void>;
};

/** First interval between checks of the bot's work; it grows, since each check costs a look at its queue. */
const soonestSettleMs = 4;
const latestSettleMs = 32;
const connectorAudience = 'https://api.botframework.com';

/** Starts the world, the local Azure, the local Teams and the bot. Resolves when the bot answers. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir, databaseUrl } = options;
  let settings: SandboxSettings = options;
  const botData = join(dataDir, 'data');
  const world = makeWorld(options.world);
  const azure = await startAzure(world, options.witness && { witness: options.witness });
  const tap = new CallTap((signal) => bot.signal(signal));
  const teams = await startTeams({
    port: options.port,
    now: () => world.clock.now(),
    elapsed: () => world.clock.elapsed(),
    verifyBearer: async (authorization) =>
      (await azure.verifyToken(authorization ?? '', connectorAudience)) !== undefined,
    tap: tap.hook,
    ...(options.times && { times: options.times }),
    ...(options.teams && { behaviour: options.teams }),
    ...(options.audience && { audience: options.audience }),
  }).catch(async (error: unknown) => {
    await azure.close();
    throw error;
  });
  azure.tap = tap.hook;
  const bot = new BotProcess(
    options.botScript ?? botScript,
    join(dataDir, 'bot.log'),
    () => ({
      azurePort: azure.port,
      teamsOrigin: teams.server.origin,
      dataDir: botData,
      ...(databaseUrl && { databaseUrl }),
      ...(options.patienceMs && { patienceMs: options.patienceMs }),
      ...(settings.approvalPolicy && { approvalPolicy: settings.approvalPolicy }),
      ...(settings.pager && { pager: settings.pager }),
      ...(settings.onCall && { onCall: settings.onCall }),
      ...(settings.commandsTag && { commandsTag: settings.commandsTag }),
      ...(settings.linesPerMinute && { linesPerMinute: settings.linesPerMinute }),
      ...(settings.asksPerHour && { asksPerHour: settings.asksPerHour }),
      ...(settings.approverAsksPerHour && { approverAsksPerHour: settings.approverAsksPerHour }),
      ...(settings.azureTimeoutMs && { azureTimeoutMs: settings.azureTimeoutMs }),
      ...(settings.world?.uncommon && { uncommon: true }),
      ...(settings.grantKeyAccess !== undefined && { grantKeyAccess: settings.grantKeyAccess }),
      ...(settings.grantKeyPolicies !== undefined && { grantKeyPolicies: settings.grantKeyPolicies }),
      clock: world.clock.setting,
    }),
    options.botEnv,
  );
  bot.on('changed', (state) => {
    teams.delivery.botAddress = state.address ?? undefined;
    teams.events.send({ kind: 'bot', ...state });
  });
  world.clock.onChange((setting) => {
    bot.setClock(setting);
    teams.events.send({ kind: 'clock', setting });
  });

  async function begin(): Promise<void> {
    await bot.start();
    // A team that has had it for a while hears of a new version; the first time it is welcomed everywhere.
    await teams.teamsEvents.install(options.firstRun ? 'add' : 'add-upgrade');
  }

  async function settled(): Promise<void> {
    // Deliveries are counted before and after the bot: one may reach it during the check.
    for (let ms = soonestSettleMs; teams.delivery.underway + (await bot.inHand()) + teams.delivery.underway > 0; ) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      ms = Math.min(2 * ms, latestSettleMs);
    }
  }

  async function reset(next?: SandboxSettings): Promise<void> {
    // A process that has loaded everything restarts a bot in a second; other programs are started anew.
    await (options.botScript ? bot.stop() : bot.rest());
    tap.arm();
    azure.tap = tap.hook;
    teams.reset();
    settings = next ?? settings;
    world.reset(next && { seed: seedOf(next.world), origin: next.world?.origin });
    azure.reset();
    await wipeData(botData, options);
    await begin();
  }

  async function close(): Promise<void> {
    await bot.close({ spare: options.leaveBot === true && !options.botScript });
    await teams.close();
    await azure.close();
  }

  botRoutes(teams.control, bot, tap, settled);
  worldRoutes(teams.control, world, azure, reset);
  try {
    // Only after taking the port: another sandbox may be running on the same data.
    await wipeData(botData, options);
    await begin();
  } catch (error) {
    await close();
    throw error;
  }
  return { address: teams.server.origin, world, azure, teams, bot, tap, settled, reset, close };
}

export const sourcesScript = join(import.meta.dirname, 'bot.ts');

/**
 * Program of the bot: the sources, unless BOT_SCRIPT names another one, as `npm run image` builds from the image's
 * content.
 */
export const botScript = process.env.BOT_SCRIPT ?? sourcesScript;
// A failed build of the image must not pass for the sources.
if (botScript === '') throw new Error('BOT_SCRIPT is empty: name a program, or leave it out.');
