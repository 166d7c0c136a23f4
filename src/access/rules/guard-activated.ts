import type { Tri } from '../../kernel/facts.ts';
import { covers, evaluate, type Rights } from '../../kernel/permissions.ts';

/**
 * Backup MUA Operator, the built-in role for guarded operations, which is activated for a while; older documents say
 * Contributor. By its id, which is the same everywhere: who holds it on the guard alone may not read what it grants.
 */
const operatorRole = /\/f54b6d04-23c6-443e-b462-9c16ab7b4a52$/i;
const contributorAction = 'Microsoft.DataProtection/resourceGuards/write';

/** Whether the one who sends a guarded operation holds the right on the guard at the moment. */
export function guardActivated(rights: Rights, guardId: string): Tri {
  const write = evaluate(rights, contributorAction, guardId);
  if (write.answer === 'yes') return 'yes';
  const assignments = rights.assignments.filter(({ scope }) => covers(scope, guardId));
  const operator = assignments.filter(({ roleDefinitionId }) => operatorRole.test(roleDefinitionId));
  if (operator.some(({ condition }) => !condition)) return 'yes';
  return operator.length > 0 ? 'unknown' : write.answer;
}
