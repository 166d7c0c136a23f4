import { sql } from 'kysely';
import { machineOfPlan, machineRan, probeStep, threatOfPlan, verdictOfStep } from './json-paths.ts';
import { type Part, readAs, rowsOf } from './rows.ts';
import { kindsOfTrial, type Targets, type TrialBy, type TrialKinds, type TrialRow } from './rules/trial-row.ts';
import type { Db } from './schema.ts';

/** A restore or drill that ended, from its rows. */
export type MachineTrialRow = TrialRow & { vm_id: string; vm_name: string };

/** Limit for a list without a start time; a period is always listed in full. */
const most = 5000;

/** Trials that succeeded or failed, newest first. Withdrawn and expired requests tried nothing. */
export async function listTrials(
  db: Db,
  kinds: TrialKinds,
  filter: { vmId?: string; from?: Date; to?: Date } = {},
): Promise<MachineTrialRow[]> {
  let query = db
    .selectFrom('requests')
    .leftJoin('steps', 'steps.request_id', 'requests.id')
    .select(['requests.id', 'requests.kind', 'requests.state', 'requests.vm_id', 'requests.vm_name'])
    .select('requests.ended_at')
    .select(({ fn }) => [fn.min('steps.started_at').as('first_at'), fn.max('steps.ended_at').as('last_at')])
    .select(sql<string | null>`max(${verdictOfStep}) filter (where steps.kind = ${probeStep})`.as('verdict'))
    .select([machineOfPlan.as('immutable_id'), machineRan.as('ran'), threatOfPlan.as('threat')])
    .where('requests.kind', 'in', [...kinds.keys()])
    .where('requests.state', 'in', ['succeeded', 'failed'])
    .where('requests.ended_at', 'is not', null)
    .groupBy('requests.id')
    .orderBy('requests.ended_at', 'desc');
  const { vmId, from, to } = filter;
  if (!from) query = query.limit(most);
  if (vmId) query = query.where((where) => where(where.fn('lower', ['requests.vm_id']), '=', vmId.toLowerCase()));
  if (from) query = query.where('requests.ended_at', '>=', from);
  if (to) query = query.where('requests.ended_at', '<', to);
  const rows = await query.execute();
  return rows.flatMap(({ kind, state, ended_at, ...row }) => {
    const by = kinds.get(kind);
    return by && ended_at && (state === 'succeeded' || state === 'failed') ? [{ ...row, by, state, ended_at }] : [];
  });
}

export type LastProven = {
  id: string;
  at: Date;
  by: TrialBy;
  /** From the start of its first step to the end of its last, in ms. */
  tookMs?: number;
  /** Age of the newest point when the trial was asked for: the data that would have been lost, in ms. */
  lostMs?: number;
};

/** How well a machine's restore is proven, and why it is not drilled at present. */
export type Proof = {
  proven?: LastProven;
  failed?: { id: string; at: Date };
  targets?: Targets;
  excepted?: { id: string; by: string; until: Date; why: string };
};

/**
 * The newest proof that a VM can be restored: a restore through Strongroom, quarantines included, at whose end a
 * machine with all its disks ran, or a drill whose guest reported success. Also the drill that failed since: a
 * copy that booted and reported nothing proves less.
 * @param immutableId of the machine that has the name now: trials of an earlier machine do not count
 * @returns asked: when the proof was asked for, and its unparsed plan
 */
export function lastProven(
  db: Db,
  kinds: TrialKinds,
  vmId: string,
  immutableId?: string,
): Part<Pick<Proof, 'proven' | 'failed'> & { asked?: { at: Date; plan: unknown } }> {
  const dates = { ended_at: true, created_at: true, first_at: true, last_at: true } as const;
  return readAs(rowsOf(lastEnded(db, kinds, vmId, immutableId), dates), (ended) => {
    const good = ended.find(({ state }) => state === 'succeeded');
    const bad = ended.find(({ state }) => state === 'failed');
    const proven = good?.ended_at && provenBy(kinds, { ...good, ended_at: good.ended_at });
    const failed = bad?.ended_at && !(proven && proven.at > bad.ended_at) && { id: bad.id, at: bad.ended_at };
    return {
      ...(proven && { proven }),
      ...(failed && { failed }),
      ...(good && { asked: { at: good.created_at, plan: good.plan } }),
    };
  });
}

/** The newest trial that proves the machine, and the newest failed drill. */
function lastEnded(db: Db, kinds: TrialKinds, vmId: string, immutableId: string | undefined) {
  const drills = kindsOfTrial(kinds, 'drill');
  const isUnmarked = sql<boolean>`${threatOfPlan} is null`;
  const spoke = db
    .selectFrom('steps')
    .select('request_id')
    .where('kind', '=', probeStep)
    .where(verdictOfStep, '=', 'passed');
  const query = db
    .selectFrom('requests')
    .distinctOn('state')
    .select(['id', 'ended_at', 'created_at', 'kind', 'state'])
    .select(({ selectFrom }) => [
      selectFrom('steps')
        .select(({ fn }) => fn.min('started_at').as('at'))
        .whereRef('request_id', '=', 'requests.id')
        .as('first_at'),
      selectFrom('steps')
        .select(({ fn }) => fn.max('ended_at').as('at'))
        .whereRef('request_id', '=', 'requests.id')
        .as('last_at'),
      selectFrom('plans')
        .select('body')
        .whereRef('request_id', '=', 'requests.id')
        .orderBy('created_at', 'desc')
        .limit(1)
        .as('plan'),
    ])
    .where(({ or, and, eb }) =>
      or([
        and([eb('state', '=', 'succeeded'), eb('kind', 'in', kindsOfTrial(kinds, 'restore')), machineRan, isUnmarked]),
        and([eb('state', '=', 'succeeded'), eb('kind', 'in', drills), eb('id', 'in', spoke), isUnmarked]),
        and([eb('state', '=', 'failed'), eb('kind', 'in', drills)]),
      ]),
    )
    .where((where) => where(where.fn('lower', ['vm_id']), '=', vmId.toLowerCase()))
    .orderBy('state')
    .orderBy('ended_at', 'desc');
  if (immutableId === undefined) return query;
  return query.where(sql<boolean>`coalesce(lower(${machineOfPlan}) = ${immutableId.toLowerCase()}, true)`);
}

type Ended = {
  id: string;
  kind: string;
  ended_at: Date;
  first_at: Date | null;
  last_at: Date | null;
};

function provenBy(kinds: TrialKinds, { id, kind, ended_at: at, first_at, last_at }: Ended): LastProven {
  const tookMs = first_at && last_at ? last_at.getTime() - first_at.getTime() : undefined;
  const by: TrialBy = kinds.get(kind) ?? 'restore';
  return { id, at, by, ...(tookMs !== undefined && { tookMs }) };
}
