import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, VaultFacts } from '../../kernel/facts.ts';
import { findRetest, type Score, scoreTrials, type Trial, trialsOfMachine } from '../../machines/rules/score.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-inspection.ts';

/** A machine that Azure Backup protected when the evidence was made. */
export type PopulationRow = {
  vmId: string;
  vm: string;
  vault: string;
  /** The machine's immutable id in Azure. Absent: it has none, or could not be read. */
  immutableId?: string;
};

export function populationRow({ vault, item }: Protected): PopulationRow {
  return { vmId: item.vmId, vm: item.vmName, vault: vault.name };
}

type Protected = { vault: Pick<VaultFacts, 'name'>; item: Pick<ProtectedItemFacts, 'vmId' | 'vmName'> };

/** Whether a machine would come back if its region were lost, as of the time of the evidence. */
export type ReadinessRow = {
  vmId: string;
  vm: string;
  vault: string;
  state: RegionReadiness['state'];
  region: string | null;
  /** When the newest point in the paired region was made. */
  pointAt: string | null;
  /** When it was inspected; absent: when the evidence was made, by a version that stored no looks. */
  lookedAt?: string;
  /** What was missing, and what could not be read. */
  lacking: SaidGap[];
  unknown: SaidGap[];
};

type SaidGap = { code: string; text: string };

export function readinessRow(
  { vmId, vm, vault }: PopulationRow,
  { state, region, pointAt, lookedAt, gaps }: RegionReadiness & { lookedAt: Date },
  say: (failure: Failure) => string,
): ReadinessRow {
  const said = (wanted: RegionGap['verdict']) =>
    gaps.filter(({ verdict }) => verdict === wanted).map(({ text }) => ({ code: text.code, text: say(text) }));
  return {
    vmId,
    vm,
    vault,
    state,
    region: region ?? null,
    pointAt: pointAt?.toISOString() ?? null,
    lookedAt: lookedAt.toISOString(),
    lacking: said('lacking'),
    unknown: said('unknown'),
  };
}

export type Voter = { oid: string; name: string; at: string };

export type EvidenceDefinition = {
  id: string;
  hash: string;
  state: string;
  owner: string;
  askedAt: string;
  inForceUntil: string | null;
  approvers: Voter[];
  effects: object;
};

export type EvidenceRun = {
  id: string;
  kind: 'restore' | 'drill';
  vmId: string;
  vm: string;
  /** Immutable id of the drilled or restored machine. Absent: unknown. */
  immutableId?: string;
  hash: string;
  requester: string;
  /** Definition that it ran under; null: it had its own approval. */
  under: string | null;
  approvers: Voter[];
  outcome: 'succeeded' | 'failed';
  /** Verdict of the probe in the guest; null: no probe ran. */
  verdict: string | null;
  /**
   * For a restore: the machine ran with all its disks at the end. Absent: for a drill, or from a version that didn't
   * check.
   */
  ran?: boolean;
  failure: string | null;
  askedAt: string;
  endedAt: string;
  tookMs: number | null;
  /** threat: known to Defender for Cloud when the point was taken. Absent: no threat, or not checked. */
  point: { at: string; tier: string; threat?: 'warning' | 'unhealthy' } | null;
  /** When the newest restorable point was made: later data would have been lost. Absent: unknown. */
  newestAt?: string;
  /** Targets of its definition; absent: it has no definition, or that sets none. */
  targets?: { rtoMinutes: number | null; rpoMinutes: number | null };
  steps: { kind: string; state: string; startedAt: string | null; endedAt: string | null }[];
  /** Clean-ups, oldest first: the last one holds the result. */
  cleanUps: { id: string; state: string }[];
  /** Who stated that no copy of the keys is left, after the vault was gone. Absent: nobody had to. */
  keysByWord?: string[];
};

/** A deviation from the plan. `agreed`: an intended one, such as an approved exception. */
export type EvidenceException = {
  vm: string;
  what: string;
  by: string;
  at: string;
  /** When a drill that came to nothing was requested. */
  askedAt?: string;
  agreed?: { id: string; hash: string; effects: object; until: string; approvers: Voter[] };
};

