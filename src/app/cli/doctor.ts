import { parseArgs } from 'node:util';
import { createAccess } from '../../access/access.ts';
import { createCredential, tokenFor } from '../../azure/clients.ts';
import { openAzure } from '../../azure/open.ts';
import { doctorDetails, doctorLine } from '../../doctor/cards/doctor.ts';
import { examine } from '../../doctor/doctor.ts';
import { type Diagnosis, worstDiagnosesFirst } from '../../doctor/rules/diagnosis.ts';
import { whyText } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import { Clock } from '../../kernel/clock.ts';
import { type Config, loadConfig } from '../../kernel/config/config.ts';
import { createLog } from '../../kernel/telemetry/log.ts';
import { openStore, type Store } from '../../store/open.ts';
import { requestKinds } from '../request-kinds.ts';

/**
 * `npm run doctor`: the doctor command from a shell, with the bot's settings. Exits with 1 if something needs fixing.
 * It leaves the embedded database of a running bot alone, and only reads tables on a server.
 * @param json for programs: one list of findings by code
 */
export async function runDoctor(config: Config, print: (line: string) => void, json: boolean): Promise<boolean> {
  const log = createLog('silent');
  const clock = new Clock(config.clock);
  const credential = createCredential(config);
  const azure = openAzure({
    credential,
    cloud: config.cloud,
    subscriptions: config.subscriptions,
    clock,
    log,
    timeoutMs: config.azureTimeoutMs,
    throttles: { until: async () => undefined, set: async () => undefined },
  });
  let store: Store | undefined;
  /** A problem of the database server, which bot and doctor share. */
  let trouble: string | undefined;
  try {
    store = await openStore({
      ...(config.databaseUrl && { databaseUrl: config.databaseUrl }),
      ...(config.databaseAuth === 'entra' && {
        databasePassword: () => tokenFor(credential, config.cloud.databaseScope),
      }),
      dataDir: config.dataDir,
      clock,
      log,
    });
  } catch (error) {
    const message = whyText(texts(config.language), error);
    // The embedded database is probably open in the bot.
    if (config.databaseUrl) trouble = message;
    else if (!json) print(message);
  }
  try {
    const access = createAccess(azure, clock);
    const diagnoses = await examine({
      config,
      azure,
      access,
      requestKinds: { all: requestKinds },
      ...(store && { store }),
      now: clock.now(),
    });
    const reader = { language: config.language, timeZone: config.timeZone };
    const isTrouble = ({ code }: Diagnosis) => code === 'database' && trouble !== undefined;
    const found = worstDiagnosesFirst(
      diagnoses.map((each): Diagnosis => (isTrouble(each) ? { ...each, state: 'bad' } : each)),
    );
    const told = found.map((each) => ({
      ...each,
      ...(isTrouble(each) ? { message: `✗ ${trouble}`, remedy: '' } : doctorLine(each, reader)),
    }));
    if (json) print(JSON.stringify(told, undefined, 2));
    else {
      for (const { message, remedy } of told) print(remedy ? `${message}\n    ${remedy}` : message);
      for (const line of doctorDetails(diagnoses, reader)) print(`    ${line}`);
    }
    return found.every(({ state }) => state !== 'bad');
  } finally {
    await store?.close();
  }
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
    const sound = await runDoctor(loadConfig(process.env), (line) => console.log(line), values.json);
    process.exit(sound ? 0 : 1);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
