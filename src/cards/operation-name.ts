import type { JobFacts } from '../domain/facts.ts';
import type { Reader } from '../domain/turn.ts';
import { texts } from '../text/texts.ts';
import { shown } from './shown.ts';

/** Azure's own word where there is none of ours. */
export function operationName({ operation }: Pick<JobFacts, 'operation'>, reader: Reader): string {
  const { t, has } = texts(reader.language);
  const known = has(`jobs.operation.${operation}`) && operation !== 'other';
  return known ? t(`jobs.operation.${operation}`) : t('jobs.operation.other', { operation: shown(operation, 60) });
}
