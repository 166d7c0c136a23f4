import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { parseRequestId } from '../kernel/request-id.ts';
import { type AuditVerification, everyAuditRow, verifyAudit } from './audit.ts';
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
  const rows = await everyAuditRow(db, { ...(requestId && { requestId }) });
  if (rows.length === 0 && requestId === undefined) throw new Error('The audit has no rows yet.');
  if (rows.length === 0)
    throw new Error(`The audit has no row about ${asked}. Check the id with "requests" in the chat.`);
  const name = join(directory, `audit-${requestId ?? 'all'}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${name}.jsonl`, `${rows.map(auditLine).join('\n')}\n`);
  const title = requestId ? `Audit of ${requestId}` : 'Audit';
  writeFileSync(`${name}.html`, auditPage(title, rows, verdictInWords(await verifyAudit(db))));
  return [`${name}.jsonl`, `${name}.html`];
}

export function verdictInWords(verdict: AuditVerification): string {
  if (verdict.whole) return `The chain is whole: ${verdict.head.seq} rows, head ${verdict.head.hash}.`;
  return `The chain is broken at row ${verdict.seq} (${verdict.problem}).`;
}
