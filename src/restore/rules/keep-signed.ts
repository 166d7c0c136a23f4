import type { PlanEffects, PlanStep, RestoreFacts } from './plan.ts';

/** The step as it was signed, once the disks are out of the point or the original is gone; else undefined, or where none was. */
export function signedStep(
  { restoredWith }: RestoreFacts,
  kind: PlanStep['kind'],
): PlanEffects['steps'][number] | undefined {
  return restoredWith?.steps.find((one) => one.kind === kind);
}

/** Key vaults, sizes and the pass only the original may tell, which may be deleted. */
export function keepSigned(facts: RestoreFacts, one: PlanStep): PlanStep {
  const signed = signedStep(facts, one.kind);
  if (!signed) return one;
  const { scope, conditional, byHand } = signed;
  return { ...one, ...(scope !== undefined && { scope }), conditional, byHand };
}
