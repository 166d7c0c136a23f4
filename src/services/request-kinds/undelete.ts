import { changeLines } from '../../domain/by-hand/change-lines.ts';
import { undeleteRefusal } from '../../domain/protection/item-state.ts';
import { replanItem } from '../protection/replan-item.ts';
import type { StoredUndelete } from '../protection/stored.ts';
import { defineRequestKind } from '../request-kind.ts';
import { atVault, itemActions } from './own-needs.ts';

/** Deleted backups come back while Azure still keeps them. */
export const undeleteRequest = defineRequestKind<StoredUndelete>({
  name: 'undelete',
  steps: ({ kind }) => [kind],
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) => replanItem(services, plan, undeleteRefusal),
  subject: ({ kind, target, plan }) => ({
    plan: { kind, vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings: [] },
  }),
  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHandLines: (_services, { kind, target }) => changeLines({ ...target, kind }),
});
