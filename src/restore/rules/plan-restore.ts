import { isPlannedMode, restoreBody } from './body.ts';
import { effectsOf, planHash } from './effects.ts';
import type { PlanOutcome, RestoreChoice, RestoreContext, RestoreFacts, RestoreTarget, Violation } from './plan.ts';
import { setKeyRules } from './set-key.ts';
import { stagingRules } from './staging.ts';
import { planSteps } from './steps.ts';
import { placesOf, planTarget, type TieredTarget } from './target.ts';
import {
  encryptionRules,
  encryptionSetRules,
  machineRules,
  newMachineRules,
  placeRules,
  pointRules,
} from './violations.ts';
import { restoreWarnings } from './warnings.ts';

/**
 * Turns facts and choice into a plan that Azure can carry out, or into every rule that stands against it. It asks
 * nothing and knows nothing but its arguments: the same facts give the same plan, and so the same hash.
 */
export function planRestore(inspected: RestoreFacts, choice: RestoreChoice, context: RestoreContext): PlanOutcome {
  const facts = { ...inspected, profile: placesOf(inspected.profile, choice) };
  const target = planTarget(facts, choice);
  const violations = violationsOf(facts, choice, target, context);
  if (violations.length > 0 || !isPlannedMode(choice.mode)) return { kind: 'refused', violations };
  const steps = planSteps(facts, choice, choice.mode, target);
  const effects = effectsOf(facts, choice, choice.mode, target, steps);
  return {
    kind: 'plan',
    plan: {
      target: withoutTier(target),
      body: restoreBody(facts, choice, choice.mode, target),
      steps,
      effects,
      warnings: restoreWarnings(facts, choice, target, context),
      hash: planHash(effects),
    },
  };
}

/** Whether a plan could be made. */
export function isLegal(inspected: RestoreFacts, choice: RestoreChoice, context: RestoreContext): boolean {
  const facts = { ...inspected, profile: placesOf(inspected.profile, choice) };
  return isPlannedMode(choice.mode) && violationsOf(facts, choice, planTarget(facts, choice), context).length === 0;
}

function violationsOf(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Violation[] {
  return [
    ...pointRules(facts, target, context),
    ...encryptionRules(facts, choice),
    ...encryptionSetRules(facts, choice),
    ...setKeyRules(facts, context),
    ...placeRules(facts, choice, target),
    ...stagingRules(facts),
    ...machineRules(facts, choice),
    ...newMachineRules(facts, choice, target, context),
  ];
}

function withoutTier({ tier: _, ...place }: TieredTarget): RestoreTarget {
  return place;
}
