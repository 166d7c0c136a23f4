import { needsToReadVault } from '../../access/access.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { storedException } from '../stored-exception.ts';

/** Somebody says why a machine isn't drilled, and somebody else agrees; it ends by itself. */
export const exceptionRequest = defineRequestKind({
  name: 'drill-exception',
  stored: storedException,
  stepKinds: [],
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
