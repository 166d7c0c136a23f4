import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from '../i18n/texts.ts';
import { appendAudit } from '../store/append-audit.ts';
import { auditHead, auditInPages, firstSince } from '../store/audit.ts';
import { auditLine } from '../store/rules/audit-rows.ts';
import type { Db } from '../store/schema.ts';
import { evidenceDigest, evidenceLines, type QuarterEvidence } from './rules/evidence.ts';
import { type EvidenceWords, evidencePage } from './rules/evidence-page.ts';

const { t, has } = texts('en');
const wordsOf = (key: string) => (has(key) ? t(key) : undefined);
/** Evidence is in English, because auditors of many countries read it. */
const words: EvidenceWords = {
  step: (kind) => wordsOf(`cards.step.${kind}`),
  failure: (code) => wordsOf(`notify.drill.why.${code}`),
};

/**
 * Writes the evidence as JSON Lines and as a page to read. The audit gets the digests of both first, so that the head
 * of the chain, printed at the end of both, vouches for every line and word.
 * @returns the paths of both files, and the head to keep elsewhere
 */
export async function writeEvidence(
  db: Db,
  evidence: QuarterEvidence,
  directory: string,
): Promise<{ files: [string, string]; head: { seq: number; hash: string } }> {
  const lines = evidenceLines(evidence);
  const digest = evidenceDigest(lines);
  const { quarter, population, runs, definitions } = evidence;
  const page = createHash('sha256')
    .update(evidencePage(evidence, words, { digest: '', head: '' }))
    .digest('hex');
  await db.transaction().execute((trx) =>
    appendAudit(
      trx,
      [
        {
          event: 'evidence.made',
          details: { quarter, digest, page, machines: population.length, runs: runs.length },
        },
      ],
      new Date(evidence.madeAt),
    ),
  );
  const excepted = evidence.exceptions.map(({ agreed, at, askedAt }) => (agreed ? at : askedAt) ?? evidence.from);
  const since = [
    evidence.from,
    ...definitions.map(({ askedAt }) => askedAt),
    ...runs.map(({ askedAt }) => askedAt),
    ...excepted,
  ]
    .toSorted()
    .at(0);
  const head = await auditHead(db);
  const last = JSON.stringify({ type: 'head', seq: head.seq, hash: head.hash, digest });
  const name = join(directory, `evidence-${quarter}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${name}.jsonl`, `${lines.join('\n')}\n`);
  // Rows are taken without gaps from the first one on, because a clock may have been set back between two of them. The
  // row before them shows where they begin.
  const first = (await firstSince(db, new Date(since ?? 0))) ?? head.seq;
  for await (const page of auditInPages(db, Math.max(1, first - 1))) {
    const audit = page.flatMap((row) => (row.seq <= head.seq ? `{"type":"audit",${auditLine(row).slice(1)}\n` : []));
    appendFileSync(`${name}.jsonl`, audit.join(''));
  }
  appendFileSync(`${name}.jsonl`, `${last}\n`);
  writeFileSync(`${name}.html`, evidencePage(evidence, words, { digest, head: `${head.seq}:${head.hash}` }));
  return { files: [`${name}.jsonl`, `${name}.html`], head };
}
