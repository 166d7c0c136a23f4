import { defineRequestKind } from '../../requests/request-kind.ts';
import { definitionChange } from '../cards/definition-change.ts';
import { ceilingsOf } from '../rules/drill-scope.ts';
import { lockedAnywhere } from '../rules/unlocking.ts';
import { storedDefinition, timesOf } from '../stored-definition.ts';

/** Drills that nobody has to remember: approved once, and begun by the clock while they lie inside of what was signed. */
export const definitionRequest = defineRequestKind({
  name: 'drill-definition',
  stored: storedDefinition,
  stepKinds: [],
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
      times: timesOf(effects),
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
