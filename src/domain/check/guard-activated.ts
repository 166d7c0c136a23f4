import type { Tri } from '../facts.ts';
import { covers, evaluate, type Rights } from '../permissions.ts';

/** The built-in role for guarded operations, which is activated for a while; older documents say Contributor. */
const operatorRole = /^backup mua operator$/i;
const contributorAction = 'Microsoft.DataProtection/resourceGuards/write';

/** Whether the one who sends a guarded operation holds the right on the guard at the moment. */
export function guardActivated(rights: Rights, guardId: string): Tri {
  const write = evaluate(rights, contributorAction, guardId);
  if (write.answer === 'yes') return 'yes';
  const assignments = rights.assignments.filter(({ scope }) => covers(scope, guardId));
  const operator = assignments.filter(({ roleDefinitionId }) =>
    operatorRole.test(rights.definitions.get(roleDefinitionId.toLowerCase())?.name ?? ''),
  );
  if (operator.some(({ condition }) => !condition)) return 'yes';
  return operator.length > 0 ? 'unknown' : write.answer;
}
