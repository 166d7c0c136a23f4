import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { clouds } from '../../kernel/config/clouds.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, VaultFacts } from '../../kernel/facts.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-inspection.ts';

/** A machine that Azure Backup protected when the evidence was made. */
export type PopulationRow = {
  vmId: string;
  vm: string;
  vault: string;
  /** The machine's immutable id in Azure. Absent: it has none, or could not be read. */
  immutableId?: string;
  /** Value of the tag that CRITICALITY_TAG names. */
  criticality?: string;
};

export function populationRow({ vault, item }: { vault: VaultFacts; item: ProtectedItemFacts }): PopulationRow {
  return { vmId: item.vmId, vm: item.vmName, vault: vault.name };
}

/** Whether a machine would come back if its region were lost, as of the time of the evidence. */
export type ReadinessRow = {
  vmId: string;
  vm: string;
  vault: string;
  state: RegionReadiness['state'];
  region: string | null;
  /** When the newest point in the paired region was made. */
  pointAt: string | null;
  lookedAt: string;
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

/** Somebody who acted, by object id; a name that was erased says so. */
type Actor = { oid: string; name: string };

/** groups: by which of the rule's groups, or rights, the vote counted. */
export type Voter = Actor & { at: string; groups?: string[] };

/** What every record says of the request that it is of. */
type OfRequest = {
  id: string;
  vm: string;
  vmId: string;
  vault: string;
  /** Hash of what was signed. */
  hash: string;
  asker: Actor;
  /** Object ids of those who took it over. */
  holders: string[];
  askedAt: string;
  /** Rule of the approval policy that held, and the hash of that policy. */
  rule: string | null;
  policy: string | null;
  glass: BrokenGlass | null;
  approvers: Voter[];
};

/** Approval without the missing votes. */
type BrokenGlass = Voter & {
  group: string;
  ticket: string;
  reason: string;
  reviews: (Voter & { note: string })[];
};

/**
 * How much a run showed. none: nothing. booted: the copy ran. inside: the usual checks in its guest passed.
 * application: so did checks of its definition's own. restored: somebody restored the whole machine and its agent
 * reported.
 */
export type Strength = 'none' | 'booted' | 'inside' | 'application' | 'restored';

export type EvidenceRun = OfRequest & {
  kind: 'drill' | 'restore' | 'quarantine';
  /** Immutable id of the drilled or restored machine. Absent: unknown. */
  immutableId?: string;
  /** Definition that it ran under, whose votes it has; null: it had its own. */
  under: string | null;
  outcome: 'succeeded' | 'failed';
  strength: Strength;
  /** Verdict of the probe in the guest; null: no drill. */
  verdict: string | null;
  /** Checks in the guest: those that were wanted, and what each found. */
  wanted: string[];
  found: Record<string, 'ok' | 'bad'>;
  failure: string | null;
  decidedAt: string | null;
  endedAt: string;
  /** Milliseconds from the request and the decision to its end, and from its first step to the end of its last. */
  tookMs: { request: number; decision: number | null; step: number | null };
  /** threat: known to Defender for Cloud when the point was taken. defender: its word; null: it said nothing. */
  point: { at: string; tier: string; threat: string | null; defender: string | null };
  /** When the newest restorable point was made. */
  newestAt: string | null;
  /** Targets of its definition, in minutes. */
  targets: { rto: number | null; rpo: number | null } | null;
  steps: { kind: string; state: string; startedAt: string | null; endedAt: string }[];
  /** Clean-ups, oldest first: the last one holds the result. Azure ids of what the drill recorded and what is gone. */
  cleanUps: { id: string; state: string; recorded: string[]; deleted: string[] }[];
  /** Who stated that no copy of the keys is left, after the vault was gone. */
  keysByWord: string[];
  /** Who reviewed its failure, with what action and by when. */
  review?: Review;
};

type Review = Voter & { action: string; due: string };

/** What became of a machine's backups on a day. */
export const dayResults = ['good', 'warned', 'failed', 'cancelled', 'running', 'none'] as const;

type DayCounts = Record<(typeof dayResults)[number], number>;

/** A vault's backups over the quarter, from its rows of the audit, one a day. */
export type VaultBackups = DayCounts & {
  /** Id of the vault. */
  id: string;
  vault: string;
  /** Days that have a row. */
  days: number;
  /** Days that have none, though they were over when the evidence was made. */
  missing: string[];
  /** Days without a list of machines that fits: it was erased, or nothing keeps lists. */
  unlisted: number;
  /** Days whose list is not the one of their row. */
  altered: string[];
  /** How many machines were protected. */
  machines: { first: number; least: number; most: number; last: number };
  /** What each policy kept when the quarter first knew it, in days, weeks, months and years, and the least since. */
  policies: { name: string; wanted: Record<string, number>; least: Record<string, number> }[];
};

/** A machine's backups over the quarter, from the lists of its vault's days. */
export type MachineBackups = DayCounts & {
  /** Ids of vault and container. */
  id: string;
  vm: string;
  vault: string;
  /** Days whose list names it, and those on which its backups were stopped. */
  days: number;
  stopped: number;
  /** Days without a good backup beyond what its policy lets pass. */
  late: number;
  /** The longest run of days without a good one, and its last day. */
  longest: number;
  longestTo: string | null;
  policies: string[];
  /** Since when no policy backed it up, the first day that one did again, and the request that stopped it, if one did. */
  stops: { from: string; until: string | null; request: string | null }[];
  /** First day with a failed backup, how many failed until the next good one, and the day of that. */
  failures: { from: string; failed: number; good: string | null }[];
};

export type EvidenceHeader = {
  quarter: string;
  from: string;
  to: string;
  madeAt: string;
  version: string;
  /** True without a real Azure: nothing in it is proof. */
  simulated: boolean;
  /** Whether heads of the audit are kept where nobody can change them. */
  anchor: 'locked' | 'unlocked' | 'none';
};

/** What Azure said when the evidence was made. */
export type Population = {
  population: PopulationRow[];
  /** Names of subscriptions and vaults that could not be read: machines may be missing, or matched by name only. */
  unread: string[];
  /** Absent: not inspected. */
  readiness?: ReadinessRow[];
};

export type QuarterEvidence = EvidenceHeader &
  Population & {
    definitions: (OfRequest & { state: string; inForceUntil: string | null; effects: object })[];
    runs: EvidenceRun[];
    /** Holds, their ends, releases of quarantines and stops of backups. */
    changes: (OfRequest & {
      kind: string;
      state: string;
      failure: string | null;
      endedAt: string;
      reason: string | null;
    })[];
    failures: { id: string; vm: string; failure: string | null; at: string; retest: string | null; review?: Review }[];
    /** Deviations from the plan. `agreed`: an intended one, such as an approved exception. */
    exceptions: {
      vm: string;
      what: string;
      by: string;
      at: string;
      agreed?: OfRequest & { until: string; effects: object };
    }[];
    coverage: {
      vmId: string;
      vm: string;
      score: Exclude<Strength, 'none'> | 'failed' | 'never';
      proof: string | null;
    }[];
    vaults: VaultBackups[];
    backups: MachineBackups[];
    /** Evidence of the quarter that was written before. */
    packs: { seq: number; at: string; digest: string }[];
  };

type Quarter = { quarter: string; from: Date; to: Date };

/**
 * Parses "2026-Q4", in UTC.
 * @returns undefined for anything else
 */
export function parseQuarter(typed: string): Quarter | undefined {
  const parts = /^(20\d{2})-?q([1-4])$/i.exec(typed.trim());
  if (!parts) return undefined;
  const from = DateTime.utc(Number(parts[1]), (Number(parts[2]) - 1) * 3 + 1, 1);
  return { quarter: `${parts[1]}-Q${parts[2]}`, from: from.toJSDate(), to: from.plus({ quarter: 1 }).toJSDate() };
}

export function evidenceHeader(
  { quarter, from, to }: Quarter,
  made: { now: Date; version: string; cloud: { name: string }; anchor?: EvidenceHeader['anchor'] },
): EvidenceHeader {
  const { now, version, cloud, anchor = 'none' } = made;
  const period = { from: from.toISOString(), to: to.toISOString(), madeAt: now.toISOString() };
  return { quarter, ...period, version, simulated: !Object.hasOwn(clouds, cloud.name), anchor };
}

/** Types of records, in their order, and where evidence holds them. */
const records = {
  machine: 'population',
  unread: 'unread',
  readiness: 'readiness',
  definition: 'definitions',
  run: 'runs',
  change: 'changes',
  failure: 'failures',
  exception: 'exceptions',
  coverage: 'coverage',
  vault: 'vaults',
  backup: 'backups',
  pack: 'packs',
} as const;

/** Evidence as JSON Lines: a header, then one line for each record. */
export function* evidenceLines(evidence: QuarterEvidence): Generator<string> {
  const held = new Set<string>(Object.values(records));
  const header = Object.entries(evidence).filter(([name]) => !held.has(name));
  yield JSON.stringify({ type: 'evidence', format: 1, ...Object.fromEntries(header) });
  for (const [type, name] of Object.entries(records)) {
    for (const row of evidence[name] ?? []) {
      yield JSON.stringify({ type, ...(typeof row === 'string' ? { name: row } : row) });
    }
  }
}

/** Digest of the lines; a row of the audit holds it, so that no line can be changed later. */
export function evidenceDigest(lines: Iterable<string>): string {
  const digest = createHash('sha256');
  let before = '';
  for (const line of lines) {
    digest.update(`${before}${line}`);
    before = '\n';
  }
  return digest.digest('hex');
}
