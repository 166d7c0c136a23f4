import { parseArgs } from 'node:util';
import { createCredential } from '../../azure/clients.ts';
import { openAzure } from '../../azure/open.ts';
import { type Anchored, compareWithAnchor } from '../../doctor/anchor.ts';
import { texts } from '../../i18n/texts.ts';
import { Clock } from '../../kernel/clock.ts';
import { type DatabaseConfig, loadDatabaseConfig } from '../../kernel/config/config.ts';
import { createLog } from '../../kernel/telemetry/log.ts';
import type { AuditHead } from '../../store/append-audit.ts';
import {
  type AuditVerification,
  auditInPages,
  exportAudit,
  holdsHead,
  verdictInWords,
  verifyAudit,
} from '../../store/audit.ts';
import { auditLine } from '../../store/rules/audit-rows.ts';
import { withDatabase } from '../../store/with-database.ts';
import { databaseOf, runTool } from './database.ts';

const usage = `npm run audit -- verify [--head <seq>:<hash>]... [--json]
npm run audit -- export <request id | all> [--to <directory>]
npm run audit -- print
Reads DATABASE_URL and DATABASE_AUTH, or DATA_DIR while Strongroom is stopped. verify compares with AUDIT_ANCHOR where
that is set; it ends with 2 for a broken chain, and with 3 if neither an anchor nor a head was compared.
--head: a line "audit head" of the logs, which the chain must hold. print writes every row to standard output.`;

type Seam = Pick<Parameters<typeof openAzure>[0], 'httpClient'>;

/**
 * As in `start`, only the HTTP client can be swapped.
 * @returns 0; 2 if the chain is broken, 3 if it was compared with nothing that is kept elsewhere
 */
export async function run(args: string[], load: () => DatabaseConfig, { httpClient }: Seam = {}): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string', default: '.' },
      head: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const [verb, asked] = positionals;
  const config = load();
  const place = databaseOf(config);
  const log = createLog('warn');
  if (verb === 'verify') {
    const heads = values.head.map(parseHead);
    const { verdict, missing, anchored } = await withDatabase(place, log, async (db) => {
      const found = await verifyAudit(db);
      const held = await Promise.all(heads.map((head) => holdsHead(db, head)));
      const missing = heads.filter((_, index) => !held[index]);
      return { verdict: found, missing, anchored: await compare(db, config, httpClient) };
    });
    const whole = verdict.whole && missing.length === 0 && anchored.kind !== 'differs';
    printVerdict({ whole, verdict, missing, anchored }, values.json);
    if (!whole) return 2;
    return anchored.kind === 'fits' || heads.length > 0 ? 0 : 3;
  }
  if (verb === 'export' && asked !== undefined) {
    for (const file of await withDatabase(place, log, (db) => exportAudit(db, asked, values.to))) console.log(file);
    return 0;
  }
  if (verb === 'print') {
    await withDatabase(place, log, async (db) => {
      // Each page is written before the next is read: the output's reader may be slower than the database.
      for await (const rows of auditInPages(db)) await writeOut(`${rows.map(auditLine).join('\n')}\n`);
    });
    return 0;
  }
  throw new Error(`Usage:\n${usage}`);
}

async function compare(
  db: Parameters<typeof holdsHead>[0],
  config: DatabaseConfig,
  httpClient: Seam['httpClient'] | undefined,
): Promise<Anchored> {
  // Without an anchor nobody needs to sign in to Azure.
  if (!config.auditAnchor) return { kind: 'none' };
  const azure = openAzure({
    credential: createCredential(config, httpClient),
    cloud: config.cloud,
    ...(httpClient && { httpClient }),
    subscriptions: [],
    clock: new Clock(),
    log: createLog('warn'),
    throttles: { until: async () => undefined, set: async () => undefined },
  });
  return compareWithAnchor({ azure, config, store: { db } });
}

function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** A broken chain is logged with the words that the alert searches for, whoever verified it. */
function printVerdict(
  found: { whole: boolean; verdict: AuditVerification; missing: AuditHead[]; anchored: Anchored },
  json: boolean,
): void {
  const { whole, verdict, missing, anchored } = found;
  if (json) {
    const msg = whole ? 'The audit chain is whole' : 'The audit chain is broken';
    console.log(JSON.stringify({ msg, ...verdict, missing, anchored }));
    return;
  }
  console.log(verdictInWords(verdict));
  for (const { seq } of missing) console.log(`Row ${seq} is not the one that was logged as the head then.`);
  const { t } = texts('en');
  console.log(t(`audit.anchor.${anchored.kind === 'fits' ? anchored.state : anchored.kind}`, anchored));
}

function parseHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new Error(`--head: ${text} is no <seq>:<hash>\n${usage}`);
  return { seq: Number(seq), hash };
}

if (import.meta.main) await runTool((args) => run(args, () => loadDatabaseConfig(process.env)));
