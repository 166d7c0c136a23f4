import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, VaultFacts } from '../../kernel/facts.ts';
import { retestOf, type Score, scoreOf, type Trial, trialsOfMachine } from '../../machines/rules/score.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-look.ts';

/** A machine that Azure Backup protected when the evidence was made. */
export type PopulationRow = {
  vmId: string;
  vm: string;
  vault: string;
  /** What Azure gave this machine, and gives to no other. Absent: there is none, or it could not be read. */
  immutableId?: string;
};

export function populationRow({ vault, item }: Protected): PopulationRow {
  return { vmId: item.vmId, vm: item.vmName, vault: vault.name };
}

type Protected = { vault: Pick<VaultFacts, 'name'>; item: Pick<ProtectedItemFacts, 'vmId' | 'vmName'> };

/** Whether a machine would come back on the day its region is lost, when the evidence was made. */
export type ReadinessRow = {
  vmId: string;
  vm: string;
  vault: string;
  state: RegionReadiness['state'];
  region: string | null;
  /** Of the newest point there. */
  pointAt: string | null;
  /** When it was looked at; absent: when the evidence was made, by a version that kept no looks. */
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
  /** Of the machine that it is of. Absent: not known. */
  immutableId?: string;
  hash: string;
  requester: string;
  /** The definition that it ran under; null: it was approved by itself. */
  under: string | null;
  approvers: Voter[];
  outcome: 'succeeded' | 'failed';
  /** What the guest of a copy said; null: nobody asked it. */
  verdict: string | null;
  /** Of a restore: a machine with all its disks ran at its end. Absent: of a drill, or told by a version that did not look. */
  ran?: boolean;
  failure: string | null;
  askedAt: string;
  endedAt: string;
  tookMs: number | null;
  /** threat: what Defender for Cloud knew against the machine when it was taken. Absent: nothing, or nobody looked. */
  point: { at: string; tier: string; threat?: 'warning' | 'unhealthy' } | null;
  /** When the newest point was made that could have been restored then: what would have been lost. Absent: not known. */
  newestAt?: string;
  /** What its definition asks for; absent: it ran under none, or that asks for nothing. */
  targets?: { rtoMinutes: number | null; rpoMinutes: number | null };
  steps: { kind: string; state: string; startedAt: string | null; endedAt: string | null }[];
  /** Oldest first: the last says what became of all. */
  cleanUps: { id: string; state: string }[];
  /** Who said that no copy of keys is left, where its vault was gone. Absent: nobody had to. */
  keysByWord?: string[];
};

/** What did not go by the plan. With `agreed`, on purpose: a machine that somebody had excepted, as it was signed. */
export type EvidenceException = {
  vm: string;
  what: string;
  by: string;
  at: string;
  /** Of a drill that came to nothing. */
  askedAt?: string;
  agreed?: { id: string; hash: string; effects: object; until: string; approvers: Voter[] };
};

export type QuarterEvidence = {
  quarter: string;
  from: string;
  to: string;
  madeAt: string;
  /** What ended before had been removed by then. Absent: the quarter is younger. */
  keptFrom?: string;
  version: string;
  /** No Azure stands behind it: nothing in it is a proof. */
  simulated: boolean;
  population: PopulationRow[];
  /** What could not be read, by the names of subscriptions and vaults: machines may be missing, or go by their names alone. */
  unread: string[];
  definitions: EvidenceDefinition[];
  runs: EvidenceRun[];
  failures: { id: string; vm: string; failure: string | null; at: string; retest: string | null }[];
  exceptions: EvidenceException[];
  coverage: { vmId: string; vm: string; score: Score['state']; proof: string | null }[];
  /** Absent: it was not looked at. */
  readiness?: ReadinessRow[];
};

/** "2026-Q4", in UTC. @returns undefined for anything else */
export function parseQuarter(typed: string): { quarter: string; from: Date; to: Date } | undefined {
  const parts = /^(20\d{2})-?q([1-4])$/i.exec(typed.trim());
  if (!parts) return undefined;
  const from = DateTime.utc(Number(parts[1]), (Number(parts[2]) - 1) * 3 + 1, 1);
  return { quarter: `${parts[1]}-Q${parts[2]}`, from: from.toJSDate(), to: from.plus({ quarter: 1 }).toJSDate() };
}

/**
 * What follows from the trials: which failures passed a retest, and how well each machine of the population is proven by
 * what happened in the quarter. A failure passes by what proves whichever machine has the name later; a machine is proven
 * by no other that had its name.
 * @param later trials after the quarter, of which a retest may be one
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
        const retest = retestOf(trialOf(run), [...of(run.vmId), ...after]);
        return { id: run.id, vm: run.vm, failure: run.failure, at: run.endedAt, retest: retest?.id ?? null };
      }),
    coverage: population.map(({ vmId, vm, immutableId }) => {
      const { state, proof } = scoreOf(trialsOfMachine(of(vmId), immutableId));
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

/** JSON Lines: what the evidence is, then each thing in it. */
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

/** What a row of the audit says of them, so that none can be changed afterwards. */
export function evidenceDigest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
