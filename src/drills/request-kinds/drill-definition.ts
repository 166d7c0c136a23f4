import { needsToReadVault } from '../../access/access.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { definitionChange } from '../cards/drill-change.ts';
import { storedException } from '../exceptions.ts';
import { ceilingsOf } from '../rules/drill-scope.ts';
import { lockedAnywhere } from '../rules/unlocking.ts';
import { drillTimes, storedDefinition } from '../stored-definition.ts';

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
  subject: ({ target, names, remade = [], selection, place, readers, plan: { hash, effects } }) => ({
    plan: definitionChange({
      vm: target.vmName,
      vault: target.vaultName,
      hash,
      warnings: [
        ...(remade.length > 0 ? [{ code: 'drills-remade', params: { names: remade.join(', ') } }] : []),
        ...lockedAnywhere(place.openings),
      ],
      names,
      selection,
      place,
      readers,
      times: drillTimes(effects),
      days: effects.days,
      atOnce: effects.atOnce,
      lifeHours: effects.lifeHours,
      most: {
        cores: effects.perRun.cores ?? 0,
        gb: effects.perRun.gb ?? 0,
        ...ceilingsOf(effects),
      },
      renews: effects.renews,
      ...(effects.probe && { probe: effects.probe }),
      ...(effects.told && { told: effects.told }),
      ...(effects.targets && { targets: effects.targets }),
    }),
  }),
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
