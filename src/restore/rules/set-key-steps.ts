import { actions, hsmActions, recoveryActions } from '../../access/rules/actions.ts';
import { isHsmKey } from '../../kernel/key-url.ts';
import type { KeyNeed, PlanStep, RestoreFacts } from './plan.ts';
import { hasSetKey, scopeOfSetKey } from './set-key.ts';

const plain = { conditional: true, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] } as const;

/**
 * Before a confidential machine with a key of the customer's is restored: where that is gone, a restore that fails on
 * purpose brings it out (documented), it is put back, and its copy deleted.
 */
export function bringKeyBackSteps(facts: RestoreFacts): PlanStep[] {
  if (!takesKeySteps(facts) || facts.profile.leavesKeys) return [];
  const scope = scopeOfSetKey(facts);
  const { restoreKey, recoverKey } = isHsmKey(scope) ? hsmActions : recoveryActions;
  const need = (action: string): KeyNeed => ({ action, scope, plane: 'data' });
  return [
    { ...plain, kind: 'export-key', action: actions.restore, scope: facts.vault.id, needs: [], keyNeeds: [] },
    {
      ...plain,
      kind: 'recover-set-key',
      action: restoreKey,
      scope,
      carrier: 'key-holder',
      needs: [],
      // Which of the two it takes is known only when it runs.
      keyNeeds: [need(restoreKey), need(recoverKey)],
    },
    {
      ...plain,
      kind: 'remove-key-export',
      action: actions.writeStaging,
      scope: facts.profile.stagingStorageAccountId,
      needs: [],
      keyNeeds: [],
    },
  ];
}

/** A restore brings the key out even where it does not fail. That of ADE has a step of its own for it. */
export function removeExportSteps(facts: RestoreFacts): PlanStep[] {
  if (!takesKeySteps(facts)) return [];
  const scope = facts.profile.stagingStorageAccountId;
  return [{ ...plain, kind: 'remove-key-copy', action: actions.writeStaging, scope, needs: [], keyNeeds: [] }];
}

function takesKeySteps(facts: RestoreFacts): boolean {
  return facts.encryption.ade.value === 'no' && (facts.restoredWith !== undefined || hasSetKey(facts));
}
