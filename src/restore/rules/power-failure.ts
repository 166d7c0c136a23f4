import { explainError } from '../../errors/rules/explain-error.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { VmFacts } from '../../kernel/facts.ts';

/**
 * Why Azure did not start or deallocate a machine when it was last asked to, in its own words and the catalogue's.
 * @param since when it was asked: what failed before that says nothing of it
 */
export function powerFailure(
  { name, provisioningState, provisioningFailure: found }: VmFacts,
  since: Date,
  wanted: 'running' | 'deallocated',
): Failure | undefined {
  if (provisioningState.toLowerCase() !== 'failed' || !found?.at || found.at < since) return undefined;
  const { code, message } = found;
  const known = explainError({ code, message });
  const what = wanted === 'running' ? 'start-failed' : 'deallocate-failed';
  const params = { vm: name, azureCode: code, message, ...(known && { known: known.id }) };
  return { code: `rebuild.${what}${known ? '-known' : ''}`, params };
}
