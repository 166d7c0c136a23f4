import type { RestorePlan } from '../restore-plan/plan.ts';
import type { Conclusion } from './conclude.ts';
import type { Finding } from './finding.ts';

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

const mostLines = 3;

/** A check of its own for the same thing as a warning of the plan. */
const sameAs: Record<string, string> = {
  'check.rotated': 'plan.snapshot-after-rotation',
  'check.rotated-no-other': 'plan.snapshot-after-rotation',
  'check.disks-only-unmanaged': 'plan.unmanaged-as-vhd',
};

/** @param findings worst first */
export function planCheckOf(
  { findings, conclusion }: { findings: readonly Finding[]; conclusion: Conclusion },
  plan: Pick<RestorePlan, 'warnings'>,
): PlanCheck {
  const warned = new Set<string>(plan.warnings.map(({ code }) => `plan.${code}`));
  const all = findings.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'unknown');
  const others = all.filter(({ text }) => text && !warned.has(sameAs[text.code] ?? text.code));
  return {
    findings: others.slice(0, mostLines),
    more: Math.max(0, others.length - mostLines),
    besides: others.length < all.length,
    conclusion,
  };
}
