import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from '../i18n/texts.ts';
import { type AuditHead, appendAudit } from '../store/append-audit.ts';
import { auditInPages } from '../store/audit.ts';
import { auditLine, hiddenLine } from '../store/rules/audit-rows.ts';
import type { Db } from '../store/schema.ts';
import type { ReadEvidence } from './read-evidence.ts';
import { evidenceDigest, evidenceLines } from './rules/evidence.ts';
import { type EvidenceWords, evidencePage } from './rules/evidence-page.ts';

const { t, has } = texts('en');
const wordsOf = (key: string) => (has(key) ? t(key) : undefined);
/** Evidence is in English, because auditors of many countries read it. */
const words: EvidenceWords = {
  step: (kind) => wordsOf(`cards.step.${kind}`),
  failure: (code) => wordsOf(`notify.drill.why.${code}`),
};

/**
 * Writes the evidence as JSON Lines, with the rows that it is made from, and as a page to read. The audit gets the
 * digests of both first, so that the head of the chain, printed at the end of both, vouches for every line and word.
 * @returns the paths of both files, and the head to keep elsewhere
 */
export async function writeEvidence(
  db: Db,
  { evidence, isShown, first, upTo, lists }: ReadEvidence,
  directory: string,
): Promise<{ files: [string, string]; head: AuditHead }> {
  const digest = evidenceDigest(evidenceLines(evidence));
  const { quarter, madeAt } = evidence;
  const hash = createHash('sha256');
  for (const piece of evidencePage(evidence, words, { digest: '', head: '' })) hash.update(piece);
  const page = hash.digest('hex');
  const made = { event: 'evidence.made' as const, details: { quarter, digest, page, upTo } };
  const head = await db.transaction().execute((trx) => appendAudit(trx, [made], new Date(madeAt)));
  if (!head) throw new Error('the evidence was not audited');
  const { seq } = head;
  const name = join(directory, `evidence-${quarter}`);
  mkdirSync(directory, { recursive: true });
  for (const file of ['jsonl', 'html']) writeFileSync(`${name}.${file}`, '');
  for (const line of evidenceLines(evidence)) appendFileSync(`${name}.jsonl`, `${line}\n`);
  // Rows are taken without gaps, because a clock may have been set back between two of them.
  for await (const rows of auditInPages(db, first)) {
    const audit = rows.filter((row) => row.seq <= seq);
    const told = audit.map((row) => (isShown(row) || row.seq === seq ? auditLine(row) : hiddenLine(row)));
    appendFileSync(`${name}.jsonl`, told.map((line) => `{"type":"audit",${line.slice(1)}\n`).join(''));
  }
  // Their hashes are in the rows: the digest needs none of them.
  for (const list of lists()) appendFileSync(`${name}.jsonl`, `${list}\n`);
  appendFileSync(`${name}.jsonl`, `${JSON.stringify({ type: 'head', seq, hash: head.hash, digest })}\n`);
  const seal = { digest, head: `${seq}:${head.hash}` };
  for (const piece of evidencePage(evidence, words, seal)) appendFileSync(`${name}.html`, piece);
  return { files: [`${name}.jsonl`, `${name}.html`], head: { seq, hash: head.hash } };
}
