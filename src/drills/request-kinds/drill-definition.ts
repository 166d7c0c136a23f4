import { needsToReadVault } from '../../access/access.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { definitionChange } from '../cards/drill-change.ts';
import { storedException } from '../exceptions.ts';
import { storedDefinition } from '../stored-definition.ts';

/** Scheduled drills: approved once, and started by the timer while they are within what was signed. */
export const definitionRequest = defineRequestKind({
  name: 'drill-definition',
  stored: storedDefinition,
  stepKinds: {},
  definition: {
    scope: ({ plan }) => plan.effects,
    targets: ({ plan }) => plan.effects.targets ?? {},
    inForce: { timer: 'drill-due' },
  },
  approval: { operations: ['drill'] },
  needs: ({ needs }) => needs,
  replan: async (_, { needs }) => ({ kind: 'same', needs }),
  subject: (plan) => ({ plan: definitionChange(plan) }),
  ownNeeds: () => [],
});

/**
 * An exception: somebody gives a reason why a machine isn't drilled, and somebody else approves it; it ends by itself.
 */
export const exceptionRequest = defineRequestKind({
  name: 'drill-exception',
  stored: storedException,
  stepKinds: {},
  definition: {
    scope: ({ plan }) => plan.effects,
    excepts: ({ plan, immutableId }) => ({ why: plan.effects.why, immutableId }),
  },
  proof: { shows: ({ immutableId }) => ({ machine: immutableId ?? undefined }) },
  approval: { operations: ['drill'] },
  needs: ({ target }) => needsToReadVault(target.vaultId),
  replan: async (_, { target }) => ({ kind: 'same', needs: needsToReadVault(target.vaultId) }),
  subject: ({ target, plan: { hash, effects } }) => ({
    plan: {
      kind: 'drill-exception',
      vm: target.vmName,
      vault: target.vaultName,
      hash,
      warnings: [],
      params: { days: effects.days },
      runsNothing: true,
    },
  }),
  ownNeeds: () => [],
});
