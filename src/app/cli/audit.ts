import { parseArgs } from 'node:util';
import { createLog } from '../../kernel/telemetry/log.ts';
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
import { databaseFrom, runTool } from './database.ts';

const usage = `npm run audit -- verify [--head <seq>:<hash>]... [--json]
npm run audit -- export <request id | all> [--to <directory>]
npm run audit -- print
Reads DATABASE_URL and DATABASE_AUTH, or DATA_DIR while Strongroom is stopped. verify ends with 2 for a broken chain.
--head: a line "audit head" of the logs, which the chain must hold. print writes every row to standard output.`;

/** @returns 0, or 2 if the chain is broken */
async function run(args: string[]): Promise<number> {
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
  const place = databaseFrom(process.env);
  const log = createLog('warn');
  if (verb === 'verify') {
    const heads = values.head.map(parseHead);
    const { verdict, missing } = await withDatabase(place, log, async (db) => {
      const found = await verifyAudit(db);
      const held = await Promise.all(heads.map((head) => holdsHead(db, head)));
      return { verdict: found, missing: heads.filter((_, index) => !held[index]) };
    });
    printVerdict(verdict, missing, values.json);
    return verdict.whole && missing.length === 0 ? 0 : 2;
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

function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

type Head = { seq: number; hash: string };

/** A broken chain is logged with the words that the alert searches for, whoever verified it. */
function printVerdict(verdict: AuditVerification, missing: Head[], json: boolean): void {
  const whole = verdict.whole && missing.length === 0;
  if (json) {
    console.log(
      JSON.stringify({ msg: whole ? 'The audit chain is whole' : 'The audit chain is broken', ...verdict, missing }),
    );
    return;
  }
  console.log(verdictInWords(verdict));
  for (const { seq } of missing) console.log(`Row ${seq} is not the one that was logged as the head then.`);
}

function parseHead(text: string): Head {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new Error(`--head: ${text} is no <seq>:<hash>\n${usage}`);
  return { seq: Number(seq), hash };
}

if (import.meta.main) await runTool(run);
