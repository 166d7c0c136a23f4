import type { HttpClient } from '@azure/core-rest-pipeline';
import packageJson from '../../package.json' with { type: 'json' };
import { createAccess } from '../access/access.ts';
import {
  createDirectoryCache,
  createRoster,
  findChatReference,
  saveContact,
  sharedReader,
} from '../access/contacts.ts';
import { createCountReaders, createGivenRoles } from '../access/count-readers.ts';
import { createMembers } from '../access/memberships.ts';
import { createCredential, tokenFor } from '../azure/clients.ts';
import { type CutWait, cutWaits, measuredClient, withoutLateChanges } from '../azure/http-client.ts';
import { openAzure } from '../azure/open.ts';
import { createHandle } from '../chat/handle.ts';
import { createPendingAnswers } from '../chat/pending-answers.ts';
import { createPlanWords } from '../chat/plan-words.ts';
import { askWhetherSeen, seesPrivate } from '../chat/private-answers.ts';
import { noteRefusal } from '../chat/refusals.ts';
import { resumeActivated, resumeDeferred } from '../chat/resume-deferred.ts';
import { sendMessages } from '../chat/send-messages.ts';
import { createFormKinds } from '../chat/turn.ts';
import { planWelcome } from '../doctor/welcome.ts';
import { whyText } from '../i18n/failure-text.ts';
import { teamsTexts } from '../i18n/teams-texts.ts';
import { texts } from '../i18n/texts.ts';
import { watchVault } from '../jobs/watch-vault.ts';
import { Clock } from '../kernel/clock.ts';
import { type Config, loadConfig } from '../kernel/config/config.ts';
import { readDescriptorLimit } from '../kernel/config/descriptors.ts';
import { createLog } from '../kernel/telemetry/log.ts';
import { createTelemetry } from '../kernel/telemetry/telemetry.ts';
import { search } from '../look/commands/search.ts';
import { createInventory } from '../machines/inventory.ts';
import { createKeptLists } from '../machines/kept-lists.ts';
import { createMachineInspector } from '../machines/read-machine.ts';
import { createRegionInspector, keepRegionInspection } from '../machines/region-inspector.ts';
import { findHold } from '../protection/holds.ts';
import { createApprovers } from '../requests/approvers.ts';
import { createOnCall } from '../requests/on-call.ts';
import { pageChange } from '../requests/pages.ts';
import { readPolicyInForce } from '../requests/policy-in-force.ts';
import { redraw } from '../requests/redraw.ts';
import { createRequestKinds, operationsOf } from '../requests/request-kind.ts';
import { sendPages } from '../requests/send-pages.ts';
import { createChecks } from '../restore/checks.ts';
import { createPlanning } from '../restore/planning.ts';
import { advanceRequest } from '../saga/run.ts';
import { createStepHandlers } from '../saga/step-handler.ts';
import { storeError } from '../store/errors.ts';
import { findShownBody } from '../store/messages.ts';
import { openStore } from '../store/open.ts';
import { findTraceParent } from '../store/requests.ts';
import { storedThrottles } from '../store/throttles.ts';
import { createTeams } from '../teams/teams.ts';
import { type Features, runTimer } from './features.ts';
import { measuredRuns, measuredTurns, measureProcess, measureStore, startTurnTally } from './ops/measures.ts';
import { createHealth, openOpsServer } from './ops/ops-server.ts';
import { product } from './product.ts';
import type { Services } from './services.ts';

const { version } = packageJson;

/** A stopping process gets 20 s; whatever hangs until then, such as a lost database, is abandoned. */
const stopWithinMs = 19_000;

/** The platform's health probes wait 5 s. */
const doorTimeoutMs = 3_000;

export type Bot = {
  /** For example http://127.0.0.1:3978 */
  address: string;
  /** Address of /healthz, /readyz and /metrics. */
  opsAddress: string;
  clock: Clock;
  /** Number of answers in progress and of due durable work. 0: nothing happens until time passes. */
  inHand(): Promise<number>;
  /** Accepts no new turns; accepted ones finish. */
  drain(): void;
  /** Drains, releases the steps in progress and closes the store, within 20 s. */
  stop(): Promise<void>;
};

/**
 * Assembles the bot and starts it. Only the HTTP client can be swapped.
 * @param features everything that the bot can do
 */
