import { sql } from 'kysely';
import type { Targets } from '../drills/rules/score.ts';
import type { Db } from './schema.ts';

export type LastProven = {
  id: string;
  at: Date;
  by: 'restore' | 'drill';
  /** From its first step to the end of its last, in ms. */
  tookMs?: number;
  /** How far back the newest point lay when it was asked for: what would have been lost, in ms. */
  lostMs?: number;
};

/** How well it is known that a machine can be restored. */
export type Proof = { proven?: LastProven; failed?: { id: string; at: Date }; targets?: Targets };

/**
 * What last showed that a VM can be restored: a restore through Strongroom that ended well, into quarantine as well, or a drill whose guest said
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
      where.or([
        where('kind', 'in', ['restore', 'quarantine']),
        where.and([where('kind', '=', 'drill'), where('id', 'in', spoke)]),
      ]),
    )
    .where((where) => where(where.fn('lower', ['vm_id']), '=', vmId.toLowerCase()))
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.ended_at) return undefined;
  const steps = await db
    .selectFrom('steps')
    .select(({ fn }) => [fn.min('started_at').as('first'), fn.max('ended_at').as('last')])
    .where('request_id', '=', row.id)
    .executeTakeFirst();
  const tookMs = steps?.first && steps.last ? steps.last.getTime() - steps.first.getTime() : undefined;
  const by = row.kind === 'drill' ? 'drill' : 'restore';
  return { id: row.id, at: row.ended_at, by, ...(tookMs !== undefined && { tookMs }) };
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
