import type { Need } from '../../kernel/permissions.ts';
import type { PlanStep } from './plan.ts';

/** The right that a step takes by itself, of whoever its carrier is. @throws Error for half of one: it must not pass for none */
export function ownRight({ action, scope }: Pick<PlanStep, 'action' | 'scope'>): Need | undefined {
  if (action === undefined && scope === undefined) return undefined;
  if (action === undefined || scope === undefined) throw new Error('a step names an action or a scope, and not both');
  return { action, scope };
}

/** By whose right a restore is decided where the approval policy names nobody: that of the first step that takes one. */
export function requireGated(steps: readonly PlanStep[]): Need {
  const first = steps.map(ownRight).find((right) => right !== undefined);
  if (!first) throw new Error('a plan without a step that takes a right');
  return first;
}
