import { z } from 'zod/v4';
import { erasableBeside } from '../azure/anchor.ts';
import { defineStored, lenient } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { auditHead, auditInPages, everyAuditRow } from '../store/audit.ts';
import { auditLine } from '../store/rules/audit-rows.ts';
import { findSetting, putSetting } from '../store/settings.ts';

/** The last row that was archived, and the last erasure that the archive knows of. */
const storedArchive = defineStored('setting audit-archive', z.object({ seq: z.number(), erased: z.number() }));

/** Rows of a file. They are fixed, so that a file that is written anew leaves no older one beside it. */
const rowsPerFile = 1000;

/**
 * Copies the rows that are new since last night beside the anchored heads, so that the audit can be read and verified
 * without the database. When somebody was erased all of it is written anew, without their texts.
 * @throws azure.*
 */
export async function archiveAudit({ azure, config, store }: RequestServices): Promise<void> {
  const { auditAnchor } = config;
  if (auditAnchor === undefined) return;
  const container = erasableBeside(auditAnchor);
  const { seq: head } = await auditHead(store.db);
  const erasures = await everyAuditRow(store.db, { event: 'person.erased' });
  const erased = erasures.at(-1)?.seq ?? 0;
  const last = await findSetting(store.db, 'bot', 'audit-archive', lenient(storedArchive));
  const from = last && last.erased === erased ? Math.min(last.seq, head) : 0;
  let rows: string[] = [];
  let first = from - (from % rowsPerFile) + 1;
  const write = async () => {
    if (rows.length > 0) await azure.erasable.write(container, archiveFile(first), rows.join(''));
    first += rowsPerFile;
    rows = [];
  };
  for await (const page of auditInPages(store.db, first)) {
    for (const row of page) {
      if (row.seq >= first + rowsPerFile) await write();
      if (row.seq <= head) rows.push(`${auditLine(row)}\n`);
    }
  }
  await write();
  await store.transaction((tx) =>
    putSetting(tx, 'bot', 'audit-archive', storedArchive.write({ seq: head, erased }), null),
  );
}

/** Files in their order are the audit. */
function archiveFile(first: number): string {
  return `audit/${String(first).padStart(12, '0')}.jsonl`;
}
