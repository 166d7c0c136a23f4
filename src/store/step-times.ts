import type { Tier } from '../kernel/facts.ts';
import { tierOfPlan } from './json-paths.ts';
import type { StepTime } from './rules/expected-time.ts';
import type { Db } from './schema.ts';

/** Enough for a median, and recent enough to tell how Azure is these days. */
const mostSteps = 200;

/**
 * What the steps of a vault's requests of a kind took that ended well, newest first: from the first attempt to the end.
 * One kind at a time: many backups must not push the few restores out of what is read.
 */
export async function stepTimes(db: Db, vaultId: string, kind: string): Promise<StepTime[]> {
  const rows = await db
    .selectFrom('steps')
    .innerJoin('requests', 'requests.id', 'steps.request_id')
    .innerJoin('plans', (join) =>
      join.onRef('plans.request_id', '=', 'requests.id').onRef('plans.hash', '=', 'requests.hash'),
    )
    .select(['steps.kind', 'steps.started_at', 'steps.ended_at'])
    .select(tierOfPlan.as('tier'))
    .where('steps.state', '=', 'done')
    .where('requests.kind', '=', kind)
    .where((where) => where(where.fn('lower', ['requests.vault_id']), '=', vaultId.toLowerCase()))
    .where('steps.started_at', 'is not', null)
    .where('steps.ended_at', 'is not', null)
    .orderBy('steps.ended_at', 'desc')
    .limit(mostSteps)
    .execute();
  return rows.flatMap(({ kind, tier, started_at, ended_at }) =>
    started_at && ended_at
      ? [{ kind, tier: toTier(tier), seconds: (ended_at.getTime() - started_at.getTime()) / 1000 }]
      : [],
  );
}

function toTier(tier: string | null): Tier | 'unknown' {
  return tier === 'snapshot' || tier === 'vault-standard' || tier === 'vault-archive' ? tier : 'unknown';
}