export type QuarterEvidence = {
  quarter: string;
  from: string;
  to: string;
  madeAt: string;
  /** Start of retention: earlier ends had already been removed. Absent: the quarter is within retention. */
  keptFrom?: string;
  version: string;
  /** True without a real Azure: nothing in it is proof. */
  simulated: boolean;
  population: PopulationRow[];
  /** Names of subscriptions and vaults that could not be read: machines may be missing, or matched by name only. */
  unread: string[];
  definitions: EvidenceDefinition[];
  runs: EvidenceRun[];
  failures: { id: string; vm: string; failure: string | null; at: string; retest: string | null }[];
  exceptions: EvidenceException[];
  coverage: { vmId: string; vm: string; score: Score['state']; proof: string | null }[];
  /** Absent: not inspected. */
  readiness?: ReadinessRow[];
};

/**
 * Parses "2026-Q4", in UTC.
 * @returns undefined for anything else
 */
export function parseQuarter(typed: string): { quarter: string; from: Date; to: Date } | undefined {
  const parts = /^(20\d{2})-?q([1-4])$/i.exec(typed.trim());
  if (!parts) return undefined;
  const from = DateTime.utc(Number(parts[1]), (Number(parts[2]) - 1) * 3 + 1, 1);
  return { quarter: `${parts[1]}-Q${parts[2]}`, from: from.toJSDate(), to: from.plus({ quarter: 1 }).toJSDate() };
}

/**
 * Conclusions from the trials: which failures passed a retest, and how well each machine of the population was proven
 * in the quarter. A retest counts whichever machine has the name by then; a machine is proven only by its own trials,
 * not by those of an earlier one of that name.
 * @param later trials after the quarter, which may be retests
 */
export function concludeQuarter(
  population: readonly PopulationRow[],
  runs: readonly EvidenceRun[],
  later: readonly (Trial & { vmId: string })[],
): Pick<QuarterEvidence, 'failures' | 'coverage'> {
  const trials = Map.groupBy(runs, ({ vmId }) => vmId.toLowerCase());
  const of = (vmId: string) => (trials.get(vmId.toLowerCase()) ?? []).map(trialOf);
  return {
    failures: runs
      .filter(({ kind, outcome }) => kind === 'drill' && outcome === 'failed')
      .map((run) => {
        const after = later.filter(({ vmId }) => vmId.toLowerCase() === run.vmId.toLowerCase());
        const retest = findRetest(trialOf(run), [...of(run.vmId), ...after]);
        return { id: run.id, vm: run.vm, failure: run.failure, at: run.endedAt, retest: retest?.id ?? null };
      }),
    coverage: population.map(({ vmId, vm, immutableId }) => {
      const { state, proof } = scoreTrials(trialsOfMachine(of(vmId), immutableId));
      return { vmId, vm, score: state, proof: proof?.id ?? null };
    }),
  };
}

function trialOf({ id, kind, outcome, verdict, ran = false, endedAt, tookMs, immutableId }: EvidenceRun): Trial {
  return {
    ...(immutableId !== undefined && { immutableId }),
    id,
    by: kind,
    passed: outcome === 'succeeded',
    spoke: kind === 'restore' ? ran : verdict === 'passed',
    at: new Date(endedAt),
    tookMs,
  };
}

/** Evidence as JSON Lines: a header, then one line for each record. */
export function evidenceLines(evidence: QuarterEvidence): string[] {
  const { population, unread, definitions, runs, failures, exceptions, coverage, readiness = [], ...header } = evidence;
  const each = (type: string, rows: readonly object[]) => rows.map((row) => JSON.stringify({ type, ...row }));
  return [
    JSON.stringify({ type: 'evidence', format: 1, ...header }),
    ...each('machine', population),
    ...each(
      'unread',
      unread.map((name) => ({ name })),
    ),
    ...each('definition', definitions),
    ...each('run', runs),
    ...each('failure', failures),
    ...each('exception', exceptions),
    ...each('coverage', coverage),
    ...each('readiness', readiness),
  ];
}

/** Digest of the lines; a row of the audit holds it, so that no line can be changed later. */
export function evidenceDigest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
