import type { Need } from '../../kernel/permissions.ts';
import type { PlanStep } from './plan.ts';

/** The right that a step takes by itself, of whoever its carrier is. */
export function ownRight({ action, scope }: Pick<PlanStep, 'action' | 'scope'>): Need | undefined {
  return action === undefined || scope === undefined ? undefined : { action, scope };
}

/** By whose right a restore is decided where the approval policy names nobody: that of the first step that takes one. */
export function requireGated(steps: readonly PlanStep[]): Need {
  const first = steps.map(ownRight).find((right) => right !== undefined);
  if (!first) throw new Error('a plan without a step that takes a right');
  return first;
}
