import { changeLines } from '../../by-hand/rules/change-lines.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { replanItem } from '../replan-item.ts';
import { stopRefusal } from '../rules/item-state.ts';
import { type StoredStop, storedStop } from '../stored.ts';

/** Backups of a machine stop; what there is of them is kept. */
export const stopProtectionRequest = defineRequestKind<StoredStop>({
  name: 'stop-protection',
  stored: storedStop,
  steps: ({ kind }) => [kind],
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) => replanItem(services, plan, stopRefusal),
  subject: ({ kind, target, plan, warnings }) => ({
    plan: { kind, vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings },
  }),
  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHandLines: (_services, { kind, target }) => changeLines({ ...target, kind }),
});
