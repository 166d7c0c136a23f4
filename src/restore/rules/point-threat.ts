import type { RecoveryPointFacts } from '../../kernel/facts.ts';

/**
 * What was known against the source machine when a point was taken: restoring such a point takes a second tap, and is
 * signed. That nothing was known is no proof of anything: Defender may be off, and its word comes up to 48 hours late.
 */
export type PointThreat = (typeof pointThreats)[number];

/** The worse one last. */
export const pointThreats = ['warning', 'unhealthy'] as const;

export function pointThreat({ threat }: Pick<RecoveryPointFacts, 'threat'>): PointThreat | undefined {
  return pointThreats.find((one) => one === threat?.status);
}

/** The worse of two: a plan that was signed for an ill point holds although it is said to be well since. */
export function worseThreat(a: PointThreat | undefined, b: PointThreat | undefined): PointThreat | undefined {
  return [...pointThreats].reverse().find((one) => one === a || one === b);
}

/** What Defender calls it, at most three, the worst first. */
export function threatTitles({ threat }: Pick<RecoveryPointFacts, 'threat'>): string[] {
  const order = ['critical', 'high', 'warning', 'informational', 'unknown'];
  const findings = [...(threat?.findings ?? [])].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return [...new Set(findings.map(({ title }) => title))].slice(0, 3);
}
