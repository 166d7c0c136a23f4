import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Kysely, PGliteDialect } from 'kysely';
import { auditLine } from '../audit/rules/audit-lines.ts';
import { auditPage } from '../audit/rules/audit-page.ts';
import { parseRequestId } from '../kernel/request-id.ts';
import { createLog } from '../telemetry/log.ts';
import { type AuditVerdict, everyAuditRow, verifyAudit } from './audit.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import type { Schema } from './schema.ts';
import { openServer } from './server/open-server.ts';

const usage = `npm run audit -- verify
npm run audit -- export <request id | all> [--to <directory>]
Reads DATABASE_URL, or DATA_DIR while Strongroom is stopped.`;

/**
 * Writes the audit of a request, or all of it, as JSON Lines and as a page to read.
 * @returns the paths of both files
 * @throws Error when there is nothing about that request
 */
export async function exportAudit(db: Kysely<Schema>, asked: string, directory: string): Promise<[string, string]> {
  const reading = parseRequestId(asked);
  if (asked !== 'all' && reading.kind !== 'id') throw new Error(`"${asked}" is not a request id. Usage:\n${usage}`);
  const requestId = reading.kind === 'id' ? reading.id : undefined;
  const rows = await everyAuditRow(db, { ...(requestId && { requestId }) });
  if (rows.length === 0)
    throw new Error(`The audit has no row about ${asked}. Check the id with "requests" in the chat.`);
  const name = join(directory, `audit-${requestId ?? 'all'}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${name}.jsonl`, `${rows.map(auditLine).join('\n')}\n`);
  const title = requestId ? `Audit of ${requestId}` : 'Audit';
  writeFileSync(`${name}.html`, auditPage(title, rows, inWords(await verifyAudit(db))));
  return [`${name}.jsonl`, `${name}.html`];
}

function inWords(verdict: AuditVerdict): string {
  if (verdict.whole) return `The chain is whole: ${verdict.head.seq} rows, head ${verdict.head.hash}.`;
  return `The chain is broken at row ${verdict.seq} (${verdict.problem}).`;
}

async function opened<T>(use: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATA_DIR = './data' } = process.env;
  if (DATABASE_URL) {
    const db = await openServer(DATABASE_URL, createLog('warn'));
    return use(db).finally(() => db.destroy());
  }
  if (!existsSync(join(DATA_DIR, 'cluster', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${DATA_DIR}. Set DATA_DIR or DATABASE_URL as Strongroom has it.`);
  }
  const embedded = await openEmbedded(DATA_DIR);
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) });
  return use(db).finally(() => embedded.close());
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string', default: '.' } },
  });
  const [verb, asked] = positionals;
  if (verb === 'verify') {
    const verdict = await opened(verifyAudit);
    console.log(inWords(verdict));
    if (!verdict.whole) process.exitCode = 2;
  } else if (verb === 'export' && asked !== undefined) {
    for (const file of await opened((db) => exportAudit(db, asked, values.to))) console.log(file);
  } else throw new Error(`Usage:\n${usage}`);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
