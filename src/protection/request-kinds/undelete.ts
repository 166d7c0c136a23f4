import { undeleteRefusal } from '../../machines/rules/item-state.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { replanItem } from '../replan-item.ts';
import { undeleteByHand } from '../rules/undelete-by-hand.ts';
import { storedUndelete } from '../stored.ts';

/** Deleted backups come back while Azure still keeps them. */
export const undeleteRequest = defineRequestKind({
  name: 'undelete',
  stored: storedUndelete,
  stepKinds: ['undelete'],
  approval: { operations: ['undelete'] },
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) => replanItem(services, plan, undeleteRefusal),
  subject: ({ kind, target, plan }) => ({
    plan: { kind, vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings: [] },
  }),
  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHand: { lines: (_services, { target }) => undeleteByHand(target) },
});