export async function start(config: Config, features: Features, seam: { httpClient?: HttpClient } = {}): Promise<Bot> {
  const log = createLog(config.logLevel);
  log.info({ version, node: process.version, ...settingsInForce(config) }, 'Strongroom starts');
  const clock = new Clock(config.clock);
  const credential = createCredential(config, seam.httpClient);
  const telemetry = await createTelemetry({
    version,
    ...(config.otlpEndpoint && { otlpEndpoint: config.otlpEndpoint }),
    ...(config.applicationInsights && {
      applicationInsights: { connectionString: config.applicationInsights, credential },
    }),
  });
  cutWaits.subscribe((message) => {
    const { host, action, seconds } = message as CutWait;
    log.warn({ host, action, seconds }, 'a wait that Azure asked for was cut to an hour');
    telemetry.count('waits_cut_total', { action: action.toLowerCase() });
  });
  const store = await openStore({
    ...(config.databaseUrl && { databaseUrl: config.databaseUrl }),
    ...(config.databaseAuth === 'entra' && {
      databasePassword: () => tokenFor(credential, config.cloud.databaseScope),
    }),
    databaseConnections: config.databaseConnections,
    dataDir: config.dataDir,
    keepDays: config.keepDays,
    clock,
    log,
  });
  const terms = { expiries: config, operations: operationsOf(features.requestKinds) };
  const policy = await readPolicyInForce({ store, log }, config.approvalPolicy, terms).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const azure = openAzure({
    credential,
    cloud: config.cloud,
    httpClient: measuredClient(telemetry, withoutLateChanges(seam.httpClient)),
    subscriptions: config.subscriptions,
    clock,
    log,
    timeoutMs: config.azureTimeoutMs,
    throttles: storedThrottles(store, clock),
  });
  const inventory = createInventory(azure, config.subscriptions, createKeptLists({ azure, store, clock, log }));
  const access = createAccess(azure, clock);
  const planning = createPlanning(azure, inventory, access, config.restoreProfiles, clock);
  const machineInspector = createMachineInspector(azure, clock);
  const roles = createGivenRoles(azure, clock);
  const members = createMembers(azure, config.admins, clock, log, config.patienceMs);
  const services: Services = {
    config,
    clock,
    log,
    store,
    directory: createDirectoryCache(store, clock),
    azure,
    inventory,
    access,
    approvers: createApprovers(azure, access, roles, policy, {
      clock,
      expiries: config,
      readOnCall: createOnCall(azure, clock, config.onCall),
      members,
    }),
    // Teams is opened below, with these services.
    roster: createRoster(log, () => teams),
    countReaders: createCountReaders(azure, roles, clock, config.patienceMs),
    members,
    planning,
    checks: createChecks(azure, access, planning, config, clock, async (vmId) => (await findHold(store.db, vmId))?.id),
    machineInspector,
    regionInspector: createRegionInspector(azure, machineInspector, planning.profileOf, clock, log, (target, look) =>
      keepRegionInspection({ store, log }, target, look),
    ),
    commands: features.commands,
    requestKinds: createRequestKinds(features.requestKinds),
    formKinds: createFormKinds(features.forms),
    stepHandlers: createStepHandlers(features.steps, features.requestKinds),
  };
  const planWords = createPlanWords(services);
  let phase: 'starting' | 'listening' | 'stopping' = 'starting';
  const teams = createTeams({
    config,
    credential,
    log,
    texts: {
      ...teamsTexts,
      elsewhere: async ({ conversationId }, name) =>
        teamsTexts.elsewhere((await sharedReader(services, store.db, conversationId)).language, name),
      passing: (locale, error) => teamsTexts.passing(locale, storeError(error)),
    },
    remember: async (contact) => {
      await saveContact(services, contact, teams.findName);
      if (contact.installed !== undefined) await planWelcome(services, contact, contact.installed);
    },
    findPersonalChat: (person) => findChatReference(services, person),
    seesPrivate: (place) => seesPrivate(services, place),
    askWhetherSeen: (contact) => askWhetherSeen(services, contact),
    postLater: ({ conversationId, threadId }, body) =>
      store.transaction((tx) => {
        tx.post({ conversationId, ...(threadId && { threadId }), body });
      }),
    noteRefusal: (turn, why) => noteRefusal(services, turn, why),
    planWords,
    ...(config.patienceMs !== undefined && { deadlineMs: config.patienceMs }),
    findShown: ({ conversationId }, messageId) => findShownBody(store.db, conversationId, messageId),
  });
  store.redraws(async (tx, requestId) => {
    await redraw(services, tx, requestId);
    await pageChange(services, tx, requestId);
  });
  const tally = startTurnTally(log);
  const { changes, ...dispatch } = createHandle(services, features, search);
  const handle = measuredTurns(telemetry, dispatch.handle, tally);
  // Timers that resume commands need the door.
  const timers = {
    ...features.timers,
    kept: (_: Services, id: string) => resumeDeferred(services, { handle, planWords }, id),
    eligible: resumeActivated,
  };
  const ofRequest = (key: string) => findTraceParent(store.db, key);
  store.work(
    'step',
    measuredRuns(telemetry, 'step', (key) => advanceRequest(services, key), ofRequest),
  );
  store.work(
    'watch',
    measuredRuns(telemetry, 'watch', (key) => watchVault(services, key)),
  );
  store.work(
    'timer',
    measuredRuns(telemetry, 'timer', (key) => runTimer(timers, services, key), ofRequest),
  );
  store.work(
    'outbox',
    measuredRuns(telemetry, 'outbox', (key) => sendMessages(services, teams, key)),
  );
  // A queue of its own: a pager that does not answer must not delay anything else.
  store.work(
    'pager',
    measuredRuns(telemetry, 'pager', (key) => sendPages(services, key)),
  );
  await store.transaction(async (tx) => {
    for (const [kind, next] of Object.entries(features.nightly)) tx.wake('timer', `${kind}:`, next(services, tx.now()));
  });
  measureStore(telemetry, store, clock, log, () => phase !== 'stopping');
  measureProcess(telemetry, store, config.signIn);
  const descriptorLimit = readDescriptorLimit();
  const ops = await openOpsServer({
    host: config.opsHost ?? config.host,
    port: config.opsPort,
    log,
    health: createHealth({
      phase: () => phase,
      doorAnswers: () => teams.answers(doorTimeoutMs),
      ...(descriptorLimit && { descriptorLimit }),
      log,
    }),
    scrape: telemetry.scrape,
  });
  const address = await teams.listen({ handle, pending: createPendingAnswers(services, { handle, changes }) });
  phase = 'listening';
  log.info({ address, ops: ops.address }, 'Strongroom listens');

  let stopping: Promise<void> | undefined;
  return {
    address,
    opsAddress: ops.address,
    clock,
    inHand: async () => teams.underway() + (await store.due()),
    drain() {
      phase = 'stopping';
      teams.drain();
    },
    stop() {
      if (phase !== 'stopping') log.info({}, 'Strongroom stops');
      phase = 'stopping';
      stopping ??= within(
        stopWithinMs,
        teams
          .close()
          .then(() => tally.stop())
          .then(() => store.close())
          .then(() => Promise.all([ops.close(), telemetry.stop()])),
      );
      return stopping;
    },
  };
}

/** Settings that explain most of a log. They contain no secret and no person's name. */
function settingsInForce(config: Config): object {
  const { cloud, databaseUrl, databaseAuth, subscriptions, keepDays, grantKeyAccess, approvalPolicy } = config;
  return {
    cloud: cloud.name,
    database: databaseUrl ? databaseAuth : 'embedded',
    subscriptions: subscriptions.length,
    keepDays,
    grantKeyAccess,
    policy: approvalPolicy !== undefined,
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

if (import.meta.main) {
  let bot: Bot | undefined;
  let language: Config['language'] = 'en';
  // A container's first process ignores signals without a listener. The database undoes work in progress: a
  // half-finished start does no damage.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.resolve(bot?.stop()).then(() => process.exit(0)));
  }
  try {
    const config = loadConfig(process.env);
    ({ language } = config);
    bot = await start(config, product);
  } catch (error) {
    const why = whyText(texts(language), error);
    // Plain text for a terminal, JSON for a log.
    if (process.stderr.isTTY) console.error(`Strongroom cannot start:\n${why}`);
    else createLog('error').error({ why }, 'Strongroom cannot start');
    process.exit(1);
  }
}
