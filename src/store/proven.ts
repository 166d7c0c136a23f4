import { sql } from 'kysely';
import type { Db } from './schema.ts';

export type LastProven = { id: string; at: Date; by: 'restore' | 'drill' };

/**
 * What last showed that a VM can be restored: a restore through Strongroom that ended well, or a drill whose guest said
 * that all was well. A drill whose guest said nothing has booted and proves less.
 */
export async function lastProven(db: Db, vmId: string): Promise<LastProven | undefined> {
  const spoke = db
    .selectFrom('steps')
    .select('request_id')
    .where('kind', '=', 'drill-probe')
    .where(sql<string>`result->>'verdict'`, '=', 'passed');
  const row = await db
    .selectFrom('requests')
    .select(['id', 'ended_at', 'kind'])
    .where('state', '=', 'succeeded')
    .where((where) =>
      where.or([where('kind', '=', 'restore'), where.and([where('kind', '=', 'drill'), where('id', 'in', spoke)])]),
    )
    .where((where) => where(where.fn('lower', ['vm_id']), '=', vmId.toLowerCase()))
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.ended_at ? { id: row.id, at: row.ended_at, by: row.kind === 'drill' ? 'drill' : 'restore' } : undefined;
}

/** A drill that failed, until something proves the machine after it: a copy that booted and said nothing does not. */
export async function failedDrill(db: Db, vmId: string): Promise<{ id: string; at: Date } | undefined> {
  const row = await db
    .selectFrom('requests')
    .select(['id', 'ended_at'])
    .where('kind', '=', 'drill')
    .where('state', '=', 'failed')
    .where((where) => where(where.fn('lower', ['vm_id']), '=', vmId.toLowerCase()))
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.ended_at) return undefined;
  const proof = await lastProven(db, vmId);
  return proof && proof.at > row.ended_at ? undefined : { id: row.id, at: row.ended_at };
}
