import { type RawBuilder, sql } from 'kysely';

/**
 * Paths at which SQL reads stored JSON, where it counts or sorts by one member over more rows than are worth
 * parsing. No schema checks these, and each row has the format of the version that wrote it: a member that moves
 * is read at both places.
 */
export const jsonPaths = {
  /** Azure's immutable id of the machine that a plan tries. Proof is matched by it; if absent, by name. */
  machine: ['immutableId'],
  /** `machine` in a plan that performs another. */
  machinePerformed: ['restore', 'immutableId'],
  /** Defender's finding about the machine when a restore's point was taken. */
  threat: ['plan', 'effects', 'point', 'threat'],
  /** `threat` in a plan that performs another. */
  threatPerformed: ['restore', 'plan', 'effects', 'point', 'threat'],
  /** Tier of a restore: the duration of its steps depends on it. */
  tier: ['plan', 'effects', 'point', 'tier'],
  /** ARM id of the machine that a restore makes. */
  makes: ['plan', 'target', 'vmId'],
  /** Quarantine that a release frees, so that its request may be forgotten. */
  quarantine: ['plan', 'effects', 'quarantine'],
  /** The drill whose copy a clean-up deletes; the drill is not forgotten before that. */
  drillCleaned: ['drill'],
  /** The quarantine whose copy is deallocated. */
  quarantineOff: ['quarantine'],
  /** Disk selection of a restore, quarantines included. A selection is not a whole machine. */
  disks: ['plan', 'effects', 'disks', 'selection'],
  /** Result of `machineStep`: whether the machine ran. A machine left off ends well too. */
  agent: ['agent'],
  /** Result of `probeStep`: a drill whose guest reported nothing proves nothing. */
  verdict: ['verdict'],
  /** Posts of a break-glass review; signing edits them, however late. */
  reviewPosts: ['reviewMessageIds'],
  /** When break-glass was used; a mere first tap has no review to wait for. */
  glassBroken: ['brokenAt'],
  /** Salted hash of the card that a voter saw, in the audit row of the vote. */
  votedCard: ['card', 'text', 'textHash'],
  /** Results of a vault's machines on a day, of which a machine's own is read. */
  dayResults: ['results'],
} as const;

/** Kind of the step that reports a drill's guest verdict. */
export const probeStep = 'drill-probe';

/** Kind of the step that inspects the machine that a restore made, or whose disks it replaced. */
export const machineStep = 'verify';

export const verdictOfStep = at('steps.result', jsonPaths.verdict);
export const tierOfPlan = at('plans.body', jsonPaths.tier);
export const machineMadeByPlan = at('plans.body', jsonPaths.makes);
export const quarantineOfPlan = at('plans.body', jsonPaths.quarantine);

/** What a recorded day came to for the machine of a container. */
export function resultOnDay(container: string) {
  return sql<string | null>`backup_days.machines -> ${sql.lit(jsonPaths.dayResults[0])} ->> ${container}::text`;
}

/** The request that a clean-up belongs to. */
export const tidiedOfPlan = sql<
  string | null
>`coalesce(${at('plans.body', jsonPaths.drillCleaned)}, ${at('plans.body', jsonPaths.quarantineOff)})`;

/** One row for each post; a value that is no list, as a newer version may write, must not end the clean-up. */
export const breakGlassReviewPosts = sql<string>`jsonb_path_query(requests.glass, ${sql.lit(`$.${jsonPaths.reviewPosts.join('.')}[*]`)}) #>> '{}'`;

/** Hash of the card in the details of a row of `audit` about a vote. */
export const cardOfVote = at('details', jsonPaths.votedCard);

/** When break-glass was used for a row of `requests`. */
export const breakGlassAt = at('requests.glass', jsonPaths.glassBroken);

/** Immutable id of the machine in the plan of a row of `requests`. */
export const machineOfPlan = sql<string | null>`(
  select coalesce(${at('plans.body', jsonPaths.machine)}, ${at('plans.body', jsonPaths.machinePerformed)}) from plans
  where request_id = requests.id order by created_at desc limit 1
)`;

/** Threat in the plan of a row of `requests`. */
export const threatOfPlan = sql<string | null>`(
  select coalesce(${at('plans.body', jsonPaths.threat)}, ${at('plans.body', jsonPaths.threatPerformed)}) from plans
  where request_id = requests.id order by created_at desc limit 1
)`;

/**
 * Whether a restore brought all disks back and the machine's agent reported. Disks alone, some of the disks, or a
 * machine that was left off do not prove that the machine can be restored.
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
