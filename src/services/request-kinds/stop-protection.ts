import { changeLines } from '../../domain/by-hand/change-lines.ts';
import { stopRefusal } from '../../domain/protection/item-state.ts';
import { replanItem } from '../protection/replan-item.ts';
import type { StoredStop } from '../protection/stored.ts';
import { defineRequestKind } from '../request-kind.ts';
import { atVault, itemActions } from './own-needs.ts';

/** Backups of a machine stop; what there is of them is kept. */
export const stopProtectionRequest = defineRequestKind<StoredStop>({
  name: 'stop-protection',
  steps: ({ kind }) => [kind],
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) => replanItem(services, plan, stopRefusal),
  subject: ({ kind, target, plan, warnings }) => ({
    plan: { kind, vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings },
  }),
  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHandLines: (_services, { kind, target }) => changeLines({ ...target, kind }),
});
