import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { shown } from './truncate.ts';

/** Azure's own word where there is none of ours. */
export function operationName({ operation }: Pick<JobFacts, 'operation'>, reader: Reader): string {
  const { t, has } = texts(reader.language);
  const known = has(`jobs.operation.${operation}`) && operation !== 'other';
  return known ? t(`jobs.operation.${operation}`) : t('jobs.operation.other', { operation: shown(operation, 60) });
}
