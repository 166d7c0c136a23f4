import type { WarningCode } from '../../kernel/codes/restore.ts';
import type { Conclusion, PlanCheck } from '../../machines/rules/conclude.ts';
import type { Finding } from '../../machines/rules/finding.ts';
import type { RestorePlan, Warning } from './plan.ts';

const mostLines = 3;

/** Checks that tell what a warning of the plan tells, but know more: which point to take, what to type. */
const betterThan: Record<string, WarningCode> = {
  'check.rotated': 'snapshot-after-rotation',
  'check.rotated-no-other': 'snapshot-after-rotation',
  'check.rotated-snapshot-only': 'snapshot-after-rotation',
  'check.disks-only-unmanaged': 'unmanaged-as-vhd',
};

/**
 * The check as it stands beside a plan, and the warnings of the plan that are left: nothing is told twice, and never
 * the lesser of two.
 * @param findings worst first
 */
export function besidePlan(
  { findings, conclusion }: { findings: readonly Finding[]; conclusion: Conclusion },
  plan: Pick<RestorePlan, 'warnings'>,
): { check: PlanCheck; warnings: Warning[] } {
  const warned = new Set<string>(plan.warnings.map(({ code }) => `plan.${code}`));
  const all = findings.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'unknown');
  const others = all.filter(({ text }) => text && !warned.has(text.code));
  const told = others.slice(0, mostLines);
  const covered = new Set<string>(told.flatMap(({ text }) => (text && betterThan[text.code]) ?? []));
  return {
    check: { findings: told, more: others.length - told.length, besides: others.length < all.length, conclusion },
    warnings: plan.warnings.filter(({ code }) => !covered.has(code)),
  };
}
