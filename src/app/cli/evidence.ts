import { parseArgs } from 'node:util';
import packageJson from '../../../package.json' with { type: 'json' };
import { createAccess } from '../../access/access.ts';
import { erasableBeside } from '../../azure/anchor.ts';
import { createCredential } from '../../azure/clients.ts';
import { openAzure } from '../../azure/open.ts';
import { readEvidence, readPopulation, readReadiness } from '../../drills/read-evidence.ts';
import { evidenceHeader, parseQuarter } from '../../drills/rules/evidence.ts';
import { writeEvidence } from '../../drills/write-evidence.ts';
import { dayFile } from '../../jobs/rules/backup-day.ts';
import { Clock } from '../../kernel/clock.ts';
import { type Config, loadConfig } from '../../kernel/config/config.ts';
import { readValue, tryRead } from '../../kernel/errors.ts';
import { createLog } from '../../kernel/telemetry/log.ts';
import { createInventory } from '../../machines/inventory.ts';
import { askingLists } from '../../machines/kept-lists.ts';
import { createMachineInspector } from '../../machines/read-machine.ts';
import { createRegionInspector, readLastRegionInspections } from '../../machines/region-inspector.ts';
import { createPlanning } from '../../restore/planning.ts';
import { withDatabase } from '../../store/with-database.ts';
import { databaseOf, runTool } from './database.ts';

const { version } = packageJson;

const usage = `npm run evidence -- 2026-Q4 [--to <directory>]
Reads the settings of the bot: its database (stop the bot if it is the embedded one), and from Azure which machines are
protected. Keep the head that it prints where Strongroom can't write.`;

/**
 * Writes the files and prints their paths. As in `start`, only the HTTP client can be swapped: no setting can send the
 * bot's tokens elsewhere.
 */
export async function run(
  args: string[],
  load: () => Config,
  { httpClient }: Pick<Parameters<typeof openAzure>[0], 'httpClient'> = {},
): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { to: { type: 'string', default: '.' } },
  });
  const period = parseQuarter(positionals[0] ?? '');
  if (!period) throw new Error(`Usage:\n${usage}`);
  const config = load();
  const log = createLog('warn');
  const clock = new Clock(config.clock);
  const azure = openAzure({
    credential: createCredential(config, httpClient),
    cloud: config.cloud,
    ...(httpClient && { httpClient }),
    subscriptions: config.subscriptions,
    clock,
    log,
    timeoutMs: config.azureTimeoutMs,
    throttles: { until: async () => undefined, set: async () => undefined },
  });
  const { population, unread, targets } = await readPopulation(azure, config.subscriptions, config.criticalityTag);
  const inventory = createInventory(azure, config.subscriptions, askingLists(azure));
  const planning = createPlanning(azure, inventory, createAccess(azure, clock), config.restoreProfiles, clock);
  const machineInspector = createMachineInspector(azure, clock);
  // Only the bot stores results of region checks.
  const regionInspector = createRegionInspector(
    azure,
    machineInspector,
    planning.profileOf,
    clock,
    log,
    async () => undefined,
  );
  const { files, head } = await withDatabase(databaseOf(config), log, async (db) => {
    const looks = await readLastRegionInspections({ store: { db }, log, inventory });
    const readiness = await readReadiness(regionInspector, targets, (target) => looks.findFresh(target, clock.now()));
    const { auditAnchor } = config;
    const anchor = auditAnchor ? readValue(await tryRead(() => azure.anchor.state(auditAnchor))) : undefined;
    const header = evidenceHeader(period, {
      now: clock.now(),
      version,
      cloud: config.cloud,
      ...(anchor && { anchor }),
    });
    const readList = async ({ vaultId, day }: { vaultId: string; day: string }) => {
      const list = await tryRead(async () =>
        azure.erasable.read(erasableBeside(auditAnchor ?? ''), dayFile(vaultId, day)),
      );
      if (list.kind === 'unread') unread.push(`list of backups ${dayFile(vaultId, day)}`);
      return readValue(list);
    };
    const read = await readEvidence(db, header, { population, unread, readiness }, readList);
    return writeEvidence(db, read, values.to);
  });
  for (const file of files) console.log(file);
  console.log(`Head of the audit chain: ${head.seq}:${head.hash}`);
  return 0;
}

if (import.meta.main) await runTool((args) => run(args, () => loadConfig(process.env)));
