import { type RawBuilder, sql } from 'kysely';

/**
 * Where SQL looks into stored JSON, since it counts or sorts by one member over more rows than are worth parsing. No
 * schema stands between, and each row is as its version wrote it: a member that moves is read at both places.
 */
export const jsonPaths = {
  /** Of a plan that tries a machine: what Azure gave that one. Who counts as proven goes by it; none: the name counts. */
  machine: ['immutableId'],
  /** The same of the plan that it performs. */
  machinePerformed: ['restore', 'immutableId'],
  /** Of a restore: what Defender knew against the machine when its point was taken. */
  threat: ['plan', 'effects', 'point', 'threat'],
  /** The same of the plan that it performs. */
  threatPerformed: ['restore', 'plan', 'effects', 'point', 'threat'],
  /** Of a restore: what its steps take follows it. */
  tier: ['plan', 'effects', 'point', 'tier'],
  /** Of a release: whose copy is free, so that its request may be forgotten. */
  quarantine: ['plan', 'effects', 'quarantine'],
  /** Of a clean-up: the drill whose copy it deletes, which is not forgotten before. */
  drillCleaned: ['drill'],
  /** The same of what deallocates a copy: the quarantine that it is of. */
  quarantineOff: ['quarantine'],
  /** Of a restore, into quarantine as well: which disks. Some of them are no whole machine. */
  disks: ['plan', 'effects', 'disks', 'selection'],
  /** Of what the step `machineStep` came to: whether the machine ran. One that was left off ends well too. */
  agent: ['agent'],
  /** Of what the step `probeStep` came to: a drill whose guest said nothing proves nothing. */
  verdict: ['verdict'],
  /** Of a broken glass: the posts of its review, which whoever signs edits, however late. */
  reviewPosts: ['reviewMessageIds'],
  /** Whether it was broken: what was only asked for has no review that a request would wait for. */
  glassBroken: ['brokenAt'],
} as const;

/** Kind of the step that says of a drill what its guest said. */
export const probeStep = 'drill-probe';

/** Kind of the step that looks at the machine which a restore made, or whose disks it replaced. */
export const machineStep = 'verify';

export const verdictOfStep = at('steps.result', jsonPaths.verdict);
export const tierOfPlan = at('plans.body', jsonPaths.tier);
export const quarantineOfPlan = at('plans.body', jsonPaths.quarantine);

/** Of what tidies up after a request: that request. */
export const tidiedOfPlan = sql<
  string | null
>`coalesce(${at('plans.body', jsonPaths.drillCleaned)}, ${at('plans.body', jsonPaths.quarantineOff)})`;

/** One row for each; what is no list, as a newer version may have made of it, must not end the clean-up. */
export const reviewPostsOfGlass = sql<string>`jsonb_path_query(requests.glass, ${sql.lit(`$.${jsonPaths.reviewPosts.join('.')}[*]`)}) #>> '{}'`;

/** Of a row of `requests` that somebody approved without the votes. */
export const brokenAtOfGlass = at('requests.glass', jsonPaths.glassBroken);

/** Of the plan of a row of `requests`. */
export const machineOfPlan = sql<string | null>`(
  select coalesce(${at('plans.body', jsonPaths.machine)}, ${at('plans.body', jsonPaths.machinePerformed)}) from plans
  where request_id = requests.id order by created_at desc limit 1
)`;

/** The same. */
export const threatOfPlan = sql<string | null>`(
  select coalesce(${at('plans.body', jsonPaths.threat)}, ${at('plans.body', jsonPaths.threatPerformed)}) from plans
  where request_id = requests.id order by created_at desc limit 1
)`;

/**
 * Of a row of `requests` that restored: all disks came back, and the agent of their machine reported. Disks alone, some of
 * them, and a machine that was left off show of no machine that it can be restored.
 */
export const machineRan = sql<boolean>`(
  exists (
    select from steps
    where request_id = requests.id and kind = ${sql.lit(machineStep)} and state = 'done'
      and ${at('steps.result', jsonPaths.agent)} = 'true'
  ) and coalesce((
    select ${at('plans.body', jsonPaths.disks)} = 'all' from plans
    where request_id = requests.id order by created_at desc limit 1
  ), false)
)`;

function at(column: string, path: readonly string[]): RawBuilder<string | null> {
  return sql`${sql.ref(column)} #>> ${sql.lit(`{${path.join(',')}}`)}`;
}
