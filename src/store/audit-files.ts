import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { parseRequestId } from '../kernel/request-id.ts';
import { type AuditVerification, auditInPages, everyAuditRow, verifyAudit } from './audit.ts';
import { auditLine } from './rules/audit-lines.ts';
import { auditPage } from './rules/audit-page.ts';
import type { Schema } from './schema.ts';

/**
 * Writes the audit of a request, or all of it, as JSON Lines and as a page to read.
 * @returns the paths of both files
 * @throws Error when there is nothing about that request
 */
export async function exportAudit(db: Kysely<Schema>, asked: string, directory: string): Promise<[string, string]> {
  const reading = parseRequestId(asked);
  if (asked !== 'all' && reading.kind !== 'id') throw new Error(`"${asked}" is not a request id; name one, or "all".`);
  const requestId = reading.kind === 'id' ? reading.id : undefined;
  const pages = requestId ? [await everyAuditRow(db, { requestId })] : auditInPages(db);
  const name = join(directory, `audit-${requestId ?? 'all'}`);
  let isBegun = false;
  for await (const rows of pages) {
    if (rows.length === 0) break;
    if (!isBegun) {
      const verdict = verdictInWords(await verifyAudit(db));
      mkdirSync(directory, { recursive: true });
      writeFileSync(`${name}.jsonl`, '');
      writeFileSync(`${name}.html`, auditPage.begin(requestId ? `Audit of ${requestId}` : 'Audit', verdict));
    }
    isBegun = true;
    appendFileSync(`${name}.jsonl`, `${rows.map(auditLine).join('\n')}\n`);
    appendFileSync(`${name}.html`, rows.map(auditPage.row).join(''));
  }
  if (!isBegun && requestId === undefined) throw new Error('The audit has no rows yet.');
  if (!isBegun) throw new Error(`The audit has no row about ${asked}. Check the id with "requests" in the chat.`);
  appendFileSync(`${name}.html`, auditPage.end);
  return [`${name}.jsonl`, `${name}.html`];
}

export function verdictInWords(verdict: AuditVerification): string {
  if (verdict.whole) return `The chain is whole: ${verdict.head.seq} rows, head ${verdict.head.hash}.`;
  return `The chain is broken at row ${verdict.seq} (${verdict.problem}).`;
}
