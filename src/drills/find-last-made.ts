import { asObject } from '../kernel/json-object.ts';
import { everyAuditRow } from '../store/audit.ts';
import type { Db } from '../store/schema.ts';

/** The files of a quarter as they were last written: their digest, and the head of the chain that vouches for it. */
export async function findLastMade(
  db: Db,
  quarter: string,
): Promise<{ at: Date; digest: string; head: string } | undefined> {
  const row = (await everyAuditRow(db, { event: 'evidence.made' })).findLast(
    ({ details }) => asObject(details).quarter === quarter,
  );
  return row && { at: row.at, digest: String(asObject(row.details).digest), head: `${row.seq}:${row.hash}` };
}
