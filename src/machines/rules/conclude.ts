import type { Finding } from './finding.ts';

/**
 * What all checks come to. There is no "will restore": only that nothing was found, by how many checks, and how many
 * of them were not possible.
 */
export type Conclusion = {
  kind: 'stop' | 'act' | 'nothing-found';
  /** Something would make the next backup fail. */
  backupStops: boolean;
  warnings: number;
  checks: number;
  notPossible: number;
};

export function conclude(findings: readonly Finding[]): Conclusion {
  const names = new Set(findings.map(({ check }) => check));
  const unknown = new Set(findings.filter(({ verdict }) => verdict === 'unknown').map(({ check }) => check));
  const stops = findings.some(({ stops }) => stops === 'restore');
  const acts = findings.some(({ verdict }) => verdict === 'act');
  return {
    kind: stops ? 'stop' : acts ? 'act' : 'nothing-found',
    backupStops: findings.some(({ stops: what }) => what === 'backup'),
    warnings: findings.filter(({ verdict }) => verdict === 'warn').length,
    checks: names.size,
    notPossible: unknown.size,
  };
}

/** The first finding that stops a restore: what voids a run. */
export function redFinding(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ verdict, stops }) => verdict === 'stop' && stops === 'restore');
}

/** What of a check stands beside a plan. */
export type PlanCheck = {
  /** The worst, at most three; what the plan itself warns of is left out. */
  findings: Finding[];
  /** How many more there are. */
  more: number;
  /** The plan's own warnings say some of what was found. */
  besides: boolean;
  conclusion: Conclusion;
};
